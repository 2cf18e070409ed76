"""Lines that a printer broke, read as the one line that they were written as."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from .asking import asked_of
from .cues import is_item
from .labels import label_of
from .lines import Line
from .markers import marker_of

_WIDEST = 140  # characters; lines that are longer were not broken
_NARROWEST = 50
_LEAST = 4  # breaks in mid-sentence that show that a page is wrapped


def rejoined(lines: Sequence[Line], text: str) -> list[Line]:
    """The lines of `text`, joined where a page is wrapped at a width and a line only ends as the next word did not fit.

    A joined line has a space for each character of the break, so that `text[start:end]` is as long as its text.
    """
    width = _width(lines)
    runs: list[list[Line]] = []
    for line in lines:
        if runs and width and _goes_on(runs[-1][-1], line, width):
            runs[-1].append(line)
        else:
            runs.append([line])
    return [run[0] if len(run) == 1 else _joined(run, text) for run in runs]


def _joined(run: Sequence[Line], text: str) -> Line:
    whole = "".join(" " if mark.isspace() else mark for mark in text[run[0].start : run[-1].end])
    return Line(run[0].number, run[0].start, run[-1].end, whole, run[-1].number)


def _width(lines: Sequence[Line]) -> int:
    """The width that a page is wrapped at, in characters; 0 where it is not."""
    lengths = sorted(len(line.text) for line in lines if line.text)
    width = lengths[len(lengths) * 49 // 50] if lengths else 0
    if not _NARROWEST < width < _WIDEST:
        return 0
    broken = sum(
        below.text[:1].islower() and above.text[-1:].isalnum() and not _fits(above, below, width)
        for above, below in itertools.pairwise(lines)
    )
    return width if broken >= _LEAST else 0


def _fits(above: Line, line: Line, width: int) -> bool:
    """Whether a line's first word would have fitted behind the line above."""
    return len(above.text) + 1 + len(line.text.split(maxsplit=1)[0]) <= width


def _goes_on(above: Line, line: Line, width: int) -> bool:
    if not above.text or not line.text or _fits(above, line, width) or "|" in above.text + line.text:
        return False
    opens = is_item(line.text) or label_of(line.text) or asked_of(line.text)
    marker = marker_of(line.text)
    return not opens and (marker is None or marker.soft)
