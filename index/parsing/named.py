"""Layouts whose responses stand below all questions, under lines that name them ("Q2 and Q3", "(covers 2027/014)")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ..record import AnsweredBy
from .chain import Candidate
from .cues import is_item
from .labels import Label
from .lines import plain
from .markers import Marker, numbers_of
from .sheet import Layout, Sheet

_NAMES = re.compile(
    r"(?:.{0,40}\bto )?(?P<word>(?:questions?|points?|parts?|requests?|items?|nos?)\b\.?|P?Q)?\s*"
    r"(?P<numbers>\d{1,3}[a-h]?(?:(?:\s*(?:,|and|&|to|-)\s*)+(?:P?Q\.?\s?)?\d{1,3}[a-h]?\b)*)"
    r"\s*(?:(?P<sign>[.:)-]|,(?=\s))(?!\d)\s*(?P<rest>.*))?",
    re.I,
)
_REFERENCES = re.compile(r"\d{1,4}/\d{1,3}")
_LONGEST = 140  # characters of a line that names questions, and nothing more
_TITLE = 60  # characters of the title behind their numbers


def answered_below(sheet: Sheet, family: str, found: Sequence[tuple[int, Label]]) -> Iterator[Layout]:
    """Numbered questions without responses, and below them responses under their numbers in other words."""
    second = sorted(at for at, _ in found)[1:2]
    bare = (at for at, marker in sheet.markers.items() if not marker.soft and not marker.labels and marker.body is None)
    head = next((at for at in sorted(bare) if second and at > second[0]), None)
    markers = dict(_naming(sheet, found, head))
    first = head or min(markers, default=0)
    asked = {label.key: (at, label) for at, label in found if at < first}
    named = {number for marker in markers.values() for number in marker.labels}
    if len(markers) < 2 or len(asked) < 2 or len(named & set(asked)) * 3 < len(asked) * 2:
        return
    nodes = tuple(Candidate(at, label, 0) for at, label in sorted(asked.values(), key=lambda one: one[0]))
    ends = [*_end(sheet, nodes[-1].at, first), *([head] if head else [])]
    yield Layout(f"named below {family}", nodes, markers, tuple(ends), apart=True)


def _naming(sheet: Sheet, found: Sequence[tuple[int, Label]], head: int | None) -> Iterator[tuple[int, Marker]]:
    """Lines that open with numbers of questions above; below a marker for all of them, numbers are enough."""
    printed = {label.text: label.key for _, label in found}
    seen: dict[int, int] = {}
    for at, label in found:
        seen.setdefault(label.key, at)
    opening = dict(found)
    for at, line in enumerate(sheet.lines):
        below = head is not None and at > head
        numbers, body = _named(line.text, printed, below) if line.text else (frozenset(), None)
        own = opening.get(at)
        if own and not ((own.body >= len(line.text) or below) and seen[own.key] < at):
            continue
        if numbers and all(seen.get(number, at) < (head or at) for number in numbers):
            yield at, Marker(AnsweredBy.CONSTABULARY, numbers, body)


def _named(text: str, printed: Mapping[str, int], below: bool) -> tuple[frozenset[int], int | None]:
    """The questions that a line names, and where the response begins on it."""
    line = plain(text)
    references = _REFERENCES.findall(line) if len(text) <= _LONGEST and text[-1] not in ".?!" else []
    if references:
        return frozenset(printed[name] for name in references if name in printed), None
    found = _NAMES.fullmatch(line)
    if not found or not (found["word"] or below):
        return frozenset(), None
    told = found["rest"] and (text[-1] in ".?!" or len(found["rest"]) > _TITLE)
    body = 0 if found["sign"] == "," else found.start("rest")  # "As to point 2, there were six."
    return (numbers_of(found["numbers"]), body if told else None) if below or not told else (frozenset(), None)


def _end(sheet: Sheet, last: int, first: int) -> Iterator[int]:
    """Where the last question ends: the next paragraph, or the next line, that is no item of a list."""
    below = (at for at in range(last + 1, first) if sheet.lines[at].text and not is_item(sheet.lines[at].text))
    yield from [at for at in below if not sheet.spaced or not sheet.lines[at - 1].text][:1]
