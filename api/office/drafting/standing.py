"""How each sentence of a draft stands to the record now, and what its thread said in other years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from bot import Bot, BotError, Change, Likeness, Matched, NotFoundError, Published, Quote, changes, match
from index import RecordError

from .body import Sentence


class Kind(StrEnum):
    """`same`, `edited` and `other` are of a published sentence; the rest say why there is none."""

    SAME = "same"
    EDITED = "edited"
    OTHER = "other"
    TEMPLATE = "template"
    OWN = "own"
    GONE = "gone"
    UNREAD = "unread"

    @property
    def sourced(self) -> bool:
        """Whether it has a source that still says it."""
        return self in (Kind.SAME, Kind.EDITED)


@dataclass(frozen=True, slots=True)
class Standing:
    """A sentence beside its source. `matched` is None where there is nothing to set it against."""

    kind: Kind
    source: Published | None = None
    matched: Matched | None = None


@dataclass(frozen=True, slots=True)
class Other:
    """What the same thread said at another meeting; `changes` lead from the older response to the newer."""

    answer: Published
    older: bool
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """The answers that a draft uses, as the record has them now; `open` is False when it cannot be read."""

    answers: dict[str, Published] = field(default_factory=dict)
    open: bool = True

    @classmethod
    def of(cls, bot: Bot, sentences: Iterable[Sentence]) -> Sources:
        """Read the answers that sentences come from; those that are gone are left out."""
        found: dict[str, Published] = {}
        for answer_id in dict.fromkeys(each.answer_id for each in sentences if each.answer_id):
            try:
                found[answer_id] = bot.answer(answer_id)
            except NotFoundError:
                continue
            except (BotError, RecordError):
                return cls(open=False)
        return cls(found)

    def standing(self, sentence: Sentence) -> Standing:
        """How a sentence stands. What a version says of its source is checked against the record each time."""
        original, source = sentence.original or "", self.answers.get(sentence.answer_id or "")
        if sentence.template:
            return Standing(Kind.TEMPLATE if match(original, sentence.text).likeness is Likeness.SAME else Kind.OWN)
        if sentence.answer_id is None:
            return Standing(Kind.OWN)
        if source is None or source.response[sentence.start : sentence.end] != original:
            return Standing(Kind.GONE if self.open else Kind.UNREAD)
        matched = match(original, sentence.text)
        return Standing(Kind(matched.likeness.value), source, matched)


def other_years(bot: Bot, answer: Published) -> Sequence[Other]:
    """What the thread of an answer said at other meetings, newest first."""
    told = [each for each in answer.also if each.citation.source != answer.citation.source]
    told.sort(key=lambda each: each.citation.date or dt.date.min, reverse=True)
    return [_other(answer, bot.answer(each.id)) for each in told]


def _other(answer: Published, other: Published) -> Other:
    mine, theirs = (each.citation.date or dt.date.min for each in (answer, other))
    older, newer = (other, answer) if theirs <= mine else (answer, other)
    return Other(other, older is other, changes(older.response, newer.response))


def marks(sentence: Sentence) -> list[Quote]:
    """Where the flagged phrases of a sentence stand in it as published."""
    said = sentence.original or ""
    found = [(said.find(flag.text), flag.text) for flag in sentence.flags if flag.text]
    return [Quote(start, start + len(text), text) for start, text in found if start >= 0]
