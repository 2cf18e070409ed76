"""What a version of a draft holds: sentences with where they come from, and what was to be looked at in each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from bot import Draft

NO_PRECEDENT = "no_precedent"
_STRICT = ConfigDict(extra="forbid", frozen=True)


class Ticked(BaseModel):
    """Who has looked at a flag, and when (UTC)."""

    model_config = _STRICT

    by: str
    at: dt.datetime


class Flagged(BaseModel):
    """What is to be looked at in a sentence, and why."""

    model_config = _STRICT

    kind: str
    text: str
    why: str
    ticked: Ticked | None = None


class Sentence(BaseModel):
    """A sentence as it stands. `original` is what was published, `response[start:end]` of an answer, or the template's.

    One that a drafter added has neither. `opens` says that a paragraph begins with it.
    """

    model_config = _STRICT

    text: str
    original: str | None = None
    answer_id: str | None = None
    start: int | None = Field(None, ge=0)
    end: int | None = Field(None, ge=0)
    template: bool = False
    opens: bool = False
    flags: tuple[Flagged, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> Sentence:
        published = [self.answer_id, self.start, self.end]
        if any(part is None for part in published) and any(part is not None for part in published):
            raise ValueError("answer_id, start and end go together")
        if (self.original is None) == (self.template or self.answer_id is not None):
            raise ValueError("a sentence has an original if it comes from an answer or the template, and only then")
        return self

    @property
    def origin(self) -> tuple[object, ...]:
        """Where it comes from: the same for two versions of one sentence."""
        return (self.answer_id, self.start, self.end, self.original or self.text)

    @property
    def placeholder(self) -> bool:
        """Whether it only says that nothing published answers a part, as the template says it."""
        return self.text == " ".join((self.original or "").split()) and any(f.kind == NO_PRECEDENT for f in self.flags)

    @property
    def unticked(self) -> list[Flagged]:
        """The flags that nobody has looked at."""
        return [flag for flag in self.flags if flag.ticked is None]


Body = tuple[Sentence, ...]
_BODY: TypeAdapter[Body] = TypeAdapter(Body)


def read_body(text: str) -> Body:
    """The sentences of a version as the ledger keeps it."""
    return _BODY.validate_json(text)


def write_body(body: Iterable[Sentence]) -> str:
    """A version for the ledger; letters as they are, so that a text can be found in it."""
    return _BODY.dump_json(tuple(body)).decode()


def start_body(draft: Draft, no_precedent: str) -> Body:
    """The first version of a draft; `no_precedent` says why a part that nothing answers has to be looked at."""
    return tuple(_started(draft, no_precedent))


def without_precedent(body: Sequence[Sentence]) -> list[str]:
    """The parts of the question that nothing published answers."""
    return [flag.text for sentence in body for flag in sentence.flags if flag.kind == NO_PRECEDENT]


def _started(draft: Draft, no_precedent: str) -> Iterator[Sentence]:
    at = 0
    for each in draft.sentences:
        start = draft.text.index(each.text, at)
        opens = start == 0 or draft.text[at:start] == "\n\n"
        at = start + len(each.text)
        flags = [Flagged(kind=flag.kind, text=flag.text, why=flag.why) for flag in each.flags]
        if each.template:
            parts = (part for part in draft.unanswered if part in each.text)
            flags += [Flagged(kind=NO_PRECEDENT, text=part, why=no_precedent) for part in parts]
        yield Sentence(
            text=" ".join(each.text.split()),
            original=each.text,
            answer_id=each.answer_id,
            start=each.start,
            end=each.end,
            template=each.template,
            opens=opens,
            flags=tuple(flags),
        )
