"""How well questions with known answers are served: retrieval, abstention and gates, by kind of question.

A file of questions is JSON Lines: `id`, `kind`, `question` ("first ||| follow-up" for a follow-up), `relevant`
(grades by answer: 2 answers, 1 partly; keys are `PAGE:NUMBER`, the first three characters of the page's file
name and the number as printed) and `expect` (the gate that should close, or null).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from .errors import EvaluationError
from .replies import Result, Status

_EXPECTED = {
    "emergency": Status.EMERGENCY,
    "crisis": Status.CRISIS,
    "support": Status.SUPPORT,
    "case": Status.OWN_CASE,
    "inject": Status.REFUSED,
}
_DEPTH = 10


class Question(BaseModel):
    """One line of an evaluation file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    kind: str
    question: str
    relevant: dict[str, Literal[1, 2]]
    expect: Literal["emergency", "crisis", "support", "case", "inject"] | None

    @property
    def turns(self) -> list[str]:
        """The question, or the first question and the follow-up."""
        return [turn.strip() for turn in self.question.split("|||")]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question: the ranking's figures if it has answers, and the status of the reply."""

    question: Question
    hit1: float
    hit3: float
    ndcg10: float
    status: Status

    @property
    def right(self) -> bool:
        """Whether the reply has the status it should have."""
        if self.question.expect:
            return self.status is _EXPECTED[self.question.expect]
        if not self.question.relevant:
            return self.status is Status.NO_PRECEDENT
        return self.status in (Status.ANSWERED, Status.SUPPORT)


def read_questions(path: Path) -> list[Question]:
    """Read an evaluation file; an EvaluationError names the line that cannot be used."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path}: cannot be read ({error}).") from None
    questions = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                questions.append(Question.model_validate_json(line))
            except ValidationError as error:
                first = error.errors()[0]
                where = ".".join(map(str, first["loc"]))
                raise EvaluationError(f"{path}, line {number}: {where} {first['msg']}. See bot/README.md.") from None
    if not questions:
        raise EvaluationError(f"{path}: there are no questions in this file.")
    return questions


def key_of(result: Result) -> str:
    """The key that grades use for an answer: page and number."""
    return f"{result.citation.source[:3]}:{re.sub(r'[^0-9]', '', result.citation.label)}"


def evaluate(
    questions: Iterable[Question],
    rank: Callable[[Sequence[str]], Sequence[str]],
    status: Callable[[Sequence[str]], Status],
) -> list[Outcome]:
    """Ask each question. `rank` gives keys of answers, best first; both get the turns of the conversation."""
    outcomes = []
    for question in questions:
        keys = list(rank(question.turns))[:_DEPTH] if question.relevant else []
        outcomes.append(Outcome(question, *ranking_figures(keys, question.relevant), status(question.turns)))
    return outcomes


def ranking_figures(keys: Sequence[str], relevant: dict[str, Literal[1, 2]]) -> tuple[float, float, float]:
    """hit@1, hit@3 and nDCG@10 (gain 2^grade - 1, log2 discount; Järvelin and Kekäläinen 2002)."""
    grades = [relevant.get(key, 0) for key in keys[:_DEPTH]]
    ideal = _dcg(sorted(relevant.values(), reverse=True)[:_DEPTH])
    return float(any(grades[:1])), float(any(grades[:3])), _dcg(grades) / ideal if ideal else 0.0


def _dcg(grades: Sequence[int]) -> float:
    return sum(float(2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))
