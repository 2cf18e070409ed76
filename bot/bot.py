"""A question in, a reply out: danger first, then what was published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from index import Filters, Generation, Hit, Index, Meeting, Outcome, RecordError, Vectors

from .answering import Background, Confidence, Evidence, cite, evidence, gather, make_card, publish, read_fits
from .asking import Asked, Conversations, Reader, open_dictionary, read_question
from .errors import BotError, NotFoundError, QuestionError, UnavailableError
from .gates import Gates
from .replies import Card, Held, Listed, Published, Reply, Result, Status
from .settings import BotSettings
from .wording import Wording, open_wording

_CONSIDERED = 20  # hits that may become cards
_ALL = 10_000  # more than a search ever finds


@dataclass(frozen=True, slots=True)
class _Known:
    """A text whose vector is known, and the fingerprint of the model that made it."""

    text: str
    vector: Vectors
    fingerprint: str


class Bot:
    """Answers questions from the record. Safe for many threads; works without an index as far as danger goes."""

    def __init__(self, index: Index | None, settings: BotSettings, gates: Gates, wording: Wording) -> None:
        self.index = index
        self.settings = settings
        self._gates = gates
        self._wording = wording
        self._dictionary = open_dictionary()
        self._conversations = Conversations(settings.conversations, settings.conversation_minutes * 60)
        self._readers: dict[str, Reader] = {}
        self._fits = read_fits(settings.confidence) if settings.confidence else read_fits()

    @classmethod
    def open(cls, index: Index | None, settings: BotSettings | None = None) -> Bot:
        """A bot over an open index, or over none: then it still says where to turn in danger."""
        return cls(index, settings or BotSettings(), Gates.open(), open_wording())

    def reply(
        self,
        question: str,
        *,
        conversation_id: str | None = None,
        filters: Filters | None = None,
        today: dt.date | None = None,
    ) -> Reply:
        """The reply to a question, all of it from one generation.

        Raises QuestionError when the question or a filter cannot be used, UnavailableError when the record
        cannot be searched.
        """
        typed = read_question(question, self.settings.longest_question)
        conversation, before = self._conversations.open(conversation_id)
        known = self._read_meaning(typed)
        verdict = self._gates.check(typed, known.vector, known.fingerprint) if known else self._gates.check(typed)
        status = Status(verdict.gate.value) if verdict else None
        if status and verdict and not verdict.answers_follow:
            return self._reply(status, typed, conversation)
        try:
            with self._record().lease() as generation:
                asked = self._reader(generation).read(typed, before)
                cards = self._cards(asked, self._embed(asked, known), generation, filters, today or dt.date.today())
        except (BotError, RecordError):
            if status:  # where to turn is said whatever becomes of the search
                return self._reply(status, typed, conversation)
            raise
        found = status or (Status.ANSWERED if cards else Status.NO_PRECEDENT)
        self._conversations.remember(conversation, None if status else asked.subject)
        return self._reply(found, asked.question, conversation, cards, generation.id)

    def search(
        self, question: str, k: int = 10, filters: Filters | None = None, before: str | None = None
    ) -> list[Result]:
        """The closest answers in rank order, without gates, threads or threshold.

        `before` is the question that this one may lean on.
        """
        typed = read_question(question, self.settings.longest_question)
        with self._record().lease() as generation:
            asked = self._reader(generation).read(typed, before)
            confidence = self._confidence(generation)
            hits, background = _hits(asked, self._embed(asked), generation, filters)
            return [
                _result(hit, confidence, generation) for hit in confidence.weigh(asked.question, hits, background)[:k]
            ]

    def evidence(self, question: str, k: int, before: str | None = None) -> list[tuple[Result, Evidence]]:
        """The `k` closest answers by their fused score alone, and what speaks for each; to fit the confidence on."""
        typed = read_question(question, self.settings.longest_question)
        with self._record().lease() as generation:
            asked = self._reader(generation).read(typed, before)
            confidence = self._confidence(generation)
            hits, background = _hits(asked, self._embed(asked), generation, None)
            return [
                (_result(hit, confidence, generation), evidence(asked.question, hit, background)) for hit in hits[:k]
            ]

    def answer(self, answer_id: str, today: dt.date | None = None) -> Published:
        """One answer as published; NotFoundError if there is none by that id."""
        with self._record().lease() as generation:
            try:
                answer = generation.answer(answer_id)
            except KeyError:
                raise NotFoundError("There is no such answer in the record.") from None
            return publish(answer, generation, today or dt.date.today(), self.settings)

    def meetings(self) -> list[Meeting]:
        """All meetings, newest first; those without a date last."""
        with self._record().lease() as generation:
            return generation.catalogue.meetings()

    def meeting(self, meeting_id: str) -> Held:
        """One meeting with its answers in order; NotFoundError if there is none by that id."""
        with self._record().lease() as generation:
            try:
                meeting = generation.meeting(meeting_id)
            except KeyError:
                raise NotFoundError("There is no such meeting in the record.") from None
            answers = generation.catalogue.answers(meeting_id)
        return Held(
            meeting,
            tuple(Listed(a.id, a.label, a.question, a.topic, a.asked_from, a.outcome) for a in answers),
        )

    def _record(self) -> Index:
        if self.index is None:
            raise UnavailableError("The record cannot be searched at the moment. Please try again in a few minutes.")
        return self.index

    def _reader(self, generation: Generation) -> Reader:
        """The reader of a generation's language, made once for each."""
        reader = self._readers.get(generation.id)
        if reader is None:
            wording, catalogue = self._wording, generation.catalogue
            reader = Reader.of(
                catalogue.language(),
                catalogue.areas(),
                {entry.short: entry.meaning for entry in wording.abbreviation},
                {entry.word: entry.meaning for entry in wording.everyday},
                self._dictionary,
            )
            self._readers = {generation.id: reader}
        return reader

    def _read_meaning(self, typed: str) -> _Known | None:
        """The vector of what was typed, for the gates; None where they cannot use it or it cannot be had."""
        try:
            with self._record().lease() as generation:
                fingerprint = generation.manifest.model_fingerprint
                if not self._gates.can_read(fingerprint):
                    return None
                return _Known(typed, self._record().embed([typed])[0], fingerprint)
        except Exception:  # whatever is wrong with the index or the model, danger is still noticed by the rules
            return None

    def _embed(self, asked: Asked, known: _Known | None = None) -> Vectors:
        """The vector of what is searched for; made once a question, since it is most of the work."""
        if known and known.text == asked.searched:
            return known.vector
        vector: Vectors = self._record().embed([asked.searched])[0]
        return vector

    def _confidence(self, generation: Generation) -> Confidence:
        return Confidence.of(self._fits, generation.manifest.model_fingerprint, self.settings)

    def _cards(
        self, asked: Asked, vector: Vectors, generation: Generation, filters: Filters | None, today: dt.date
    ) -> tuple[Card, ...]:
        confidence = self._confidence(generation)
        hits, background = _hits(asked, vector, generation, filters)
        likeliest = confidence.weigh(asked.question, hits, background)[:_CONSIDERED]
        near = [hit for hit in likeliest if confidence.band(hit.score)]
        pointed_to = _pointed_to(near)
        if pointed_to:
            near += confidence.weigh(asked.question, generation.score(asked.searched, vector, pointed_to), background)
        threads = gather(near, generation)
        cards = []
        for thread in threads[: self.settings.cards]:
            how_sure = confidence.band(thread.score)
            if how_sure:
                cards.append(make_card(asked.question, thread, how_sure, generation, today, self.settings))
        return tuple(cards)

    def _reply(
        self,
        status: Status,
        asked: str,
        conversation: str,
        cards: tuple[Card, ...] = (),
        generation: str | None = None,
    ) -> Reply:
        message = self._wording.message(status, cards)
        return Reply(status, message, asked, conversation, self._wording.signposts(status), cards, generation)


def _hits(
    asked: Asked, vector: Vectors, generation: Generation, filters: Filters | None
) -> tuple[list[Hit], Background]:
    """All hits that the filters let through, and the background of all there are."""
    if filters:
        _check_filters(filters, generation)
    everything = generation.search(asked.searched, vector, _ALL)
    hits = generation.search(asked.searched, vector, _ALL, filters) if filters else everything
    return hits, Background.of(everything)


def _result(hit: Hit, confidence: Confidence, generation: Generation) -> Result:
    return Result(
        hit.answer.id,
        round(hit.score, 4),
        confidence.band(hit.score),
        hit.answer.question,
        cite(hit.answer, hit.meeting, generation),
        hit.answer.response,
    )


def _pointed_to(hits: Sequence[Hit]) -> set[str]:
    """The answers that hits only point to and that are not among them, so that a pointer never stands alone."""
    pointers = [hit.answer for hit in hits if hit.answer.outcome is Outcome.REFERRED]
    wanted = {
        reference.answer_id
        for answer in pointers
        for reference in answer.references
        if reference.answer_id and not reference.doubtful
    }
    return wanted - {hit.answer.id for hit in hits}


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
