"""The whole list that a search finds, as CSV, JSON or Word; each telling with its citation and address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from bot import Precedent, Precedents, Telling, day

from ...html import Pages
from ..documents import Block, Heading, Paragraph, Table, write_document
from ..sheets import write_sheet
from .citing import cite_in_words


class Entry(BaseModel):
    """One telling; `in_filters` is false for those that only belong to the thread of one that is.

    `gone`: since when its site has the page no more; `removed`: since when the page has the answer no more.
    """

    thread: int
    id: str
    date: dt.date | None
    meeting: str
    label: str
    topic: str | None
    asked_from: str | None
    outcome: str
    answered_by: str
    has_figures: bool
    in_filters: bool
    same_response_as: str | None
    citation: str
    address: str
    published_at: str | None
    gone: dt.date | None
    removed: dt.date | None
    question: str
    response: str


class Exported(BaseModel):
    """A search, as the query of its address, and all that it found."""

    search: str
    answers: int
    threads: int
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class Export:
    """What was found, the search in words and as a query, and where an answer has its page."""

    found: Precedents
    query: str
    described: str
    address: Callable[[str], str]
    pages: Pages

    @property
    def words(self) -> Mapping[str, Any]:
        """What it says of itself."""
        return self.pages.words["precedents"]

    def as_json(self) -> bytes:
        """For programs."""
        threads = len(self.found.threads)
        exported = Exported(
            search=self.query, answers=self.found.answers, threads=threads, entries=list(self._entries())
        )
        return exported.model_dump_json(indent=2).encode()

    def as_sheet(self) -> bytes:
        """For spreadsheets: a line a telling, under the names of the JSON's fields."""
        rows = ([_cell(value) for value in entry.model_dump().values()] for entry in self._entries())
        return write_sheet(list(Entry.model_fields), rows)

    def as_document(self) -> bytes:
        """For people: a list of the threads, then each of them; a response that was given twice stands once."""
        return write_document(self.words["document"], self._blocks())

    def _entries(self) -> Iterator[Entry]:
        for number, thread in enumerate(self.found.threads, 1):
            for telling in thread.tellings:
                yield self._entry(number, telling)

    def _entry(self, number: int, telling: Telling) -> Entry:
        citation, address = telling.citation, self.address(telling.id)
        return Entry(
            thread=number,
            id=telling.id,
            date=citation.date,
            meeting=citation.meeting,
            label=citation.label,
            topic=telling.topic,
            asked_from=telling.asked_from,
            outcome=telling.outcome,
            answered_by=telling.answered_by,
            has_figures=telling.has_figures,
            in_filters=telling.matched,
            same_response_as=telling.same_as,
            citation=cite_in_words(citation, address, self.pages),
            address=address,
            published_at=citation.url,
            gone=citation.gone,
            removed=citation.removed,
            question=telling.question,
            response=telling.response,
        )

    def _blocks(self) -> Iterator[Block]:
        yield Paragraph(self.described)
        if not self.found.threads:
            yield Paragraph(self.words["none"])
            return
        columns = tuple(self.words[name] for name in ("number", "asked_then", "asked_on"))
        yield Table(columns, [self._row(*each) for each in enumerate(self.found.threads, 1)])
        for number, thread in enumerate(self.found.threads, 1):
            yield Heading(f"{number}. {_first(thread).question}")
            for telling in thread.tellings:
                yield from self._telling(telling, thread.tellings)

    def _row(self, number: int, thread: Precedent) -> tuple[str, str, str]:
        dates = dict.fromkeys(self._date(telling) for telling in thread.tellings)
        return str(number), _first(thread).question, "; ".join(dates)

    def _telling(self, telling: Telling, tellings: Sequence[Telling]) -> Iterator[Block]:
        outside = "" if telling.matched else f" ({self.words['outside'].lower()})"
        yield Heading(f"{self._date(telling)}, {telling.citation.label}{outside}", 2)
        yield Paragraph(telling.question, f"{self.words['asked_then']}:")
        facts = [self.words["outcome_values"][telling.outcome], self.words["answered_by_values"][telling.answered_by]]
        if telling.asked_from:
            facts.append(f"{self.words['area'].lower()} {telling.asked_from}")
        yield Paragraph("; ".join(facts), f"{self.words['outcome']}:")
        same = next((each for each in tellings if each.id == telling.same_as), None)
        if same:
            yield Paragraph(f"{self._date(same)}, {same.citation.label}", self.words["same_as"])
        if same is None or same.response != telling.response:
            yield Paragraph(telling.response, quoted=True)
        address = self.address(telling.id)
        yield Paragraph(cite_in_words(telling.citation, address, self.pages), f"{self.words['source']}:")
        yield Paragraph(address, f"{self.words['open']}:")

    def _date(self, telling: Telling) -> str:
        return day(telling.citation.date) if telling.citation.date else str(self.words["undated"])


def _first(thread: Precedent) -> Telling:
    """The newest telling within the filters, which a thread is named after."""
    return next(each for each in thread.tellings if each.matched)


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
