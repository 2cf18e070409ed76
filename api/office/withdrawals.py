"""What the pages of withdrawals show and take: the list, what a form chose, and what it would do."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from bot import Published, Quote
from index import (
    MASK,
    Foreseen,
    IndexSettings,
    Withdrawal,
    pending_withdrawals,
    read_withdrawals,
    split_sentences,
)

from ..errors import FormError
from ..ledger import Drafts
from .access.forms import Form
from .drafting.body import read_body

WHOLE, WORDS = "whole", "words"


@dataclass(frozen=True, slots=True)
class Row:
    """One entry as listed.

    `served`: the published index still shows what was withdrawn; `last`: it is what restoring brings back.
    """

    entry: Withdrawal
    served: bool
    last: bool


def listed(settings: IndexSettings) -> list[Row]:
    """Every withdrawal, restored ones too, the newest first."""
    pending = pending_withdrawals(settings)
    rows: list[Row] = []
    seen: set[str] = set()
    for entry in reversed(read_withdrawals(settings.seeds)):
        holds = entry.restored is None
        rows.append(Row(entry, holds and entry.answer in pending, holds and entry.answer not in seen))
        if holds:
            seen.add(entry.answer)
    return rows


@dataclass(frozen=True, slots=True)
class Choice:
    """What the form says is to go. `typed` has one phrase a line, `picked` are sentences of the answer."""

    answer_id: str
    kind: str = WORDS
    typed: str = ""
    picked: Sequence[str] = ()
    reason: str = ""

    @classmethod
    def of(cls, form: Form) -> Choice:
        """The choice that a form holds."""
        kind = WHOLE if form.text("kind") == WHOLE else WORDS
        return cls(form.text("answer"), kind, form.text("typed"), form.all("pick"), form.text("reason").strip())

    @property
    def words(self) -> list[str]:
        """The phrases that are to be black; none for the whole answer. FormError when nothing was chosen."""
        if self.kind == WHOLE:
            return []
        words = [*self.picked, *(line.strip() for line in self.typed.split("\n") if line.strip())]
        if not words:
            raise FormError("Tick sentences or type words that are to go, or choose the whole answer.")
        return list(dict.fromkeys(words))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence to pick; one that is black in part cannot be, since nobody is shown what stands there."""

    text: str
    open: bool


def sentences(answer: Published) -> tuple[list[Sentence], list[Sentence]]:
    """The sentences of an answer's question and response."""
    question, response = (
        [Sentence(text[a:b], MASK not in text[a:b]) for a, b in split_sentences(text)]
        for text in (answer.question, answer.response)
    )
    return question, response


def blackened(answer: Published, foreseen: Foreseen) -> tuple[list[Quote], list[Quote]]:
    """What would be black in an answer's question and response."""
    question, response = (
        [Quote(start, end, text[start:end]) for start, end in spans]
        for text, spans in ((answer.question, foreseen.question), (answer.response, foreseen.response))
    )
    return question, response


def quoting(drafts: Drafts, answers: Collection[str]) -> Iterator[int]:
    """The drafts of replies whose newest version quotes one of the answers: they keep what they quote."""
    for draft in drafts.all():
        if any(sentence.answer_id in answers for sentence in read_body(drafts.history(draft.id).newest.body)):
            yield draft.id
