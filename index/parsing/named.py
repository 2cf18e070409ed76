"""Layouts whose responses stand below all questions, under lines that name them ("Q2 and Q3", "(covers 2027/014)")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ..record import AnsweredBy
from .chain import Candidate
from .labels import Label
from .lines import plain
from .markers import Marker, numbers_of
from .sheet import Layout, Sheet

_NAMES = re.compile(
    r"(?:.{0,40}\bto )?(?:(?:questions?|points?|parts?|requests?|items?|nos?)\b\.?|P?Q)\s*"
    r"(?P<numbers>\d{1,3}(?:(?:\s*(?:,|and|&|to|-)\s*)+(?:P?Q\.?\s?)?\d{1,3})*)\s*(?:[.:)-].{0,60})?",
    re.I,
)
_REFERENCES = re.compile(r"\d{1,4}/\d{1,3}")
_LONGEST = 140


def answered_below(sheet: Sheet, family: str, found: Sequence[tuple[int, Label]]) -> Iterator[Layout]:
    """Numbered questions without responses, and below them responses under their numbers in other words."""
    markers = dict(_naming(sheet, found))
    first = min(markers, default=0)
    asked = {label.number: (at, label) for at, label in found if at < first}
    named = {number for marker in markers.values() for number in marker.labels}
    if len(markers) < 2 or len(asked) < 2 or len(named & set(asked)) * 3 < len(asked) * 2:
        return
    nodes = tuple(Candidate(at, label, 0) for at, label in sorted(asked.values(), key=lambda one: one[0]))
    yield Layout(f"named below {family}", nodes, markers, tuple(_end(sheet, nodes[-1].at, first)), apart=True)


def _naming(sheet: Sheet, found: Sequence[tuple[int, Label]]) -> Iterator[tuple[int, Marker]]:
    """Short lines that name only numbers of questions above, each in the family's own way of writing them."""
    printed = {label.text: label.number for _, label in found}
    seen: dict[int, int] = {}
    for at, label in found:
        seen.setdefault(label.number, at)
    opening = dict(found)
    for at, line in enumerate(sheet.lines):
        numbers = _named(line.text, printed) if line.text else frozenset()
        own = opening.get(at)
        if own and not (own.body >= len(line.text) and seen[own.number] < at):
            continue
        if numbers and all(seen.get(number, at) < at for number in numbers):
            yield at, Marker(AnsweredBy.CONSTABULARY, numbers, None)


def _named(text: str, printed: Mapping[str, int]) -> frozenset[int]:
    if len(text) > _LONGEST or text[-1] in ".?!":
        return frozenset()
    line = plain(text)
    references = _REFERENCES.findall(line)
    if references:
        return frozenset(printed[name] for name in references if name in printed)
    found = _NAMES.fullmatch(line)
    return numbers_of(found["numbers"]) if found else frozenset()


def _end(sheet: Sheet, last: int, first: int) -> Iterator[int]:
    """Where the last question ends: the next paragraph, or the next line."""
    below = (at for at in range(last + 1, first) if sheet.lines[at].text)
    yield from [at for at in below if not sheet.spaced or not sheet.lines[at - 1].text][:1]
