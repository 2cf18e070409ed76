"""Where quoted words stand on a page, as offsets into its text."""

from __future__ import annotations

import re

from ..errors import CurationError

Span = tuple[int, int]
_SENTENCE = re.compile(r"[^\W\d][.?!][”’\"')]*(?=\s)")  # not a label, such as "7."
_SHOWN = 60  # characters of a quote that a message repeats


def places_of(text: str, words: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Everywhere that words stand whole; white space of any kind counts as a space."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = re.compile(rf"(?<!\w){pattern}(?!\w)")
    return [each.span() for each in found.finditer(text, start, len(text) if end is None else end)]


def place_of(text: str, quote: str) -> Span:
    """The one place of a quote; CurationError when there is none, or more than one."""
    found = places_of(text, quote)
    shown = quote if len(quote) <= _SHOWN else f"{quote[:_SHOWN]}…"
    if not found:
        raise CurationError(
            f"“{shown}” does not stand on the page. Quote it as the page has it now, or take the entry away."
        )
    if len(found) > 1:
        lines = ", ".join(str(line_at(text, start)) for start, _ in found)
        raise CurationError(f"“{shown}” stands on lines {lines} of the page. Quote more words, so that one is meant.")
    return found[0]


def between(text: str, span: Span, begins: str | None, ends: str | None) -> Span:
    """A part of the page that begins and ends with quoted words, where they are given."""
    start = place_of(text, begins)[0] if begins else span[0]
    return start, place_of(text, ends)[1] if ends else span[1]


def line_at(text: str, at: int) -> int:
    """The number of the line of an offset, from 1."""
    return text.count("\n", 0, at) + 1


def lines_around(text: str, span: Span) -> Span:
    """The whole lines of a part of the page, without white space at the end."""
    end = text.find("\n", span[1])
    return text.rfind("\n", 0, span[0]) + 1, _trimmed(text, len(text) if end < 0 else end)


def text_above(text: str, at: int) -> int:
    """Where the text above a question ends: a sentence before it on its line, or else the lines above."""
    begin = text.rfind("\n", 0, at) + 1
    ended = [found.end() for found in _SENTENCE.finditer(text, begin, at)]
    return ended[-1] if ended else _trimmed(text, begin)


def text_behind(text: str, at: int) -> int:
    """Where the next text behind an offset begins."""
    return len(text) - len(text[at:].lstrip())


def _trimmed(text: str, end: int) -> int:
    return len(text[:end].rstrip())
