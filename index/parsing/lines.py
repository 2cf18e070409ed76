"""A page's text as lines that know their place in it, and as plain characters that cues can be written for."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
_INNER = re.compile(rf"[^\s{_HIDDEN}](?:.*[^\s{_HIDDEN}])?", re.S)


_HEADING_MARKS = re.compile(r"#{1,6} +(?=\S)")
_CELL = re.compile(r"[|\t]+")
_ON_ONE_LINE = re.compile(
    r"(?i:Q|question|\d{1,3})\b[^?]{2,600}\?[\"'”’)]*(\s+)(?=(?:A|Answer|Reply|Response)\s?[:-]\s)"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its surrounding white space; `page.text[start:end] == text`."""

    number: int
    start: int
    end: int
    text: str


def plain(text: str) -> str:
    """The same text, character for character, with one kind of dash, quotation mark and space."""
    return text.translate(_PLAIN)


def split_lines(text: str) -> list[Line]:
    """Every line of a page in order, blank ones too; only a line feed ends a line."""
    lines = []
    offset = 0
    for number, raw in enumerate(text.split("\n"), start=1):
        found = _INNER.search(raw)
        start, end = _unwrapped(raw, *found.span()) if found else (0, 0)
        lines.append(Line(number, offset + start, offset + end, raw[start:end]))
        offset += len(raw) + 1
    return lines


def _unwrapped(raw: str, start: int, end: int) -> tuple[int, int]:
    """Without the marks that make a whole line bold or a heading in Markdown."""
    marks = _HEADING_MARKS.match(raw, start, end)
    start = marks.end() if marks else start
    bold = raw[start:end]
    if len(bold) > 4 and bold[:2] == bold[-2:] and bold[:2] in ("**", "__") and bold.count(bold[:2]) == 2:
        return start + 2, end - 2
    return start, end


def split_cells(lines: Sequence[Line]) -> list[Line]:
    """The same lines, rows of a table as a line a cell, and a question apart from the answer on its line."""
    return [cell for line in lines for cell in _cells(line)]


def _cells(line: Line) -> list[Line]:
    text = line.text
    if "|" not in text and "\t" not in text:
        together = _ON_ONE_LINE.match(text[:1000])
        return _cut(line, [together.span(1)]) if together else [line]
    gaps = [found.span() for found in _CELL.finditer(text)]
    wide = [gap for gap in gaps if gap[0] > 0 and gap[1] < len(text)]
    return _cut(line, gaps) if len(wide) >= 2 or (wide and text[0] == "|") else [line]


def _cut(line: Line, gaps: Sequence[tuple[int, int]]) -> list[Line]:
    starts, ends = [0, *(end for _, end in gaps)], [*(start for start, _ in gaps), len(line.text)]
    cells = [_INNER.search(line.text, start, end) for start, end in zip(starts, ends, strict=True)]
    spans = [found.span() for found in cells if found]
    return [Line(line.number, line.start + a, line.start + b, line.text[a:b]) for a, b in spans]
