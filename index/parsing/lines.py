"""A page's text as lines that know their place in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its surrounding white space; `page.text[start:end] == text`."""

    number: int
    start: int
    end: int
    text: str


def split_lines(text: str) -> list[Line]:
    """Every line of a page in order, blank ones too; only a line feed ends a line."""
    lines = []
    offset = 0
    for number, raw in enumerate(text.split("\n"), start=1):
        stripped = raw.strip()
        start = offset + (len(raw) - len(raw.lstrip()) if stripped else 0)
        lines.append(Line(number, start, start + len(stripped), stripped))
        offset += len(raw) + 1
    return lines
