"""The public JSON, as DESIGN.md fixes it: exact keys at every level, exact types."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

Basis = Literal["stated", "address", "curated", "unknown"]
Outcome = Literal["answered", "partial", "declined", "referred"]
AnsweredBy = Literal["constabulary", "commissioner", "joint"]
Statuses = Literal["answered", "no_precedent", "emergency", "crisis", "support", "own_case", "refused"]


class Exact(BaseModel, extra="forbid", strict=True):
    """Nothing missing, nothing more, nothing of another type."""


class Citation(Exact):
    meeting: str
    date: str | None
    date_basis: Basis
    label: str
    url: str | None
    source: str
    sha256: str
    start: int
    end: int
    gone: str = ""
    removed: str = ""


class Signpost(Exact):
    id: str
    title: str
    text: str
    href: str | None


class Quote(Exact):
    start: int
    end: int
    text: str


class Reason(Quote):
    kind: str


class Freshness(Exact):
    age: str
    stale: bool
    reasons: list[Reason]


class Reference(Exact):
    label: str
    answer_id: str | None
    doubtful: bool


class Also(Exact):
    id: str
    relation: Literal["same_question", "same_response"]
    citation: Citation


class Published(Exact):
    id: str
    question: str
    asked_from: str | None
    topic: str | None
    response: str
    outcome: Outcome
    answered_by: AnsweredBy
    freshness: Freshness
    references: list[Reference]
    also: list[Also]
    citation: Citation


class Change(Exact):
    kind: Literal["kept", "removed", "added"]
    text: str


class Revision(Exact):
    seen: str | None
    replaced: str
    question: list[Change]
    response: list[Change]


class Told(Published):
    history: list[Revision] = []


class Card(Published):
    band: Literal["strong", "related"]
    score: float
    quotes: list[Quote]


class Reply(Exact):
    status: Statuses
    message: str
    question_used: str
    conversation_id: str
    signposts: list[Signpost]
    answers: list[Card]


class Result(Exact):
    id: str
    score: float
    band: Literal["strong", "related"] | None
    question: str
    citation: Citation


class SearchResults(Exact):
    results: list[Result]


class Meeting(Exact):
    id: str
    title: str
    kind: str | None
    theme: str | None
    date: str | None
    date_basis: Basis
    published: str | None
    url: str | None
    evidence: str | None
    gone: str | None


class Listed(Exact):
    id: str
    label: str
    question: str
    topic: str | None
    asked_from: str | None
    outcome: Outcome


class Held(Exact):
    meeting: Meeting
    answers: list[Listed]


class Fault(Exact):
    where: str
    what: str


class Problem(Exact):
    type: str
    title: str
    status: int
    detail: str
    errors: list[Fault] = []


class ParsedMeeting(Exact):
    title: str
    kind: str | None
    theme: str | None
    date: str | None
    date_basis: Basis
    published: str | None
    url: str | None


class ParsedAnswer(Exact):
    label: str
    question: str
    response: str
    topic: str | None
    asked_from: str | None
    answered_by: AnsweredBy
    outcome: Outcome
    start: int
    end: int
    references: list[Reference]


class Doubt(Exact):
    line: int
    text: str
    why: str


class Report(Exact):
    expected: int | None
    found: int
    lines: dict[str, int]
    doubts: list[Doubt]


class Parsed(Exact):
    meeting: ParsedMeeting
    answers: list[ParsedAnswer]
    report: Report


class CheckedMatch(Exact):
    answer_id: str
    start: int
    end: int
    text: str


class CheckedDifference(Exact):
    kind: str
    draft: str
    record: str


class CheckedSentence(Exact):
    text: str
    verdict: Literal["said_before", "differs", "not_in_record"]
    matches: list[CheckedMatch]
    differences: list[CheckedDifference]


class Checked(Exact):
    sentences: list[CheckedSentence]
