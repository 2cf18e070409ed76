"""Hits and a catalogue made by hand."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any, cast

from index import Answer, AnsweredBy, Generation, Hit, Meeting, Outcome, RelationKind, Sentence


def an_answer(name: str = "page-q1", response: str = "We do.", **given: Any) -> Answer:
    fields: dict[str, Any] = {
        "id": name,
        "page_id": name.rsplit("-", 1)[0],
        "label": "Q1",
        "question": "What do you do?",
        "question_start": 0,
        "question_end": 15,
        "response": response,
        "start": 20,
        "end": 20 + len(response),
        "topic": None,
        "asked_from": None,
        "answered_by": AnsweredBy.CONSTABULARY,
        "outcome": Outcome.ANSWERED,
    }
    return Answer(**fields | given)


def a_hit(
    name: str,
    score: float = 0.5,
    date: dt.date | None = None,
    **given: Any,
) -> Hit:
    answer = an_answer(name, **given)
    meeting = Meeting(answer.page_id, "A meeting", date=date)
    return Hit(answer=answer, meeting=meeting, score=score, signals=cast(Any, None), sentences=())


def a_spoken_hit(*sentences: tuple[str, float]) -> Hit:
    """A hit whose response is these sentences, each with its closeness."""
    response = " ".join(text for text, _ in sentences)
    spans, at = [], 0
    for text, closeness in sentences:
        spans.append(Sentence(at, at + len(text), closeness))
        at += len(text) + 1
    answer = an_answer(response=response)
    return Hit(answer, Meeting("page", "A meeting"), 0.5, cast(Any, None), tuple(spans))


def a_record(*pairs: tuple[str, str]) -> Generation:
    """A generation that knows only which answers are related."""

    def related(answer_id: str) -> list[tuple[str, RelationKind]]:
        others = [next(name for name in pair if name != answer_id) for pair in pairs if answer_id in pair]
        return [(other, RelationKind.SAME_QUESTION) for other in others]

    return cast(Generation, SimpleNamespace(catalogue=SimpleNamespace(related=related)))
