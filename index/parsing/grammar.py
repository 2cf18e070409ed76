"""Which lines of a page are questions, responses, headings, preamble and furniture.

Every layout that a page may be in is applied to it, and weighed by how much of the page it explains; the best is
taken. What was a close call, and what no question or response accounts for, becomes a doubt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .blocks import Block, Fit
from .doubting import doubts_of
from .furniture import is_furniture
from .layouts import propose
from .lines import Line
from .markers import marker_of
from .sheet import Layout, Sheet, survey
from .weighing import fit


@dataclass(slots=True)
class Reading:
    """What each line was taken for, by which layout, and the doubts about how the page was cut, by place."""

    kinds: list[str]
    sheet: Sheet
    best: Fit
    doubts: list[tuple[int, str]]

    @property
    def blocks(self) -> list[Block]:
        """The questions found, with or without a response."""
        return self.best.blocks


def read_lines(lines: Sequence[Line]) -> Reading:
    """Read a page's lines; every line gets one kind: answer, heading, preamble, furniture or blank."""
    kinds = ["preamble" if line.text else "blank" for line in lines]
    end = _mark_furniture(lines, kinds)
    sheet = survey(lines[:end])
    fits = sorted(_fits(sheet), key=lambda found: -found.score)
    best = fits[0] if fits and fits[0].score > 0 else Fit(Layout("no questions", (), {}), [])
    _mark(sheet, best, kinds)
    return Reading(kinds, sheet, best, [*best.doubts, *doubts_of(sheet, best, fits[1:], kinds)])


def _fits(sheet: Sheet) -> list[Fit]:
    return [fit(sheet, layout) for layout in propose(sheet)]


def _mark_furniture(lines: Sequence[Line], kinds: list[str]) -> int:
    """Mark the site's own lines at the foot and the head; returns where the foot begins."""
    end = len(lines)
    while end and (not lines[end - 1].text or is_furniture(lines[end - 1].text)):
        end -= 1
    head = 0
    while head < end and (not lines[head].text or is_furniture(lines[head].text)):
        head += 1
    for at in (*range(head), *range(end, len(lines))):
        if lines[at].text:
            kinds[at] = "furniture"
    return end


def _mark(sheet: Sheet, best: Fit, kinds: list[str]) -> None:
    """Give each line of a question or a response its kind; what else stands between them is a heading."""
    spans = _spans(best)
    for block in best.blocks:
        for at in (*range(block.top, block.stop), *range(*(block.response or (0, 0)))):
            if kinds[at] in ("preamble", "heading"):
                marker = at in best.layout.markers and marker_of(sheet.lines[at].text) is not None
                kinds[at] = "answer" if at in spans or marker else "heading"
    for at in best.left_out:
        kinds[at] = "furniture"


def _spans(best: Fit) -> set[int]:
    """The lines of questions that have a response, and of responses."""
    lines: set[int] = set()
    for block in best.blocks:
        if block.wording and block.response and block.response[0] < block.response[1]:
            lines |= {*range(block.wording.lines[0], block.wording.lines[1] + 1)}
            lines |= set(range(*block.response)) if not block.shares else set()
    return lines
