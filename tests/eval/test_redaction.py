"""What redaction has to hold, on both halves of its sentences and on questions without personal data."""

from __future__ import annotations

import pytest

from bot import Redactor
from tests.eval.redaction import HALVES, figures, questions, record_words, sentences


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return Redactor.of(*record_words())


@pytest.mark.parametrize("half", HALVES)
def test_what_must_go_goes_and_what_must_stay_stays(redactor: Redactor, half: str) -> None:
    there, gone, stay, lost, touched = figures(redactor, half)
    assert gone.total() >= 0.97 * there.total()
    assert gone["name"] >= 0.95 * there["name"]
    assert lost <= 0.01 * stay
    assert touched <= 3


def test_ordinary_questions_are_left_alone(redactor: Redactor) -> None:
    asked = list(questions())
    touched = [text for text in asked if redactor.redact(text).kinds]
    assert len(touched) <= 0.02 * len(asked)


def test_the_sentences_are_enough_and_hold_what_they_say() -> None:
    lines = sentences()
    assert len(lines) >= 400
    assert sum(not line.out for line in lines) * 3 >= len(lines)
    assert [line for line in lines if any(each not in line.text for each in (*line.out, *line.stay))] == []
