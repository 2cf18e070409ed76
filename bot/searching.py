"""Searches the record for what people ask: each search from one generation, in that generation's language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from index import Filters, Generation, Hit, Index, RecordError, Vectors

from .answering import Confidence, Evidence, Finder, Thread, read_fits
from .asking import Asked, Part, Reader, open_dictionary
from .errors import BotError, QuestionError, UnavailableError
from .precedents import Candidate
from .redaction import Redactor
from .settings import BotSettings
from .wording import Wording

_LEAST = 0.05  # probability from which staff may want to see an answer


@dataclass(frozen=True, slots=True)
class Known:
    """A text whose vector is known (one row), and the fingerprint of the model that made it."""

    text: str
    vectors: Vectors
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Search:
    """One generation, open for questions."""

    generation: Generation
    reader: Reader
    finder: Finder
    index: Index

    def read(self, typed: str, before: str | None = None) -> Asked:
        """What is really asked; `before` is the question that it may lean on."""
        return self.reader.read(typed, before)

    def hits(self, asked: Asked, known: Known | None = None) -> list[Hit]:
        """All answers for the whole of a message, likeliest first."""
        return self.finder.hits(asked, self._embed([asked], known)[0])

    def evidence(self, asked: Asked) -> list[tuple[Hit, Evidence]]:
        """All answers by their fused score alone, and what speaks for each."""
        return self.finder.evidence(asked, self._embed([asked])[0])

    def precedents(self, asked: Asked) -> list[Candidate]:
        """The answers that may be precedents of what is asked: not too unlikely, or with every word of it."""
        return [
            Candidate(hit.answer, hit.meeting, round(hit.score, 4), self.finder.confidence.band(hit.score))
            for hit in self.hits(asked)
            if hit.score >= _LEAST or hit.signals.coverage >= 1
        ]

    def threads(self, asked: Asked, known: Known | None = None) -> list[tuple[Part, list[Thread]]]:
        """Threads for each part of a message, or for the whole of it where no part finds any."""
        for parts in (asked.parts, (asked,)):
            vectors = self._embed(parts, known)
            found = [(part, self.finder.threads(part, vector)) for part, vector in zip(parts, vectors, strict=True)]
            if any(threads for _, threads in found) or len(asked.parts) == 1:
                break
        return found

    def _embed(self, parts: Sequence[Part], known: Known | None = None) -> Vectors:
        """The vectors of what is searched for, one row a part; made once, since it is most of the work."""
        if known and [part.searched for part in parts] == [known.text]:
            return known.vectors
        return self.index.embed([part.searched for part in parts])


class Searcher:
    """Opens searches over an index, or says that there is none."""

    def __init__(self, index: Index | None, settings: BotSettings, wording: Wording) -> None:
        self.index = index
        self._settings = settings
        self._wording = wording
        self._dictionary = open_dictionary()
        self._readers: dict[str, Reader] = {}
        self._redactors: dict[str | None, Redactor] = {}
        self._fits = read_fits(settings.confidence) if settings.confidence else read_fits()

    def record(self) -> Index:
        """The index; UnavailableError when there is none."""
        if self.index is None:
            raise UnavailableError("The record cannot be searched at the moment. Please try again in a few minutes.")
        return self.index

    @contextmanager
    def open(self, filters: Filters | None = None) -> Iterator[Search]:
        """A search of the generation that is published now; QuestionError for a filter that can let nothing through."""
        index = self.record()
        with index.lease() as generation:
            if filters:
                _check_filters(filters, generation)
            confidence = Confidence.of(self._fits, generation.manifest.model_fingerprint, self._settings)
            yield Search(
                generation, self._reader(generation), Finder(generation, confidence, filters, index.rerank), index
            )

    def known(self, typed: str, can_read: Callable[[str], bool]) -> Known | None:
        """The vector of what was typed, for the gates; None where they cannot use it or it cannot be had."""
        try:
            with self.record().lease() as generation:
                fingerprint = generation.manifest.model_fingerprint
                if not can_read(fingerprint):
                    return None
                return Known(typed, self.record().embed([typed]), fingerprint)
        except Exception:  # whatever is wrong with the index or the model, danger is still noticed by the rules
            return None

    def is_word(self, word: str) -> bool:
        """Whether the dictionary has a word."""
        return bool(self._dictionary.known([word]))

    def redactor(self) -> Redactor:
        """What takes personal data out of a text: places and words of the record stay, if there is one."""
        try:
            with self.record().lease() as generation:
                return self._redactor(generation)
        except (BotError, RecordError):
            return self._redactor(None)

    def _redactor(self, generation: Generation | None) -> Redactor:
        """The redactor of a generation's language, made once for each."""
        key = generation.id if generation else None
        redactor = self._redactors.get(key)
        if redactor is None:
            areas = generation.catalogue.areas() if generation else []
            vocabulary = generation.catalogue.language().vocabulary if generation else {}
            redactor = Redactor.of(areas, vocabulary, self._dictionary)
            self._redactors = {key: redactor}
        return redactor

    def _reader(self, generation: Generation) -> Reader:
        """The reader of a generation's language, made once for each."""
        reader = self._readers.get(generation.id)
        if reader is None:
            catalogue = generation.catalogue
            reader = Reader.of(
                catalogue.language(),
                catalogue.areas(),
                {entry.short: entry.meaning for entry in self._wording.abbreviation},
                {entry.word: entry.meaning for entry in self._wording.everyday},
                self._dictionary,
            )
            self._readers = {generation.id: reader}
        return reader


def _check_filters(filters: Filters, generation: Generation) -> None:
    """A filter that can let nothing through is a mistake of the asker's, and is said to be one."""
    for name, value, known in (
        ("meeting", filters.meeting, [meeting.id for meeting in generation.catalogue.meetings()]),
        ("area", filters.area, generation.catalogue.areas()),
        ("topic", filters.topic, generation.catalogue.topics()),
    ):
        if value is not None and value.lower() not in {each.lower() for each in known}:
            raise QuestionError(f"There is no such {name} in the record. There are: {', '.join(known) or 'none'}.")
    if filters.since and filters.until and filters.since > filters.until:
        raise QuestionError(f"The dates are the wrong way round: from {filters.since} to {filters.until}.")
