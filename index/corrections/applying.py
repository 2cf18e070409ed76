"""Applies a page's corrections to what the parser made of it. Every question and response stays a slice of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from ..errors import CurationError
from ..record import Answer, Doubt, ParsedPage, ParseReport
from .answers import change, date, point
from .cutting import question_of, response_of
from .entries import (
    BY_HAND,
    Changed,
    Correction,
    Entry,
    MeetingDate,
    MissedQuestion,
    NotAnAnswer,
    NotAQuestion,
    Pointer,
)
from .questions import cut_out, join_above, take_away
from .quotes import line_at, lines_around

_LONGEST_DOUBT = 80  # characters of a line that a doubt quotes


def correct(parsed: ParsedPage, corrections: Sequence[Correction]) -> tuple[ParsedPage, tuple[str, ...]]:
    """A page with its corrections, in order but references last, and those that fit nothing, which change nothing.

    Answers keep their ids, whatever is taken away.
    """
    page = parsed
    problems: list[str] = []
    doubts: list[Doubt] = []
    for each in sorted(corrections, key=lambda each: isinstance(each.entry, Pointer)):
        try:
            page, at = _apply(each.entry, page)
            doubts.append(_doubt(page.page.text, at, f"{BY_HAND}: {each.entry.why}"))
        except CurationError as error:
            problems.append(f"{each.place}: this correction was left out: {error}")
    return replace(page, report=_report(parsed, page, doubts), uncorrected=_moved(parsed, page)), tuple(problems)


def _apply(entry: Entry, page: ParsedPage) -> tuple[ParsedPage, int]:
    """A page with one correction, and the offset of what it is about."""
    match entry:
        case NotAQuestion():
            return join_above(entry, page)
        case NotAnAnswer():
            return take_away(entry, page)
        case MissedQuestion():
            return cut_out(entry, page)
        case Changed():
            return change(entry, page)
        case Pointer():
            return point(entry, page)
        case MeetingDate():
            return date(entry, page)
        case _:
            assert_never(entry)


def _moved(parsed: ParsedPage, page: ParsedPage) -> tuple[Answer, ...]:
    now = {(answer.id, question_of(answer), response_of(answer)) for answer in page.answers}
    return tuple(each for each in parsed.answers if (each.id, question_of(each), response_of(each)) not in now)


def _doubt(text: str, at: int, why: str) -> Doubt:
    return Doubt(line_at(text, at), text[slice(*lines_around(text, (at, at)))].strip()[:_LONGEST_DOUBT], why)


def _report(parsed: ParsedPage, page: ParsedPage, doubts: Sequence[Doubt]) -> ParseReport:
    """The report with the corrections in place of the doubts of the same lines; lines count as the parser took them."""
    before, found = parsed.report, len(page.answers)
    told, tells = f"; {before.found} found", f"; {found} found"
    settled = {doubt.line for doubt in doubts}
    left = [
        replace(doubt, why=doubt.why.replace(told, tells))
        for doubt in before.doubts
        if doubt.line not in settled and not (told in doubt.why and found == before.expected)
    ]
    return replace(before, found=found, doubts=tuple(sorted([*left, *doubts], key=lambda doubt: doubt.line)))
