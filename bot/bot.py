"""A question in, a reply out: danger first, then what was published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index import Answer, Filters, Generation, Hit, Index, Meeting, RecordError

from .answering import Evidence, cite, make_card, publish, share_out
from .answering import subjects as subjects_of
from .answering import suggestions as suggestions_of
from .asking import Conversations, read_question
from .checking import Checked, Statements, check, read_text
from .desk import Desk
from .errors import BotError, NotFoundError, WithdrawnError
from .gates import Gates, Verdict
from .precedents import Candidate, Order, Precedents, Wanted, find_precedents
from .redaction import Redacted
from .replies import Card, Held, Listed, Published, Reply, Result, Signpost, Status, Suggestion
from .searching import Known, Search, Searcher
from .settings import BotSettings
from .wording import Wording, announce, open_wording
from .writing import Answered, Draft, Flagger, compose, open_drafting, select


@dataclass(frozen=True, slots=True)
class _Searched:
    """What a search came to: cards, parts of the question that found nothing, and else the closest subjects."""

    cards: tuple[Card, ...] = ()
    unanswered: Sequence[str] = ()
    subjects: Sequence[str] = ()
    generation: str | None = None


class Bot:
    """Answers questions from the record. Safe for many threads; works without an index as far as danger goes."""

    def __init__(self, index: Index | None, settings: BotSettings, gates: Gates, wording: Wording) -> None:
        self.settings = settings
        self._searcher = Searcher(index, settings, wording)
        self._gates = gates
        self._wording = wording
        self._drafting = open_drafting()
        self._conversations = Conversations(settings.conversations, settings.conversation_minutes * 60)
        self._statements: dict[str, Statements] = {}
        self.desk = Desk(self._searcher, settings)

    @property
    def index(self) -> Index | None:
        """The index that is searched; None while there is none."""
        return self._searcher.index

    @index.setter
    def index(self, index: Index | None) -> None:
        self._searcher.index = index

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
        verdict, known = self._check(typed)
        gate = Status(verdict.gate.value) if verdict else None
        if gate and verdict and not verdict.answers_follow:
            return self._reply(gate, typed, conversation, today)
        try:
            with self._searcher.open(filters) as search:
                asked = search.read(typed, before)
                found = search.threads(asked, known)
                cards = tuple(
                    make_card(part.question, thread, search.finder.confidence, search.generation, today, self.settings)
                    for part, thread in share_out(found, self.settings.cards)
                )
                closest = [] if cards else subjects_of(search.hits(asked, known))
        except (BotError, RecordError):
            if gate:  # where to turn is said whatever becomes of the search
                return self._reply(gate, typed, conversation, today)
            raise
        unanswered = [part.question for part, threads in found if cards and not threads]
        searched = _Searched(cards, unanswered, closest, search.generation.id)
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

    def redact(self, question: str) -> Redacted:
        """The question without personal data, so that it may be kept.

        Places and words of the record stay; without an index, those that the packaged lists know.
        """
        return self._searcher.redactor().redact(question)

    def keepable(self, question: str) -> Redacted | None:
        """A question without personal data; None where a gate closes on it, since nothing of it may be kept."""
        typed = read_question(question, self.settings.longest_question)
        return None if self._check(typed)[0] else self.redact(typed)

    def search(
        self, question: str, k: int = 10, filters: Filters | None = None, before: str | None = None
    ) -> list[Result]:
        """The closest answers in rank order, without gates, threads or threshold.

        `before` is the question that this one may lean on.
        """
        typed = read_question(question, self.settings.longest_question)
        with self._searcher.open(filters) as search:
            return [_result(hit, search) for hit in search.hits(search.read(typed, before))[:k]]

    def evidence(self, question: str, k: int, before: str | None = None) -> list[tuple[Result, Evidence]]:
        """The `k` closest answers by their fused score alone, and what speaks for each; to fit the confidence on."""
        typed = read_question(question, self.settings.longest_question)
        with self._searcher.open() as search:
            found = search.evidence(search.read(typed, before))[:k]
            return [(_result(hit, search), evidence) for hit, evidence in found]

    def precedents(self, wanted: Wanted) -> Precedents:
        """Every time a thing was asked, as threads; without a query, all of the record by date. No gates."""
        with self._searcher.open() as search:
            generation = search.generation
            if wanted.query.strip():
                typed = read_question(wanted.query, self.settings.longest_letter)
                return find_precedents(wanted, search.precedents(search.read(typed)), generation)
            everything = [
                Candidate(answer, meeting)
                for meeting in generation.catalogue.meetings()
                for answer in generation.catalogue.answers(meeting.id)
            ]
            return find_precedents(replace(wanted, order=Order.DATE), everything, generation)

    def draft(self, question: str, today: dt.date | None = None) -> Draft:
        """Starting text for a reply to a question received, every sentence published or the template's. No gates."""
        typed = read_question(question, self.settings.longest_letter)
        with self._searcher.open() as search:
            parts = []
            for part, threads in search.threads(search.read(typed)):
                banded = [(thread, search.finder.confidence.band(thread.score)) for thread in threads]
                parts.append(Answered(part.question, select(part.question, banded, self._drafting)))
            flagger = Flagger(
                self._drafting,
                search.generation,
                self._searcher.is_word,
                search.generation.catalogue.areas(),
                typed,
                today or dt.date.today(),
                self.settings,
            )
            return compose(parts, flagger, self._drafting, search.generation)

    def answer(self, answer_id: str, today: dt.date | None = None) -> Published:
        """One answer as published; NotFoundError if there is none by that id, or WithdrawnError."""
        with self._searcher.record().lease() as generation:
            return publish(_answer(answer_id, generation), generation, today or dt.date.today(), self.settings)

    def suggestions(self, answer_ids: Sequence[str], most: int = 3) -> list[Suggestion]:
        """Questions to go on with after these answers, closest to the first of them; NotFoundError if one is gone."""
        with self._searcher.record().lease() as generation:
            for answer_id in answer_ids:
                _answer(answer_id, generation)
            return suggestions_of(answer_ids, generation, most)

    def check(self, text: str) -> Checked:
        """A text set against the record, sentence by sentence; nothing of it is kept, and no gate closes.

        Raises TextError when there is nothing to check or too much, UnavailableError when there is no record.
        """
        readings = read_text(text, self.settings.longest_text, self.settings.most_sentences)
        with self._searcher.record().lease() as generation:
            return check(readings, self._searcher.record().embed, self._said(generation))

    def meetings(self) -> list[Meeting]:
        """All meetings, newest first; those without a date last."""
        with self._searcher.record().lease() as generation:
            return generation.catalogue.meetings()

    def meeting(self, meeting_id: str) -> Held:
        """One meeting with its answers in order; NotFoundError if there is none by that id."""
        with self._searcher.record().lease() as generation:
            try:
                meeting = generation.meeting(meeting_id)
            except KeyError:
                raise NotFoundError("There is no such meeting in the record.") from None
            answers = generation.catalogue.answers(meeting_id)
        return Held(
            meeting,
            tuple(Listed(a.id, a.label, a.question, a.topic, a.asked_from, a.outcome) for a in answers),
        )

    def _check(self, typed: str) -> tuple[Verdict | None, Known | None]:
        """The gate that closes on a question, by its meaning too where it can be read; and what was read."""
        known = self._searcher.known(typed, self._gates.can_read)
        if known is None:
            return self._gates.check(typed), None
        return self._gates.check(typed, known.vectors[0], known.fingerprint), known

    def _said(self, generation: Generation) -> Statements:
        """What a generation's responses say, read once for each."""
        statements = self._statements.get(generation.id)
        if statements is None:
            statements = Statements.of(generation)
            self._statements = {generation.id: statements}
        return statements

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
        if generation.suppressed(answer_id):
            raise WithdrawnError("This answer was withdrawn from the record by the office that keeps it.") from None
        raise NotFoundError("There is no such answer in the record.") from None


def _result(hit: Hit, search: Search) -> Result:
    return Result(
        hit.answer.id,
        round(hit.score, 4),
        search.finder.confidence.band(hit.score),
        hit.answer.question,
        cite(hit.answer, hit.meeting, search.generation),
        hit.answer.response,
    )
