"""The record as editors look at it: what is near a question, what is doubtful, what has aged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index import Doubt, Generation, Meeting

from ..answering import publish, subjects
from ..replies import Published
from ..searching import Searcher
from ..settings import BotSettings
from .grouping import Group, Grouper
from .places import Places

_ON_THE_SUBJECT = 0.6  # cosine of two questions from which they are about one subject


@dataclass(frozen=True, slots=True)
class DoubtedPage:
    """A page that the parser was unsure of, and where; `expected` is how many questions the page says it has."""

    meeting: Meeting
    source: str
    expected: int | None
    found: int
    doubts: tuple[Doubt, ...]


class Desk:
    """Reads the published generation; UnavailableError when there is none. Safe for many threads."""

    def __init__(self, searcher: Searcher, settings: BotSettings) -> None:
        self._searcher = searcher
        self._settings = settings
        self._grouper = Grouper()
        self._places: tuple[str, Places] | None = None

    def places(self) -> Places:
        """What finds the places that a question names."""
        with self._searcher.record().lease() as generation:
            if self._places is None or self._places[0] != generation.id:
                self._places = (generation.id, Places.of(generation.catalogue.areas(), self._searcher.is_word))
            return self._places[1]

    def group(self, questions: Sequence[str]) -> list[Group]:
        """Questions about one thing together, largest group first; at most MOST_GROUPED different ones."""
        return self._grouper.group(questions, self._searcher.record(), self.places())

    def subject(self, question: str, group: Group) -> str | None:
        """The topic of the record that a group comes closest to, if it comes close to any."""
        with self._searcher.record().lease() as generation:
            hits = generation.search(question, group.vector, 1)
            near = [hit for hit in hits if hit.signals.question >= _ON_THE_SUBJECT]
            return next(iter(subjects(near)), None)

    def built_at(self) -> dt.datetime:
        """When the published generation was built."""
        with self._searcher.record().lease() as generation:
            return generation.manifest.created

    def wordings(self) -> frozenset[str]:
        """Every wording of a question that the record is searched by, folded."""
        with self._searcher.record().lease() as generation:
            answers = generation.catalogue.answers()
            return frozenset(fold(text) for each in answers for text in (each.question, *each.alternates))

    def doubts(self) -> list[DoubtedPage]:
        """The pages with doubts, newest first."""
        with self._searcher.record().lease() as generation:
            pages = [_doubted(meeting, generation) for meeting in generation.catalogue.meetings()]
        return [page for page in pages if page.doubts]

    def stale(self, answer_ids: Iterable[str], most: int, today: dt.date | None = None) -> list[Published]:
        """The first of these answers that are old; those that are gone are passed over."""
        found: list[Published] = []
        with self._searcher.record().lease() as generation:
            for answer_id in answer_ids:
                answer = generation.catalogue.answer(answer_id)
                if answer is None:
                    continue
                published = publish(answer, generation, today or dt.date.today(), self._settings)
                if published.freshness.stale:
                    found.append(published)
                if len(found) == most:
                    break
        return found


def fold(wording: str) -> str:
    """A wording as it is compared with others: in small letters, without what ends it."""
    return " ".join(wording.lower().split()).rstrip("?.! ")


def _doubted(meeting: Meeting, generation: Generation) -> DoubtedPage:
    page, report = generation.page(meeting.id), generation.report(meeting.id)
    return DoubtedPage(meeting, page.source, report.expected, report.found, report.doubts)
