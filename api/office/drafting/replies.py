"""A draft as it leaves the office: paragraphs, and for every sentence where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot import Bot, UnavailableError, day, place

from ...html import Pages
from .body import Sentence
from .standing import Kind, Sources


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a reply, its number from 1, and its source in words; `note` says how it stands to it."""

    number: int
    text: str
    opens: bool
    kind: Kind
    note: str
    answer: str = ""
    meeting: str = ""
    date: str = ""
    address: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """A row of the table of sources."""
        return (str(self.number), self.text, self.note, self.answer, self.meeting, self.date, self.address)


Reply = Sequence[Said]


def reply_of(bot: Bot, body: Iterable[Sentence], pages: Pages, address: str) -> Reply:
    """The sentences with their sources as the record has them now; `address` is where the public finds the service.

    UnavailableError when the record cannot be read: nothing goes out without its sources.
    """
    sentences = tuple(body)
    sources = Sources.of(bot, sentences)
    if not sources.open:
        raise UnavailableError("The record cannot be read now, so the sources cannot be given. Try again shortly.")
    return [_said(number, each, sources, pages, address) for number, each in enumerate(sentences, 1)]


def paragraphs(reply: Reply) -> list[list[Said]]:
    """The sentences of each paragraph."""
    found: list[list[Said]] = []
    for each in reply:
        if each.opens or not found:
            found.append([])
        found[-1].append(each)
    return found


def _said(number: int, each: Sentence, sources: Sources, pages: Pages, address: str) -> Said:
    notes = pages.words["stands"]
    standing = sources.standing(each)
    said = Said(number, each.text, each.opens, standing.kind, notes[standing.kind])
    if standing.source is None:
        return said
    where = standing.source.citation
    own = f"{address}/answers/{standing.source.id}"
    return Said(
        number,
        each.text,
        each.opens,
        standing.kind,
        notes[standing.kind],
        f"{place(where)} ({standing.source.id})",
        where.meeting,
        "; ".join(filter(None, [day(where.date) if where.date else "", pages.missing(where)])),
        where.url or own,
    )
