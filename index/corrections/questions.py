"""Which lines are questions: one that is none, an answer that is none, and a question that was missed."""

from __future__ import annotations

import re
from dataclasses import replace

from ..errors import CurationError
from ..parsing import find_ageing, outcome, speaker
from ..record import Answer, ParsedPage
from .cutting import named, question_of, responding, response_of, with_answers, with_question
from .entries import MissedQuestion, NotAnAnswer, NotAQuestion
from .quotes import Span, line_at, lines_around, place_of, text_above, text_behind


def join_above(entry: NotAQuestion, page: ParsedPage) -> tuple[ParsedPage, int]:
    """The text of a question that is none goes to what it stands in: the question above, or the response above."""
    text, place = page.page.text, place_of(page.page.text, entry.line)
    gone = _read_at(page, place)
    kept = [answer for answer in page.answers if answer is not gone]
    above = [answer for answer in kept if answer.question_start < gone.question_start]
    nearest = max(above, key=lambda answer: answer.question_start, default=None)
    if nearest and nearest.start > gone.question_start:
        kept[kept.index(nearest)] = with_question(nearest, text, (nearest.question_start, gone.question_end))
    elif nearest:
        shared = any(response_of(answer) == response_of(gone) for answer in kept)
        grown = (nearest.start, gone.question_end if shared else gone.end)
        kept = responding(kept, response_of(nearest), grown, text)
    return with_answers(page, kept), place[0]


def take_away(entry: NotAnAnswer, page: ParsedPage) -> tuple[ParsedPage, int]:
    """An answer that is none goes; its text stays on the page."""
    gone = named(page, entry.label)
    return with_answers(page, [answer for answer in page.answers if answer is not gone]), gone.question_start


def cut_out(entry: MissedQuestion, page: ParsedPage) -> tuple[ParsedPage, int]:
    """A missed question is cut out of the question or the response in which it stands."""
    text, place = page.page.text, place_of(page.page.text, entry.begins)
    if any(answer.label == entry.label for answer in page.answers):
        raise CurationError(f"there is a question {entry.label} on line {_line_of(page, entry.label)} already.")
    asked_in = next((each for each in page.answers if _holds(question_of(each), place)), None)
    told_in = next((each for each in page.answers if _holds(response_of(each), place)), None)
    above = text_above(text, place[0])
    answers = list(page.answers)
    question = (place[0], _end(entry, text, place, asked_in))
    if asked_in:
        response = _response(entry, text, response_of(asked_in))
        former = with_question(asked_in, text, (asked_in.question_start, above))
        answers[answers.index(asked_in)] = replace(former, asked_from=None)
    else:
        response = _response(entry, text, (text_behind(text, question[1]), told_in.end if told_in else 0))
        answers = responding(answers, response_of(told_in), (told_in.start, above), text) if told_in else answers
    new = _answer(page, entry.label, question, response)
    topic = next((each.topic for each in (asked_in, told_in) if each), None)
    new = replace(new, topic=topic, asked_from=asked_in.asked_from if asked_in else None)
    return with_answers(page, [*answers, new]), place[0]


def _read_at(page: ParsedPage, place: Span) -> Answer:
    first, last = lines_around(page.page.text, place)
    read = [answer for answer in page.answers if first <= answer.question_start <= last]
    if len(read) != 1:
        raise CurationError(f"{len(read) or 'no'} questions were read there. Quote one line that was read as a label.")
    return read[0]


def _end(entry: MissedQuestion, text: str, place: Span, asked_in: Answer | None) -> int:
    if entry.ends:
        return place_of(text, entry.ends)[1]
    line = lines_around(text, place)[1]
    return min(line, asked_in.question_end) if asked_in else line


def _response(entry: MissedQuestion, text: str, otherwise: Span) -> Span:
    start = place_of(text, entry.response_begins)[0] if entry.response_begins else otherwise[0]
    end = place_of(text, entry.response_ends)[1] if entry.response_ends else otherwise[1]
    if start >= end:
        raise CurationError("say which words the response to it begins and ends with (response_begins, response_ends).")
    return start, end


def _line_of(page: ParsedPage, label: str) -> int:
    return line_at(page.page.text, next(each.question_start for each in page.answers if each.label == label))


def _holds(span: Span, place: Span) -> bool:
    return span[0] <= place[0] < span[1]


def _answer(page: ParsedPage, label: str, question: Span, response: Span) -> Answer:
    said = page.page.text[slice(*response)]
    return Answer(
        id=f"{page.page.id}-{re.sub(r'[^a-z0-9]+', '', label.lower())}",
        page_id=page.page.id,
        label=label,
        question=page.page.text[slice(*question)],
        question_start=question[0],
        question_end=question[1],
        response=said,
        start=response[0],
        end=response[1],
        topic=None,
        asked_from=None,
        answered_by=speaker(said, None),
        outcome=outcome(said),
        ageing=find_ageing(said),
    )
