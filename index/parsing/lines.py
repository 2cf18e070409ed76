"""A page's text as lines that know their place in it, and as plain characters that cues can be written for."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HIDDEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_PLAIN = str.maketrans(
    {
        **dict.fromkeys(_HIDDEN + "\u00a0\u2007\u2009\u202f\t", " "),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\u2018\u2019", "'"),
        **dict.fromkeys("\u201c\u201d", '"'),
    }
)
INNER = re.compile(rf"[^\s{_HIDDEN}](?:.*[^\s{_HIDDEN}])?", re.S)


_TOGGLES = ("section", "Show", "Hide")
_TOGGLE = re.compile(r",?\s(?:Show|Hide)(?: this section)?$")
_HEADING_MARKS = re.compile(r"#{1,6} +(?=\S)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its surrounding white space; `page.text[start:end] == text`, but for breaks within it."""

    number: int
    start: int
    end: int
    text: str
    last: int = 0
    """The number of the page's last line that it takes in, where it takes in several."""


def plain(text: str) -> str:
    """The same text, character for character, with one kind of dash, quotation mark and space."""
    return text.translate(_PLAIN)


def split_lines(text: str) -> list[Line]:
    """Every line of a page in order, blank ones too; only a line feed ends a line."""
    lines = []
    offset = 0
    for number, raw in enumerate(text.split("\n"), start=1):
        found = INNER.search(raw)
        start, end = _unwrapped(raw, *found.span()) if found else (0, 0)
        lines.append(Line(number, offset + start, offset + end, raw[start:end]))
        offset += len(raw) + 1
    return lines


def _unwrapped(raw: str, start: int, end: int) -> tuple[int, int]:
    """Without the marks that make a whole line bold or a heading in Markdown."""
    marks = _HEADING_MARKS.match(raw, start, end)
    start = marks.end() if marks else start
    toggle = _TOGGLE.search(raw, start, end) if raw[start:end].endswith(_TOGGLES) else None
    end = toggle.start() if toggle else end
    bold = raw[start:end]
    if len(bold) > 4 and bold[:2] == bold[-2:] and bold[:2] in ("**", "__") and bold.count(bold[:2]) == 2:
        return start + 2, end - 2
    return start, end
