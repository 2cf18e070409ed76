"""Stub."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Redacted:
    """Stub."""

    text: str
    kinds: tuple[str, ...]
