from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import Outcome, Question, Status, compare, figures


def an_outcome(
    name: str = "r1", figure: float = 1, kind: str = "resident", status: Status = Status.ANSWERED, **given: Any
) -> Outcome:
    asked = {"id": name, "kind": kind, "question": "Are they legal?", "relevant": {"000:3": 2}, "expect": None}
    return Outcome(Question.model_validate(asked | given), figure, figure, figure, status)


def test_figures_are_means_by_kind_in_order_and_over_all_that_have_an_answer() -> None:
    found = figures(
        [
            an_outcome("s1", 1, "staff"),
            an_outcome("r1", 0),
            an_outcome("r2", 0.5),
            an_outcome("r3", 0, relevant={}),
            an_outcome("d1", 0, "danger", Status.CRISIS, relevant={}, expect="crisis"),
        ]
    )
    rows = {row.kind: row for row in found}
    means = {kind: {name: mean.value for name, mean in row.means.items()} for kind, row in rows.items()}
    assert list(rows) == ["staff", "resident", "danger", "retrieval"]
    assert [row.questions for row in found] == [1, 3, 1, 3]
    assert means["staff"] == {"hit@1": 1, "hit@3": 1, "nDCG@10": 1, "right": 1}
    assert means["resident"] == pytest.approx({"hit@1": 0.25, "hit@3": 0.25, "nDCG@10": 0.25, "right": 2 / 3})
    assert means["danger"] == {"right": 1}
    assert means["retrieval"] == pytest.approx({"hit@1": 0.5, "hit@3": 0.5, "nDCG@10": 0.5, "right": 1})


def test_without_an_answerable_question_there_is_no_row_for_retrieval() -> None:
    assert [row.kind for row in figures([an_outcome(kind="danger", relevant={}, expect="crisis")])] == ["danger"]
    assert figures([]) == []


@settings(deadline=None, max_examples=20)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_a_mean_lies_in_its_interval_and_is_the_same_each_time(values: list[float]) -> None:
    outcomes = [an_outcome(f"r{number}", value) for number, value in enumerate(values)]
    [resident, _] = figures(outcomes)
    mean = resident.means["hit@1"]
    assert mean.value == pytest.approx(sum(values) / len(values))
    assert min(values) - 1e-9 <= mean.low <= mean.value + 1e-9
    assert mean.value - 1e-9 <= mean.high <= max(values) + 1e-9
    assert figures(outcomes)[0] == resident


def test_two_evaluations_are_compared_question_by_question() -> None:
    before = [an_outcome("r1", 0), an_outcome("r2", 1), an_outcome("gone", 1)]
    after = [an_outcome("r2", 0.5), an_outcome("r1", 1), an_outcome("new", 0)]
    comparison = compare(before, after)
    assert comparison.questions == 2
    assert comparison.differences["hit@1"].value == pytest.approx(0.25)
    assert comparison.differences["right"].value == 0
    assert [line.split(":")[0] for line in comparison.worse] == ["r2"]
    assert all(name in comparison.worse[0] for name in ("hit@1", "hit@3", "nDCG@10", "Are they legal?"))
    assert "right" not in comparison.worse[0]


def test_without_a_question_in_common_there_is_nothing_to_compare() -> None:
    comparison = compare([an_outcome("a")], [an_outcome("b")])
    assert (comparison.questions, comparison.differences, comparison.worse) == (0, {}, ())
