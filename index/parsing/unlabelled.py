"""Layouts of pages that label nothing: questions told by how they ask, or by the marker below them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..record import AnsweredBy
from .asking import is_attribution
from .blocks import is_prose, stands_alone
from .chain import Candidate
from .cues import is_item, is_question_line, opens_asking
from .furniture import is_closing
from .labels import Label
from .markers import Marker
from .sheet import Layout, Sheet

_OWN_WORDS = Marker(AnsweredBy.CONSTABULARY, frozenset(), 0)


def unlabelled(sheet: Sheet) -> Iterator[Layout]:
    """The layouts that lines that ask make, and the paragraphs above markers."""
    title = next((at for at, line in enumerate(sheet.lines) if line.text), -1)
    asked = [run for run in _question_lines(sheet) if run[0] != title]
    asked = sorted([*asked, *_titled_answers(sheet, asked)])
    if len(asked) > 1:
        after = {at: _below(sheet, last) for at, last in asked}
        own = {place: _OWN_WORDS for place in after.values() if place is not None and place not in sheet.markers}
        yield Layout(
            "asking lines", tuple(_plain_opener(sheet, at) for at, _ in asked), {**sheet.markers, **own}, inferred=True
        )
    hard = [at for at, marker in sheet.markers.items() if not marker.soft]
    if hard:
        above = {place for at in hard if (place := _paragraph_above(sheet, at)) is not None}
        openers = sorted(above.union(*(_run_above(sheet, place) for place in above)))
        yield Layout("above markers", tuple(_plain_opener(sheet, at) for at in openers), sheet.markers, inferred=True)


def _question_lines(sheet: Sheet) -> list[tuple[int, int]]:
    """First and last line of each run of lines that only ask."""
    runs: list[tuple[int, int]] = []
    for at, line in enumerate(sheet.lines):
        if not (is_question_line(line.text) or (_is_apart(sheet, at) and opens_asking(line.text))) or is_closing(
            line.text
        ):
            continue
        if runs and sheet.text_above(at) == runs[-1][1] and not (sheet.spaced and at - runs[-1][1] > 1):
            runs[-1] = (runs[-1][0], at)
        else:
            runs.append((at, at))
    return runs


def _titled_answers(sheet: Sheet, asked: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Headings with a response below among questions that stand as headings do: what they name is asked."""
    known = {at for at, _ in asked}
    if len(asked) > 2 and all(_is_apart(sheet, at) for at in known):
        for at in range(asked[0][0], asked[-1][0]):
            below = sheet.next_text(at)
            if not sheet.lines[at].text or below is None or {at, below} & known:
                continue
            if stands_alone(sheet, at) and is_prose(sheet, below):
                yield at, at


def _is_apart(sheet: Sheet, at: int) -> bool:
    """Whether a line has blank lines round it."""
    around = [*sheet.lines[max(0, at - 1) : at], *sheet.lines[at + 1 : at + 2]]
    return sheet.spaced and not any(line.text for line in around)


def _below(sheet: Sheet, at: int) -> int | None:
    """The next line with words that does not only say who asked."""
    below = sheet.next_text(at)
    return sheet.next_text(below) if below is not None and is_attribution(sheet.lines[below].text) else below


def _run_above(sheet: Sheet, at: int) -> Iterator[int]:
    """Questions right above one, each with its asker named below it: a marker further down answers them all."""
    named = sheet.text_above(at)
    while sheet.spaced and named is not None and is_attribution(sheet.lines[named].text):
        place = _paragraph_above(sheet, named)
        if place is None or place in sheet.markers or named in sheet.markers:
            return
        yield place
        named = sheet.text_above(place)


def _paragraph_above(sheet: Sheet, marker: int) -> int | None:
    """The first line of the paragraph above a marker; a list belongs to the line that introduces it."""
    first = sheet.text_above(marker)
    while first is not None and (is_item(sheet.lines[first].text) or is_attribution(sheet.lines[first].text)):
        first = sheet.text_above(first)
    if first is None or first in sheet.markers:
        return None
    while sheet.spaced and first > 0 and sheet.lines[first - 1].text:
        if first - 1 in sheet.markers or first - 1 in sheet.fields:
            break
        first -= 1
    return first


def _plain_opener(sheet: Sheet, at: int) -> Candidate:
    """An opener known by its words or its place, with the label that it happens to have."""
    label = sheet.labels.get(at)
    style = "?h" if _is_apart(sheet, at) else "?"
    return Candidate(at, label if label and label.family in "qn(" else Label("", 0, style, 0), 0)
