"""Lines cut further: a table's rows into cells, and what was asked from what was answered on the same line."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from .asking import tells_of_asking
from .cues import is_item
from .labels import label_of
from .lines import INNER, Line, plain
from .markers import marker_of
from .sentences import split_sentences

_CELL = re.compile(r"[|\t]+")
_PRONOUN = re.compile(r"(?:he|she|they|it|this|that)\b", re.I)
_LONGEST = 3000


def split_cells(lines: Sequence[Line]) -> list[Line]:
    """The same lines, rows of a table as a line a cell, and a question apart from the answer on its line."""
    return [cell for line in lines for cell in _cells(line)]


def _cells(line: Line) -> list[Line]:
    text = line.text
    if "|" not in text and "\t" not in text:
        gap = _marked(plain(text[:_LONGEST])) or _reply(plain(text[:_LONGEST]))
        return _cut(line, [gap]) if gap else [line]
    gaps = [found.span() for found in _CELL.finditer(text)]
    wide = [gap for gap in gaps if gap[0] > 0 and gap[1] < len(text)]
    return _cut(line, gaps) if len(wide) >= 2 or (wide and text[0] == "|") else [line]


def _marked(text: str) -> tuple[int, int] | None:
    """The gap before the answer marker that stands behind a question on its line."""
    if "?" not in text and not is_item(text):
        return None
    asked = text.find("?") if "?" in text else 0
    gaps = ((end, start) for (_, end), (start, _) in itertools.pairwise(split_sentences(text)) if start > asked)
    return next((gap for gap in gaps if (marker := marker_of(text[gap[1] :])) and not marker.soft), None)


def _reply(text: str) -> tuple[int, int] | None:
    """The gap before the sentence of a paragraph of minutes that tells what somebody else replied to who asked."""
    label = label_of(text)
    said = text[label.body :] if label else text
    if not tells_of_asking(said):
        return None
    sentences = split_sentences(text)
    asked = text[: text.find(" asked") if " asked" in text else sentences[0][1]]
    for (_, end), (start, _) in itertools.pairwise(sentences):
        marker = marker_of(text[start:])
        who = " ".join(text[start:].split()[:2])
        if marker and marker.soft and not _PRONOUN.match(who) and who not in asked:
            return end, start
    return None


def _cut(line: Line, gaps: Sequence[tuple[int, int]]) -> list[Line]:
    starts, ends = [0, *(end for _, end in gaps)], [*(start for start, _ in gaps), len(line.text)]
    cells = [INNER.search(line.text, start, end) for start, end in zip(starts, ends, strict=True)]
    spans = [found.span() for found in cells if found]
    return [Line(line.number, line.start + a, line.start + b, line.text[a:b], line.last) for a, b in spans]
