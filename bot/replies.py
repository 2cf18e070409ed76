"""What a reply consists of. The fields are the public contract: the API sends them as they are."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from index import Ageing, AnsweredBy, DateBasis, Link, Meeting, Outcome, Reference, RelationKind

_ABSENT = Field(exclude_if=lambda value: not value)
"""For what a reply only has when there is some."""


class Status(StrEnum):
    """How a question was dealt with."""

    ANSWERED = "answered"
    NO_PRECEDENT = "no_precedent"
    EMERGENCY = "emergency"
    CRISIS = "crisis"
    SUPPORT = "support"
    OWN_CASE = "own_case"
    REFUSED = "refused"


class Band(StrEnum):
    """How likely an answer is what was asked for."""

    STRONG = "strong"
    RELATED = "related"


@dataclass(frozen=True, slots=True)
class Signpost:
    """Where to turn."""

    id: str
    title: str
    text: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """Where an answer was published; the page's text from `start` to `end` is the response.

    `page` is the printed page that the response begins on, `last_page` the one it ends on if that is another; both are
    absent where a source has no pages.
    """

    meeting: str
    date: dt.date | None
    date_basis: DateBasis
    label: str
    url: str | None
    source: str
    sha256: str
    start: int
    end: int
    page: Annotated[int | None, _ABSENT] = None
    last_page: Annotated[int | None, _ABSENT] = None


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence that answers the question; offsets into the response."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Freshness:
    """How old an answer is, and the phrases of it that age; an unknown date counts as old."""

    age: str
    stale: bool
    reasons: tuple[Ageing, ...]


@dataclass(frozen=True, slots=True)
class Also:
    """Another answer of the same thread."""

    id: str
    relation: RelationKind
    citation: Citation


@dataclass(frozen=True, slots=True)
class Published:
    """One answer as published, with what a reader needs to judge it."""

    id: str
    question: str
    asked_from: str | None
    topic: str | None
    response: str
    outcome: Outcome
    answered_by: AnsweredBy
    freshness: Freshness
    references: tuple[Reference, ...]
    also: tuple[Also, ...]
    citation: Citation
    links: Annotated[tuple[Link, ...], _ABSENT] = field(default=(), kw_only=True)
    """The page's own links within the response, as offsets into it."""


@dataclass(frozen=True, slots=True)
class Card(Published):
    """One thread of the record, led by one answer; `score` and `band` are the thread's, its closest answer's."""

    band: Band
    score: float
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """The whole reply; `generation` names the one build of the record that everything in it comes from.

    `gaps` are the questions that nothing published was found for; there are none where a gate closed.
    """

    status: Status
    message: str
    question_used: str
    conversation_id: str
    signposts: tuple[Signpost, ...]
    answers: tuple[Card, ...]
    generation: Annotated[str | None, Field(exclude=True)] = None
    gaps: Annotated[tuple[str, ...], Field(exclude=True)] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question that the record answers: an editor's wording of it, or the beginning of the published one."""

    question: str
    answer_id: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One answer in the list of its meeting."""

    id: str
    label: str
    question: str
    topic: str | None
    asked_from: str | None
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Held:
    """One meeting and the answers published for it."""

    meeting: Meeting
    answers: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """One line of a search: an answer, how close it is (`band` None: too far to be shown in a reply)."""

    id: str
    score: float
    band: Band | None
    question: str
    citation: Citation
    response: Annotated[str, Field(exclude=True)]
