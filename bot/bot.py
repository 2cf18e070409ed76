"""A question in, a reply out: danger first, then what was published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index import Answer, Filters, Generation, Hit, Index, Meeting, RecordError, Vectors

from .answering import Confidence, Evidence, Finder, Thread, cite, make_card, publish, read_fits, share_out
from .answering import subjects as subjects_of
from .answering import suggestions as suggestions_of
from .asking import Asked, Conversations, Part, Reader, open_dictionary, read_question
from .errors import BotError, NotFoundError, QuestionError, UnavailableError
from .gates import Gates
from .replies import Card, Held, Listed, Published, Reply, Result, Signpost, Status, Suggestion
from .settings import BotSettings
from .wording import Wording, announce, open_wording
from .writing import Checked, Statements, check, read_text


@dataclass(frozen=True, slots=True)
class _Searched:
    """What a search came to: cards, parts of the question that found nothing, and else the closest subjects."""

    cards: tuple[Card, ...] = ()
    unanswered: Sequence[str] = ()
    subjects: Sequence[str] = ()
    generation: str | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    """A text whose vector is known (one row), and the fingerprint of the model that made it."""

    text: str
    vectors: Vectors
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
        self._statements: dict[str, Statements] = {}
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
        today = today or dt.date.today()
        conversation, before = self._conversations.open(conversation_id)
        known = self._read_meaning(typed)
        verdict = self._gates.check(typed, known.vectors[0], known.fingerprint) if known else self._gates.check(typed)
        gate = Status(verdict.gate.value) if verdict else None
        if gate and verdict and not verdict.answers_follow:
            return self._reply(gate, typed, conversation, today)
        try:
            with self._record().lease() as generation:
                asked = self._reader(generation).read(typed, before)
                finder = self._finder(generation, filters)
                found = self._found(asked, finder, known)
                cards = tuple(
                    make_card(part.question, thread, finder.confidence, generation, today, self.settings)
                    for part, thread in share_out(found, self.settings.cards)
                )
                closest = [] if cards else subjects_of(finder.hits(asked, self._embed([asked], known)[0]))
        except (BotError, RecordError):
            if gate:  # where to turn is said whatever becomes of the search
                return self._reply(gate, typed, conversation, today)
            raise
        unanswered = [part.question for part, threads in found if cards and not threads]
        searched = _Searched(cards, unanswered, closest, generation.id)
        self._conversations.remember(conversation, None if gate else asked.subject)
        status = Status.ANSWERED if cards else Status.NO_PRECEDENT
        sure = gate if verdict and verdict.sure else None
        reply = self._reply(sure or status, asked.question, conversation, today, searched)
        if gate:
            return reply if sure else self._preceded(gate, reply)
        return replace(reply, gaps=tuple(unanswered) if cards else (asked.question,))

    def warn(self, question: str) -> Reply | None:
        """The reply to danger that rules alone notice, however busy the rest is; None where they notice none."""
        typed = read_question(question, self.settings.longest_question)
        verdict = self._gates.check(typed)
        if verdict is None:
            return None
        conversation, _ = self._conversations.open(None)
        return self._reply(Status(verdict.gate.value), typed, conversation, dt.date.today())

    def search(
        self, question: str, k: int = 10, filters: Filters | None = None, before: str | None = None
    ) -> list[Result]:
        """The closest answers in rank order, without gates, threads or threshold.

        `before` is the question that this one may lean on.
        """
        typed = read_question(question, self.settings.longest_question)
        with self._record().lease() as generation:
            asked = self._reader(generation).read(typed, before)
            finder = self._finder(generation, filters)
            hits = finder.hits(asked, self._embed([asked])[0])[:k]
            return [_result(hit, finder.confidence, generation) for hit in hits]

    def evidence(self, question: str, k: int, before: str | None = None) -> list[tuple[Result, Evidence]]:
        """The `k` closest answers by their fused score alone, and what speaks for each; to fit the confidence on."""
        typed = read_question(question, self.settings.longest_question)
        with self._record().lease() as generation:
            asked = self._reader(generation).read(typed, before)
            finder = self._finder(generation)
            found = finder.evidence(asked, self._embed([asked])[0])[:k]
            return [(_result(hit, finder.confidence, generation), evidence) for hit, evidence in found]

    def answer(self, answer_id: str, today: dt.date | None = None) -> Published:
        """One answer as published; NotFoundError if there is none by that id."""
        with self._record().lease() as generation:
            return publish(_answer(answer_id, generation), generation, today or dt.date.today(), self.settings)

    def suggestions(self, answer_ids: Sequence[str], most: int = 3) -> list[Suggestion]:
        """Questions to go on with after these answers, closest to the first of them; NotFoundError if one is gone."""
        with self._record().lease() as generation:
            for answer_id in answer_ids:
                _answer(answer_id, generation)
            return suggestions_of(answer_ids, generation, most)

    def check(self, text: str) -> Checked:
        """A text set against the record, sentence by sentence; nothing of it is kept, and no gate closes.

        Raises TextError when there is nothing to check or too much, UnavailableError when there is no record.
        """
        readings = read_text(text, self.settings.longest_text, self.settings.most_sentences)
        with self._record().lease() as generation:
            return check(readings, self._record().embed, self._said(generation))

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

    def _said(self, generation: Generation) -> Statements:
        """What a generation's responses say, read once for each."""
        statements = self._statements.get(generation.id)
        if statements is None:
            statements = Statements.of(generation)
            self._statements = {generation.id: statements}
        return statements

    def _read_meaning(self, typed: str) -> _Known | None:
        """The vector of what was typed, for the gates; None where they cannot use it or it cannot be had."""
        try:
            with self._record().lease() as generation:
                fingerprint = generation.manifest.model_fingerprint
                if not self._gates.can_read(fingerprint):
                    return None
                return _Known(typed, self._record().embed([typed]), fingerprint)
        except Exception:  # whatever is wrong with the index or the model, danger is still noticed by the rules
            return None

    def _embed(self, parts: Sequence[Part], known: _Known | None = None) -> Vectors:
        """The vectors of what is searched for, one row a part; made once, since it is most of the work."""
        if known and [part.searched for part in parts] == [known.text]:
            return known.vectors
        return self._record().embed([part.searched for part in parts])

    def _finder(self, generation: Generation, filters: Filters | None = None) -> Finder:
        if filters:
            _check_filters(filters, generation)
        confidence = Confidence.of(self._fits, generation.manifest.model_fingerprint, self.settings)
        return Finder(generation, confidence, filters, self._record().rerank)

    def _found(self, asked: Asked, finder: Finder, known: _Known | None) -> list[tuple[Part, list[Thread]]]:
        """Threads for each part of a message, or for the whole of it where no part finds any."""
        for parts in (asked.parts, (asked,)):
            vectors = self._embed(parts, known)
            found = [(part, finder.threads(part, vector)) for part, vector in zip(parts, vectors, strict=True)]
            if any(threads for _, threads in found) or len(asked.parts) == 1:
                break
        return found

    def _reply(
        self,
        status: Status,
        asked: str,
        conversation: str,
        today: dt.date,
        found: _Searched = _Searched(),
    ) -> Reply:
        message = self._wording.message(status, found.cards, found.unanswered, found.subjects)
        signposts = tuple(self._dated(signpost, today, asked) for signpost in self._wording.signposts(status))
        return Reply(status, message, asked, conversation, signposts, found.cards, found.generation)

    def _dated(self, signpost: Signpost, today: dt.date, asked: str) -> Signpost:
        """A signpost to the next meeting with what the operator's settings know of it; any other as it is."""
        return announce(signpost, self._wording.next_meeting, self.settings.next_meeting, today, asked)

    def _preceded(self, gate: Status, reply: Reply) -> Reply:
        """A reply to what may be more than a question: where to turn stands first."""
        first = self._wording.signposts(gate)
        return replace(
            reply,
            message=f"{self._wording.messages[gate]} {reply.message}",
            signposts=(*first, *(signpost for signpost in reply.signposts if signpost not in first)),
        )


def _answer(answer_id: str, generation: Generation) -> Answer:
    try:
        return generation.answer(answer_id)
    except KeyError:
        raise NotFoundError("There is no such answer in the record.") from None


def _result(hit: Hit, confidence: Confidence, generation: Generation) -> Result:
    return Result(
        hit.answer.id,
        round(hit.score, 4),
        confidence.band(hit.score),
        hit.answer.question,
        cite(hit.answer, hit.meeting, generation),
        hit.answer.response,
    )


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
