"""Fitting on made-up questions whose truth is known, and the packaged fit on the real ones."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from bot import Bot, Calibration, CalibrationError, Evidence, Question, calibrate, read_fits
from bot.answering import Confidence
from bot.settings import BotSettings
from index import Generation


def a_question(number: int, answerable: bool, **given: Any) -> Question:
    relevant = {"000:1": 2} if answerable else {}
    fields = {"id": f"q{number}", "kind": "any", "question": f"What of {number}?", "relevant": relevant, "expect": None}
    return Question.model_validate(fields | given)


def known(closeness: float) -> Evidence:
    return Evidence(closeness, closeness / 2, closeness / 3, 0, closeness / 4, 1, 0, 0, 0)


def a_result(key: str) -> Any:
    page, number = key.split(":")
    return SimpleNamespace(citation=SimpleNamespace(source=f"{page}_page.txt", label=f"Q{number}"))


class KnownBot:
    """A bot for which an answer is right as often as `question` in its evidence says."""

    def __init__(self, questions: list[Question]) -> None:
        self.closeness = {}
        self.asked: list[tuple[str, str | None]] = []
        random = np.random.default_rng(7)
        for question in questions:
            low, high = (0.5, 1.0) if question.relevant else (0.0, 0.6)
            self.closeness[question.turns[-1]] = random.uniform(low, high)

    def evidence(self, question: str, k: int, before: str | None) -> list[tuple[Any, Evidence]]:
        self.asked.append((question, before))
        closeness = self.closeness[question]
        return [
            (a_result("000:1"), known(closeness)),
            (a_result("000:2"), known(0.1)),
        ][:k]


def fitted(questions: list[Question]) -> Calibration:
    return calibrate(cast(Bot, KnownBot(questions)), questions, "a model", "1234")


QUESTIONS = [a_question(number, number % 2 == 0) for number in range(200)]


def test_a_fit_tells_what_is_right_from_what_is_not() -> None:
    calibration = fitted(QUESTIONS)
    assert calibration.fit.questions == 200
    assert calibration.fit.weights["question"] > 0
    answered, refused = calibration.at(calibration.fit.related)
    assert 0.97 <= answered <= 1
    assert refused > 0.7
    confidence = Confidence.of([calibration.fit], "1234", BotSettings())
    assert confidence.probability(known(0.9)) > 0.9
    assert confidence.probability(known(0.1)) < 0.1


def test_strong_is_likelier_right_than_not() -> None:
    calibration = fitted(QUESTIONS)
    strong = [judged for judged in calibration.judged if judged.best >= calibration.fit.strong]
    assert calibration.fit.strong == max(0.5, calibration.fit.related)
    assert np.mean([judged.best_is_right for judged in strong]) > 0.5


def test_the_same_questions_give_the_same_fit() -> None:
    assert fitted(QUESTIONS) == fitted(QUESTIONS)


def test_a_question_is_judged_by_a_model_that_has_not_seen_it() -> None:
    """So its probability is not what the final model, which has seen it, gives."""
    calibration = fitted(QUESTIONS)
    confidence = Confidence.of([calibration.fit], "1234", BotSettings())
    closeness = KnownBot(QUESTIONS).closeness
    seen = [confidence.probability(known(value)) for value in closeness.values()]
    assert seen != pytest.approx([judged.best for judged in calibration.judged], abs=1e-6)


def test_a_follow_up_is_weighed_after_its_first_question() -> None:
    questions = [*QUESTIONS, a_question(200, True, question="What of it? ||| And in Derby?")]
    bot = KnownBot(questions)
    calibrate(cast(Bot, bot), questions, "a model", "1234")
    assert bot.asked[-1] == ("And in Derby?", "What of it?")
    assert bot.asked[0] == ("What of 0?", None)


def test_questions_with_a_gate_are_left_out() -> None:
    gated = a_question(200, False, expect="case")
    assert fitted([*QUESTIONS, gated]) == fitted(QUESTIONS)


@pytest.mark.parametrize("answerable", [True, False])
def test_too_few_questions_are_refused(answerable: bool) -> None:
    few = [question for question in QUESTIONS if bool(question.relevant) is answerable]
    with pytest.raises(CalibrationError, match="50 of each are needed"):
        fitted(few)


def test_the_packaged_fit_is_of_the_default_model(record: Generation) -> None:
    manifest = record.manifest
    assert (manifest.model, manifest.model_fingerprint) in {(fit.model, fit.fingerprint) for fit in read_fits()}
    assert read_fits()[0].model == "all-MiniLM-L6-v2"
