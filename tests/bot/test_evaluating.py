from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

from bot import (
    Bot,
    EvaluationError,
    Outcome,
    Question,
    Status,
    evaluate,
    key_of,
    ranking_figures,
    read_questions,
)

LINE = {"id": "r1", "kind": "resident", "question": "Are they legal?", "relevant": {"000:3": 2}, "expect": None}


def a_question(**given: Any) -> Question:
    return Question.model_validate(LINE | given)


def write(path: Path, *lines: dict[str, Any] | str) -> Path:
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "questions.jsonl"


def test_questions_are_read_and_empty_lines_left_out(file: Path) -> None:
    read = read_questions(write(file, LINE, "", "   ", LINE | {"id": "r2"}))
    assert [question.id for question in read] == ["r1", "r2"]
    assert read[0].relevant == {"000:3": 2}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "JSON"),
        ("[]", ""),
        (LINE | {"expect": "danger"}, "expect"),
        (LINE | {"relevant": {"000:3": 3}}, "relevant"),
        (LINE | {"more": 1}, "more"),
        ({"id": "r1"}, "kind"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(file: Path, line: Any, says: str) -> None:
    with pytest.raises(EvaluationError, match=rf"questions\.jsonl, line 3:.*{says}"):
        read_questions(write(file, LINE, "", line))


def test_a_file_without_questions_is_an_error(file: Path) -> None:
    with pytest.raises(EvaluationError, match="no questions"):
        read_questions(write(file, "", ""))


def test_a_missing_file_is_an_error(file: Path) -> None:
    with pytest.raises(EvaluationError, match=r"questions\.jsonl: cannot be read"):
        read_questions(file)


def test_a_file_that_is_not_text_is_an_error(file: Path) -> None:
    file.write_bytes(b"\xff\xfe{")
    with pytest.raises(EvaluationError, match="cannot be read"):
        read_questions(file)


def test_a_follow_up_has_two_turns() -> None:
    assert a_question(question="What of scooters? ||| And in Derby?").turns == ["What of scooters?", "And in Derby?"]
    assert a_question(question="What of scooters?").turns == ["What of scooters?"]


@pytest.mark.parametrize(
    ("keys", "hit1", "hit3", "ndcg"),
    [
        (["a", "b"], 1, 1, 1),
        (["b", "a"], 1, 1, (1 / 1 + 3 / math.log2(3)) / (3 + 1 / math.log2(3))),
        (["x", "a"], 0, 1, (3 / math.log2(3)) / (3 + 1 / math.log2(3))),
        (["x", "y", "z", "b"], 0, 0, (1 / math.log2(5)) / (3 + 1 / math.log2(3))),
        (["x"], 0, 0, 0),
        ([], 0, 0, 0),
    ],
)
def test_ranking_figures_are_those_worked_out_by_hand(keys: list[str], hit1: float, hit3: float, ndcg: float) -> None:
    assert ranking_figures(keys, {"a": 2, "b": 1}) == pytest.approx((hit1, hit3, ndcg))


def test_without_an_answer_there_is_nothing_to_find() -> None:
    assert ranking_figures(["a"], {}) == (0, 0, 0)


def test_more_answers_than_ten_can_still_be_ranked_perfectly() -> None:
    keys = [f"k{number}" for number in range(12)]
    assert ranking_figures(keys[:10], dict.fromkeys(keys, 1))[2] == pytest.approx(1)


def test_the_eleventh_key_does_not_count() -> None:
    assert ranking_figures([*"bcdefghijk", "a"], {"a": 2})[2] == 0


def test_each_question_is_ranked_to_a_depth_of_ten_and_gets_a_status() -> None:
    turns: list[list[str]] = []

    def rank(asked: Any) -> list[str]:
        turns.append(list(asked))
        return [*"bcdefghijk", "000:3"]

    [outcome] = evaluate([a_question(question="a ||| b")], rank, lambda asked: Status.ANSWERED)
    assert turns == [["a", "b"]]
    assert (outcome.hit1, outcome.hit3, outcome.ndcg10, outcome.status) == (0, 0, 0, Status.ANSWERED)


def test_a_question_without_an_answer_is_not_ranked() -> None:
    def rank(asked: Any) -> list[str]:
        raise AssertionError("ranked")

    [outcome] = evaluate([a_question(relevant={})], rank, lambda asked: Status.NO_PRECEDENT)
    assert outcome.right


@pytest.mark.parametrize(
    ("given", "status", "right"),
    [
        ({}, Status.ANSWERED, True),
        ({}, Status.SUPPORT, True),
        ({}, Status.NO_PRECEDENT, False),
        ({}, Status.EMERGENCY, False),
        ({"relevant": {}}, Status.NO_PRECEDENT, True),
        ({"relevant": {}}, Status.ANSWERED, False),
        ({"expect": "emergency"}, Status.EMERGENCY, True),
        ({"expect": "crisis"}, Status.CRISIS, True),
        ({"expect": "support"}, Status.SUPPORT, True),
        ({"expect": "case"}, Status.OWN_CASE, True),
        ({"expect": "inject"}, Status.REFUSED, True),
        ({"expect": "emergency"}, Status.ANSWERED, False),
    ],
)
def test_the_right_status_follows_from_the_question(given: dict[str, Any], status: Status, right: bool) -> None:
    assert Outcome(a_question(**given), 0, 0, 0, status).right is right


def test_an_answers_key_is_its_page_and_number(bot: Bot) -> None:
    keys = {result.id: key_of(result) for result in bot.search("electric scooters", 100)}
    assert keys["003_1a58a8230cb90626-q5"] == "003:5"
    assert keys["002_75e0aafe0578840e-15"] == "002:15"
