"""Answers whose question or response is another part of the page."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from ..errors import CurationError
from ..parsing import find_ageing, outcome, resolve
from ..record import Answer, ParsedPage
from .quotes import Span


def question_of(answer: Answer) -> Span:
    """Where the question stands on the page."""
    return answer.question_start, answer.question_end


def response_of(answer: Answer) -> Span:
    """Where the response stands on the page."""
    return answer.start, answer.end


def with_question(answer: Answer, text: str, span: Span) -> Answer:
    """An answer whose question is this part of the page."""
    start, end = span
    return replace(answer, question=text[start:end], question_start=start, question_end=end)


def with_response(answer: Answer, text: str, span: Span) -> Answer:
    """An answer whose response is this part of the page, and what its words say of it."""
    start, end = span
    if span == response_of(answer):
        return answer
    response = text[start:end]
    if not response.strip():
        raise CurationError(f"that leaves no response to {answer.label}.")
    return replace(
        answer, response=response, start=start, end=end, ageing=find_ageing(response), outcome=outcome(response)
    )


def responding(answers: Sequence[Answer], before: Span, after: Span, text: str) -> list[Answer]:
    """The answers, where those that had one response have another: whoever shares a response goes along."""
    return [with_response(each, text, after) if response_of(each) == before else each for each in answers]


def named(page: ParsedPage, label: str) -> Answer:
    """The answer of a label as printed, or, where that is printed twice, of an id without the page's name."""
    found = [answer for answer in page.answers if answer.label == label]
    if len(found) != 1:
        found = [answer for answer in page.answers if answer.id == f"{page.page.id}-{label}"] or found
    if len(found) == 1:
        return found[0]
    if found:
        names = " or ".join(answer.id.removeprefix(f"{page.page.id}-") for answer in found)
        raise CurationError(f"{len(found)} answers have the label {label}. Write {names}.")
    raise CurationError(f"no answer has the label {label}. See: onrecord parse {page.page.source}")


def with_answers(page: ParsedPage, answers: Sequence[Answer]) -> ParsedPage:
    """A page with these answers in order, and what they point to now; CurationError when two overlap."""
    _check_apart(answers)
    return replace(page, answers=tuple(resolve(sorted(answers, key=lambda answer: answer.question_start))))


def _check_apart(answers: Sequence[Answer]) -> None:
    """Questions and responses hold text and do not overlap, but for responses that are shared as a whole."""
    spans = {question_of(answer): f"the question {answer.label}" for answer in answers}
    if len(spans) < len(answers):
        raise CurationError("two answers would have the same question.")
    spans |= {response_of(answer): f"the response to {answer.label}" for answer in answers}
    for (start, end), what in spans.items():
        if start >= end:
            raise CurationError(f"{what} would end before it begins.")
    for (one, what), (other, rest) in itertools.pairwise(sorted(spans.items())):
        if other[0] < one[1]:
            raise CurationError(f"{what} would overlap {rest}. Shorten that first, by an entry above this one.")
