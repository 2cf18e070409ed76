"""Passwords, hashed with Argon2id."""

from __future__ import annotations

import secrets
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from ...errors import BusyError, FormError
from ..settings import OfficeSettings

_AT_ONCE = 4  # each takes the memory that the settings name
_PATIENCE = 5.0  # seconds to wait for a turn


class Passwords:
    """Hashes and checks; a check costs the same whether or not there is a hash to compare with."""

    def __init__(self, settings: OfficeSettings) -> None:
        hashing = settings.hashing
        self._shortest = settings.shortest_password
        self._hasher = PasswordHasher(hashing.passes, hashing.memory_kib, hashing.lanes)
        self._turns = threading.BoundedSemaphore(_AT_ONCE)
        self._nobodys = self._hasher.hash(secrets.token_bytes(16))

    def hash(self, password: str) -> str:
        """The hash to keep; FormError when the password is too short."""
        if len(password) < self._shortest:
            raise FormError(f"A password has at least {self._shortest} characters. Three random words make a good one.")
        with self._turn():
            return self._hasher.hash(_normal(password))

    def check(self, kept: str | None, password: str) -> bool:
        """Whether a password is the one whose hash is kept; False, after the same work, when none is."""
        with self._turn():
            try:
                return self._hasher.verify(kept or self._nobodys, _normal(password)) and bool(kept)
            except (VerificationError, InvalidHashError):
                return False

    def outdated(self, kept: str) -> bool:
        """Whether a hash was made with other settings than these."""
        return self._hasher.check_needs_rehash(kept)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Few at once, so that a crowd at the door does not take the machine's memory."""
        if not self._turns.acquire(timeout=_PATIENCE):
            raise BusyError("Many people are signing in. Please try again shortly.")
        try:
            yield
        finally:
            self._turns.release()


def _normal(password: str) -> bytes:
    """The same bytes on whatever keyboard it was typed; what no keyboard types is taken as it is."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
