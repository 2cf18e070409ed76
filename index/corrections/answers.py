"""Where the parts of an answer begin and end, what it is and points to; and which date is the meeting's."""

from __future__ import annotations

import re
from dataclasses import replace

from ..errors import CurationError
from ..parsing import find_date
from ..record import Answer, DateBasis, ParsedPage, Reference
from .cutting import named, question_of, responding, response_of, with_answers, with_question, with_response
from .entries import Changed, MeetingDate, Pointer
from .quotes import Span, between, place_of, places_of


def change(entry: Changed, page: ParsedPage) -> tuple[ParsedPage, int]:
    """An answer with other ends, or said to be something else."""
    text, answer = page.page.text, named(page, entry.label)
    question = between(text, question_of(answer), entry.question_begins, entry.question_ends)
    response = between(text, response_of(answer), entry.response_begins, entry.response_ends)
    answers = responding(page.answers, response_of(answer), response, text)
    changed = with_question(next(each for each in answers if each.id == answer.id), text, question)
    if entry.same_response_as:
        changed = with_response(changed, text, response_of(named(page, entry.same_response_as)))
    if entry.topic is not None:
        changed = replace(changed, topic=_on_page(text, entry.topic, (0, len(text)), "on the page"))
    if entry.asked_from is not None:
        below = [at for each in answers for at in (each.question_start, each.start) if at >= question[1]]
        behind = (question[1], min(below, default=len(text)))
        changed = replace(changed, asked_from=_on_page(text, entry.asked_from, behind, "behind the question"))
    given = entry.model_dump(include={"answered_by", "outcome"}, exclude_none=True)
    changed = replace(changed, **given)
    return with_answers(page, [changed if each.id == changed.id else each for each in answers]), question[0]


def point(entry: Pointer, page: ParsedPage) -> tuple[ParsedPage, int]:
    """An answer whose words point to another one, or to none."""
    answer = named(page, entry.label)
    found = places_of(page.page.text, entry.words, *response_of(answer))
    if len(found) != 1:
        raise CurationError(f"“{entry.words}” stands {len(found)} times in the response to {answer.label}, not once.")
    target = named(page, entry.points_to) if entry.points_to else None
    if target is answer:
        raise CurationError(f"{answer.label} cannot point to itself.")
    references = _references(answer, re.findall(r"\d+", entry.words), target)
    changed = tuple(replace(each, references=references) if each is answer else each for each in page.answers)
    return replace(page, answers=changed), found[0][0]


def date(entry: MeetingDate, page: ParsedPage) -> tuple[ParsedPage, int]:
    """A page whose meeting was on the day that stands in some words."""
    start, end = place_of(page.page.text, entry.words)
    held = find_date(page.page.text[start:end])
    if held is None:
        raise CurationError(f"“{entry.words}” holds no date. Quote day, month and year, or use meetings.toml.")
    return replace(page, meeting=replace(page.meeting, date=held, date_basis=DateBasis.STATED)), start


def _references(answer: Answer, numbers: list[str], target: Answer | None) -> tuple[Reference, ...]:
    """An answer's references, but for those that words mean which name these numbers, or none ("as above")."""
    printed = re.findall(r"\d+", answer.response)
    others = [each for each in answer.references if (each.label not in numbers if numbers else each.label in printed)]
    if target is None:
        return (*others, *(Reference(number, None, True) for number in numbers))
    label = numbers[0] if len(numbers) == 1 else re.sub(r"\D", "", target.label)
    return (*(each for each in others if each.answer_id != target.id), Reference(label, target.id, False))


def _on_page(text: str, words: str, span: Span, where: str) -> str | None:
    """Words as the page has them; None for none."""
    if not words:
        return None
    found = places_of(text, words, *span)
    if not found:
        raise CurationError(f"“{words}” does not stand {where}, and only words of the page can be used.")
    return text[slice(*found[0])]
