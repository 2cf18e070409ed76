"""Every time a thing was asked: threads of the record under filters, with counts to narrow them further."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from index import AgeingKind, Answer, AnsweredBy, Generation, Meeting, Outcome, RelationKind

from .answering import cite
from .replies import Band, Citation


class Order(StrEnum):
    """How precedents are sorted."""

    CLOSENESS = "closeness"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What precedents are looked for. Dates are of the meeting, both ends included; None restricts nothing."""

    query: str = ""
    meeting: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    topic: str | None = None
    area: str | None = None
    outcome: Outcome | None = None
    answered_by: AnsweredBy | None = None
    has_figures: bool | None = None
    order: Order = Order.CLOSENESS


@dataclass(frozen=True, slots=True)
class Telling:
    """One time that a thing was asked.

    `matched` says whether it is within the filters; `same_as` is a newer telling of the thread with the same response.
    """

    id: str
    question: str
    response: str
    topic: str | None
    asked_from: str | None
    outcome: Outcome
    answered_by: AnsweredBy
    has_figures: bool
    citation: Citation
    matched: bool
    same_as: str | None


@dataclass(frozen=True, slots=True)
class Precedent:
    """A thread, newest telling first; `score` and `band` are its closest matched answer's, for a query."""

    tellings: tuple[Telling, ...]
    score: float | None
    band: Band | None


@dataclass(frozen=True, slots=True)
class Facet:
    """How many answers each value of a filter would leave, the other filters as they are; most first."""

    name: str
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Precedents:
    """What was found, and how many answers are within the filters."""

    threads: tuple[Precedent, ...]
    facets: tuple[Facet, ...]
    answers: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """An answer that may be shown, with its meeting; for a query with how likely it is what was looked for."""

    answer: Answer
    meeting: Meeting
    score: float | None = None
    band: Band | None = None


def find_precedents(wanted: Wanted, candidates: Sequence[Candidate], generation: Generation) -> Precedents:
    """The threads that hold a candidate within the filters, each with all its tellings; candidates come in order."""
    fitting = {each.answer.id for each in candidates if _fits(each, wanted)}
    threads = [_precedent(ids, fitting, candidates, generation) for ids in _threads(candidates, fitting, generation)]
    if wanted.order is Order.DATE:
        threads.sort(key=lambda thread: _newest(thread), reverse=True)
    facets = tuple(_facet(name, wanted, candidates) for name in _VALUES)
    return Precedents(tuple(threads), facets, len(fitting))


def has_figures(answer: Answer) -> bool:
    """Whether a response gives a figure."""
    return any(phrase.kind is AgeingKind.FIGURE for phrase in answer.ageing)


_VALUES: dict[str, Callable[[Candidate], str | None]] = {
    "meeting": lambda each: each.meeting.id,
    "topic": lambda each: each.answer.topic,
    "area": lambda each: each.answer.asked_from,
    "outcome": lambda each: each.answer.outcome.value,
    "answered_by": lambda each: each.answer.answered_by.value,
    "has_figures": lambda each: "yes" if has_figures(each.answer) else "no",
}


def _fits(each: Candidate, wanted: Wanted, but: str = "") -> bool:
    """Whether an answer is within the filters, all `but` one."""
    date = each.meeting.date
    if wanted.since and (date is None or date < wanted.since):
        return False
    if wanted.until and (date is None or date > wanted.until):
        return False
    return all(
        value is None or name == but or (_VALUES[name](each) or "").casefold() == value.casefold()
        for name, value in _restrictions(wanted).items()
    )


def _restrictions(wanted: Wanted) -> dict[str, str | None]:
    figures = None if wanted.has_figures is None else "yes" if wanted.has_figures else "no"
    return {name: figures if name == "has_figures" else getattr(wanted, name) for name in _VALUES}


def _facet(name: str, wanted: Wanted, candidates: Iterable[Candidate]) -> Facet:
    values = (_VALUES[name](each) for each in candidates if _fits(each, wanted, but=name))
    counts = Counter(value for value in values if value is not None)
    return Facet(name, tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))))


def _threads(candidates: Iterable[Candidate], fitting: set[str], generation: Generation) -> Iterator[list[str]]:
    """The ids of each thread that holds a fitting answer, in the order of its first."""
    seen: set[str] = set()
    for each in candidates:
        if each.answer.id in fitting and each.answer.id not in seen:
            thread = _thread(each.answer.id, generation)
            seen |= set(thread)
            yield thread


def _thread(answer_id: str, generation: Generation) -> list[str]:
    """An answer and all that are related to it, however far."""
    thread = [answer_id]
    for each in thread:
        thread += [other for other, _ in generation.catalogue.related(each) if other not in thread]
    return thread


def _precedent(
    ids: Iterable[str], fitting: set[str], candidates: Iterable[Candidate], generation: Generation
) -> Precedent:
    answers = sorted((generation.answer(each) for each in ids), key=lambda answer: (answer.page_id, answer.start))
    answers.sort(key=lambda answer: generation.meeting(answer.page_id).date or dt.date.min, reverse=True)
    tellings = tuple(
        _telling(answer, answer.id in fitting, _same_as(answer, answers[:at], generation), generation)
        for at, answer in enumerate(answers)
    )
    told = {each.id for each in tellings if each.matched}
    closest = max((each for each in candidates if each.answer.id in told), key=lambda each: each.score or 0)
    return Precedent(tellings, closest.score, closest.band)


def _same_as(answer: Answer, newer: Iterable[Answer], generation: Generation) -> str | None:
    same = {other for other, kind in generation.catalogue.related(answer.id) if kind is RelationKind.SAME_RESPONSE}
    return next((each.id for each in newer if each.id in same or each.response == answer.response), None)


def _telling(answer: Answer, matched: bool, same_as: str | None, generation: Generation) -> Telling:
    return Telling(
        id=answer.id,
        question=answer.question,
        response=answer.response,
        topic=answer.topic,
        asked_from=answer.asked_from,
        outcome=answer.outcome,
        answered_by=answer.answered_by,
        has_figures=has_figures(answer),
        citation=cite(answer, generation.meeting(answer.page_id), generation),
        matched=matched,
        same_as=same_as,
    )


def _newest(thread: Precedent) -> dt.date:
    return max((each.citation.date or dt.date.min for each in thread.tellings if each.matched), default=dt.date.min)
