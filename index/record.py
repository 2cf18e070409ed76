"""The vocabulary of the record: pages, meetings, answers and what a parse reports."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from pydantic import Field

MASK = "█"
"""Stands for each character that was withdrawn."""


class DateBasis(StrEnum):
    """How a meeting's date is known. An unknown date is never guessed."""

    STATED = "stated"
    ADDRESS = "address"
    CURATED = "curated"
    UNKNOWN = "unknown"


class AnsweredBy(StrEnum):
    """Who speaks in a response."""

    CONSTABULARY = "constabulary"
    COMMISSIONER = "commissioner"
    JOINT = "joint"


class Outcome(StrEnum):
    """What a response says of itself: that it answers, in part, declines, or points elsewhere."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    DECLINED = "declined"
    REFERRED = "referred"


class AgeingKind(StrEnum):
    """Why a phrase of a response may no longer hold."""

    FIGURE = "figure"
    RELATIVE_TIME = "relative_time"
    DEADLINE = "deadline"
    POST_HOLDER = "post_holder"
    PENDING_LAW = "pending_law"
    CHANGED = "changed"
    """It read otherwise in an earlier capture of the page."""


class WithdrawalKind(StrEnum):
    """What an editor took out of the record: a whole answer, or words of one."""

    SUPPRESSED = "suppressed"
    MASKED = "masked"


@dataclass(frozen=True, slots=True)
class Link:
    """Words of a text that lead somewhere; `href` is absolute: http, https, mailto or tel."""

    start: int
    end: int
    href: str


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader of a format has to say about the place `start` of the text; it becomes a doubt."""

    start: int
    why: str


@dataclass(frozen=True, slots=True)
class Page:
    """One published source as captured.

    `text` is what a reader sees of the capture, unchanged but for █ where words were withdrawn; every offset of this
    package counts its characters. `sha256` is of the captured bytes. `source` is the file's name, `id` its stem.
    `page_starts` says where each printed page begins. `outside` are the lines of menus, banners and the like that
    were left out of the text; they are never stored.
    """

    id: str
    source: str
    text: str
    sha256: str
    media_type: str = "text/plain"
    links: tuple[Link, ...] = ()
    page_starts: tuple[int, ...] = ()
    notes: tuple[Note, ...] = ()
    outside: Annotated[tuple[str, ...], Field(exclude=True)] = ()

    @property
    def shown_sha256(self) -> str:
        """What may be shown: where words were withdrawn, of the text, since short words could be guessed from bytes."""
        return hashlib.sha256(self.text.encode()).hexdigest() if MASK in self.text else self.sha256


@dataclass(frozen=True, slots=True)
class Meeting:
    """The public meeting that a page belongs to; `evidence` says how a curated date is known.

    `gone` is the day on which its page was first missing from its site.
    """

    id: str
    title: str
    kind: str | None = None
    theme: str | None = None
    date: dt.date | None = None
    date_basis: DateBasis = DateBasis.UNKNOWN
    published: dt.date | None = None
    url: str | None = None
    evidence: str | None = None
    gone: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A pointer from one response to another answer of the same meeting.

    `answer_id` is None when no answer has that label; `doubtful` when the target does not fit.
    """

    label: str
    answer_id: str | None
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Ageing:
    """A phrase of a response that ages; `start` and `end` are offsets into the response."""

    start: int
    end: int
    text: str
    kind: AgeingKind


@dataclass(frozen=True, slots=True)
class Edition:
    """How an answer read in an earlier capture: on the day `seen` for the last time, if known; not so on `replaced`."""

    seen: dt.date | None
    replaced: dt.date
    question: str
    response: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One question as published and the response to it.

    `page.text[start:end] == response` and `page.text[question_start:question_end] == question`.
    Questions answered together share one response and stay separate answers.
    """

    id: str
    page_id: str
    label: str
    question: str
    question_start: int
    question_end: int
    response: str
    start: int
    end: int
    topic: str | None
    asked_from: str | None
    answered_by: AnsweredBy
    outcome: Outcome
    references: tuple[Reference, ...] = ()
    ageing: tuple[Ageing, ...] = ()
    alternates: tuple[str, ...] = ()
    """Further wordings that an editor gave; searched, never shown as the published question."""
    editions: tuple[Edition, ...] = ()
    """How it read before, oldest first; none where something of it was withdrawn."""
    removed: dt.date | None = None
    """The day of the capture that lacks it; it is kept from the last one that has it."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something the parser was unsure of; `line` counts from 1."""

    line: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class ParseReport:
    """What a page said it holds, what was found, and what each line was taken for."""

    expected: int | None
    found: int
    lines: Mapping[str, int]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class Withheld:
    """What was kept out of the record of one answer; `spans`, where known, are offsets into the page's text."""

    answer_id: str
    kind: WithdrawalKind
    spans: tuple[tuple[int, int], ...] = ()

    def __str__(self) -> str:
        return " ".join([self.answer_id, self.kind, *(f"{start}-{end}" for start, end in self.spans)])


@dataclass(frozen=True, slots=True)
class Former:
    """Which answer an answer was in an earlier capture of its page."""

    sha256: str
    answer_id: str


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """All that was read out of one page, but for what was withdrawn: of that, only where it was.

    `formerly` says by an answer's id what it was before. One that is `earlier` holds only what later captures lack.
    """

    page: Page
    meeting: Meeting
    answers: tuple[Answer, ...]
    report: ParseReport
    withheld: tuple[Withheld, ...] = ()
    formerly: Mapping[str, tuple[Former, ...]] = field(default_factory=dict)
    uncorrected: tuple[Answer, ...] = ()
    """Answers as the parser gave them, that a person's correction moved or took away."""

    @property
    def earlier(self) -> bool:
        """Whether this is an earlier capture of its meeting's page."""
        return self.page.id != self.meeting.id
