"""Threads into cards: everything a reader needs to judge an answer stands on it."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import fields

from index import Answer, Generation, Link, Meeting, Page

from ..replies import Also, Card, Citation, Published
from ..settings import BotSettings
from .confidence import Confidence
from .freshness import freshness
from .quotes import quotes
from .threads import Thread, others


def make_card(
    question: str,
    thread: Thread,
    confidence: Confidence,
    generation: Generation,
    today: dt.date,
    settings: BotSettings,
) -> Card:
    """The card of a thread; every text on it comes out of the generation."""
    band = confidence.band(thread.score)
    if band is None:
        raise ValueError(f"{thread.lead.answer.id} is too far away to be shown.")
    published = publish(thread.lead.answer, generation, today, settings)
    own = {field.name: getattr(published, field.name) for field in fields(published)}
    return Card(**own, band=band, score=round(thread.score, 4), quotes=quotes(question, thread.lead))


def publish(answer: Answer, generation: Generation, today: dt.date, settings: BotSettings) -> Published:
    """An answer with its meeting, its age and what belongs to it."""
    meeting = generation.meeting(answer.page_id)
    related = others(answer.id, generation)
    return Published(
        id=answer.id,
        question=answer.question,
        asked_from=answer.asked_from,
        topic=answer.topic,
        response=answer.response,
        outcome=answer.outcome,
        answered_by=answer.answered_by,
        freshness=freshness(answer, meeting, today, settings.stale_after_days),
        references=answer.references,
        also=tuple(Also(other, relation, cite_by_id(other, generation)) for other, relation in related),
        citation=cite(answer, meeting, generation),
        links=_links(answer, generation.page(answer.page_id)),
    )


def cite_by_id(answer_id: str, generation: Generation) -> Citation:
    """The citation of an answer of this generation."""
    answer = generation.answer(answer_id)
    return cite(answer, generation.meeting(answer.page_id), generation)


def cite(answer: Answer, meeting: Meeting, generation: Generation) -> Citation:
    """Where an answer was published."""
    page = generation.page(answer.page_id)
    first, last = (bisect_right(page.page_starts, at) or None for at in (answer.start, answer.end - 1))
    return Citation(
        meeting=meeting.title,
        date=meeting.date,
        date_basis=meeting.date_basis,
        label=answer.label,
        url=_at_page(meeting.url, first),
        source=page.source,
        sha256=page.shown_sha256,
        start=answer.start,
        end=answer.end,
        page=first,
        last_page=last if last != first else None,
        gone=meeting.gone,
        removed=answer.removed,
    )


def _at_page(url: str | None, number: int | None) -> str | None:
    """The address of a printed page, where a file has such; an address that leads to a place already is left."""
    return f"{url}#page={number}" if url and number and "#" not in url else url


def _links(answer: Answer, page: Page) -> tuple[Link, ...]:
    inside = [each for each in page.links if answer.start <= each.start and each.end <= answer.end]
    return tuple(Link(each.start - answer.start, each.end - answer.start, each.href) for each in inside)
