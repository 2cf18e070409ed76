"""Facets as links: each value of a filter with its count, and the search that it leads to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot import Facet, day
from index import Meeting

from .asked import FILTERS, Asked


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter: in words, how many answers it leaves, and the query that adds it, or takes it out."""

    value: str
    title: str
    count: int
    query: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A filter with its values."""

    name: str
    title: str
    choices: Sequence[Choice]


@dataclass(frozen=True, slots=True)
class InUse:
    """A filter that is in use, in words, and the query without it."""

    title: str
    value: str
    query: str


class Narrower:
    """Knows a search, the meetings of the record and the words for values."""

    def __init__(self, asked: Asked, meetings: Sequence[Meeting], words: Mapping[str, Any]) -> None:
        self._asked = asked
        self._meetings = {meeting.id: meeting for meeting in meetings}
        self._words = words

    def narrowings(self, facets: Sequence[Facet]) -> list[Narrowing]:
        """Each filter that a facet counts; a chosen value is always among its choices."""
        return [Narrowing(each.name, self._words[each.name], self._choices(each)) for each in facets]

    def in_use(self) -> list[InUse]:
        """The filters that are in use."""
        return [
            InUse(self._words[name], self.title(name, value), self._asked.address(**{name: ""}))
            for name in FILTERS
            if (value := self._asked.text(name))
        ]

    def described(self) -> str:
        """The search in a line."""
        sought = [f"{self._words['q']}: {self._asked.text('q')}"] if self._asked.text("q") else []
        filters = [f"{each.title}: {each.value}" for each in self.in_use()]
        return "; ".join([*sought, *filters]) or str(self._words["everything"])

    def title(self, name: str, value: str) -> str:
        """A value of a filter in words."""
        if name == "meeting" and value in self._meetings:
            return meeting_in_words(self._meetings[value], self._words["undated"])
        return str(self._words.get(f"{name}_values", {}).get(value, value))

    def _choices(self, facet: Facet) -> list[Choice]:
        return [
            Choice(value, self.title(facet.name, value), count, self._query(facet.name, value, chosen), chosen)
            for value, count, chosen in self._values(facet)
        ]

    def _values(self, facet: Facet) -> Iterator[tuple[str, int, bool]]:
        wanted = self._asked.text(facet.name)
        seen = False
        for value, count in facet.counts:
            chosen = value.casefold() == wanted.casefold()
            seen = seen or chosen
            yield value, count, chosen
        if wanted and not seen:
            yield wanted, 0, True

    def _query(self, name: str, value: str, chosen: bool) -> str:
        return self._asked.address(**{name: "" if chosen else value})


def meeting_in_words(meeting: Meeting, undated: str) -> str:
    """A meeting with its date, which stands in some titles already."""
    date = day(meeting.date) if meeting.date else undated
    return meeting.title if date in meeting.title else f"{meeting.title} ({date})"
