"""Pointers from one response to another answer of the same meeting, and whether the target fits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..likeness import cosine, weigh, words_of
from ..record import Answer, Reference
from .sentences import split_sentences

_NAMED = re.compile(
    r"\b(?:see|answer(?:ed)?|respon(?:se|ded)|reply|refer)\b[^.?!]{0,40}?\b(?:q|question\s+|questions\s+|number\s+)(\d{1,3}(?:\s*(?:,|and|&)\s*(?:q|questions?\s)?\s?\d{1,3})*)\b",
    re.I,
)
_ABOVE = re.compile(r"\bas above\b\)?:?\s*", re.I)
_QUOTED = 40  # characters after "(as above):" that must stand in an earlier response for it to be the one meant
_NEAREST = 10  # a target among the nearest 1/_NEAREST of the meeting's answers (or the nearest three) fits


def resolve(answers: Sequence[Answer]) -> list[Answer]:
    """The same answers with their references; a target that does not fit is kept and marked doubtful."""
    return [replace(answer, references=tuple(_references(at, answers))) for at, answer in enumerate(answers)]


def _references(at: int, answers: Sequence[Answer]) -> list[Reference]:
    answer = answers[at]
    found: dict[str, Reference] = {}
    for number, where in _pointers(answer.response):
        target = next((place for place, other in enumerate(answers) if _number(other) == number), None)
        if target is None:
            found[number] = Reference(number, None, True)
        elif target != at:
            fits = _fits(answers, at, target, _claim(answer.response, where))
            found[number] = Reference(number, answers[target].id, not fits)
    for above in _ABOVE.finditer(answer.response):
        meant = _meant_above(answers[:at], answer.response[above.end() : above.end() + _QUOTED])
        if meant:
            found.setdefault(_number(meant), Reference(_number(meant), meant.id, False))
    return list(found.values())


def _pointers(response: str) -> list[tuple[str, int]]:
    """The numbers that a response points to, and where it does so ("see the answers to Q1 and Q2")."""
    return [(number, named.start()) for named in _NAMED.finditer(response) for number in re.findall(r"\d+", named[1])]


def _number(answer: Answer) -> str:
    return re.sub(r"\D", "", answer.label)


def _meant_above(earlier: Sequence[Answer], quoted: str) -> Answer | None:
    """The answer that "as above" means: the one whose words follow, else the one right before."""
    quoting = (answer for answer in reversed(earlier) if len(quoted) == _QUOTED and quoted in answer.response)
    return next(quoting, earlier[-1] if earlier else None)


def _claim(response: str, pointer: int) -> str:
    """What a sentence says before it points elsewhere ("Many services are available (see question 42)")."""
    sentence = next(start for start, end in reversed(split_sentences(response)) if start <= pointer)
    said = response[sentence:pointer]
    return said if len(words_of(said)) > 2 else ""


def _fits(answers: Sequence[Answer], source: int, target: int, claim: str) -> bool:
    """Whether a target is plausible: near what the pointing sentence claims of it, if it claims anything.

    A bare pointer back is believed; a bare pointer forward must share the words of the question.
    """
    if not claim and target < source:
        return True
    probe = claim or answers[source].question
    texts = [answer.response if claim else f"{answer.question} {answer.response}" for answer in answers]
    *weights, asked = weigh([*texts, probe])
    closeness = [cosine(asked, weight) for weight in weights]
    nearer = sum(value >= closeness[target] for at, value in enumerate(closeness) if at not in (source, target))
    return nearer < max(3, len(answers) // _NEAREST)
