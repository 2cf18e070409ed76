"""Printed pages into running text: running heads and feet apart, lines joined to paragraphs where that is safe.

Nothing is changed within a line. A word that is divided at the end of a line keeps its hyphen, as printed.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from ..parsing.labels import label_of
from ..parsing.markers import marker_of
from .columns import Character, Row, rows_of
from .flow import Flow, Gap

_MARGIN = 0.12  # of a page's height at its head and its foot where running lines stand
_SAME_PLACE = 4.0  # points that a running line's height may differ from page to page
_WIDE = 1.25  # of the usual distance between lines from which a new paragraph begins
_SPACE = 0.3  # of a line's height that a space may take
_SIZE = 0.12  # of a line's height that two lines of a paragraph may differ
_PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–]?\s*\d{1,4}\s*[-–]?(?:\s*(?:of|/)\s*\d{1,4})?", re.I)
_BULLET = re.compile(r"[•●▪◦‣–*·-]\s|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s", re.I)
_ENDED = re.compile(r"[.?!:]['’”)\]]*$")


@dataclass(frozen=True, slots=True)
class Printed:
    """The characters of one page as drawn, and its height in points."""

    characters: tuple[Character, ...]
    height: float


def write_printed(pages: Sequence[Printed]) -> tuple[Flow, tuple[int, ...], list[str]]:
    """The text, where each page begins in it, and the running lines that were left out."""
    rows = [rows_of(page.characters) for page in pages]
    running = _running(rows, [page.height for page in pages])
    edges = _edges(row for own in rows for row in own if id(row) not in running)
    flow, starts = Flow(), []
    last: Row | None = None
    for own in rows:
        kept = [row for row in own if id(row) not in running]
        pitch = _pitch(kept)
        for at, row in enumerate(kept):
            gap = _gap(last, row, edges[last.column], pitch, at == 0) if last else Gap.NONE
            _write(row, flow, None if gap is Gap.SPACE and last and last.text.endswith("-") else gap)
            if at == 0:
                starts.append(flow.size - len(row.text))
            last = row
        if not kept:
            starts.append(flow.size)
    outside = [row.text for own in rows for row in own if id(row) in running]
    return flow, tuple(starts), outside


def _running(rows: Sequence[Sequence[Row]], heights: Sequence[float]) -> set[int]:
    """Lines at head or foot that stand at the same place of most pages, but for its number; and page numbers."""
    places = defaultdict(list)
    found = set()
    for number, (own, height) in enumerate(zip(rows, heights, strict=True)):
        for row in own:
            if _MARGIN * height <= row.base <= (1 - _MARGIN) * height or _labels(row.text) or _marks(row.text):
                continue
            places[re.sub(rf"\b{number + 1}\b", "#", row.text)].append((number, row))
            if _PAGE_NUMBER.fullmatch(row.text):
                found.add(id(row))
    for each in places.values():
        same = [(number, row) for number, row in each if abs(row.base - each[-1][1].base) < _SAME_PLACE]
        if len({number for number, _ in same}) >= max(2, len(rows) / 2):
            found |= {id(row) for _, row in same}
    return found


def _edges(rows: Iterable[Row]) -> dict[int, float]:
    """How far to the right each column's text reaches."""
    edges: dict[int, float] = defaultdict(float)
    for row in rows:
        edges[row.column] = max(edges[row.column], 0.0 if "\t" in row.text else row.right)
    return edges


def _pitch(rows: Sequence[Row]) -> float:
    """The usual distance from line to line."""
    steps = [
        one.base - other.base for one, other in itertools.pairwise(rows) if 0 < one.base - other.base < 3 * one.height
    ]
    return min(steps, default=0.0) if len(steps) < 3 else median(sorted(steps)[: max(1, len(steps) * 2 // 3)])


def _gap(last: Row, row: Row, edge: float, pitch: float, turned: bool) -> Gap:
    """What separates a line from the one before: nothing but a space only if the line before was full."""
    step = last.base - row.base
    elsewhere = turned or step < 0
    if not elsewhere and step > _WIDE * pitch:
        return Gap.PARAGRAPH
    word = row.characters[: next((at for at, each in enumerate(row.characters) if each.text.isspace()), None)]
    width = word[-1].right - word[0].left
    fits = last.right + _SPACE * row.height + width < edge
    starts = _labels(row.text) or _marks(row.text) or _marks(last.text) or _BULLET.match(row.text)
    if fits or starts or "\t" in last.text or abs(row.height - last.height) > _SIZE * last.height:
        return Gap.PARAGRAPH if elsewhere else Gap.LINE
    return Gap.PARAGRAPH if elsewhere and _ENDED.search(last.text) else Gap.SPACE


def _write(row: Row, flow: Flow, gap: Gap | None) -> None:
    """Write a line after a gap; None is a word going on behind its hyphen."""
    flow.gap(gap or Gap.NONE)
    text = row.characters
    first = next(at for at, each in enumerate(text) if not each.text.isspace())
    last = max(at for at, each in enumerate(text) if not each.text.isspace())
    for href, run in itertools.groupby(text[first : last + 1], key=lambda each: each.href):
        flow.open_link(href)
        flow.write_as_is("".join(each.text for each in run))
        flow.close_link()


def _labels(text: str) -> bool:
    """Whether a printed line opens with a label that only questions and lists have."""
    label = label_of(text)
    return label is not None and label.family in "qn("


def _marks(text: str) -> bool:
    """Whether a printed line opens a response in so many words."""
    marker = marker_of(text)
    return marker is not None and not marker.soft
