from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.api.cli.conftest import Onrecord

LINES = [
    {"id": "r1", "kind": "resident", "question": "hare coursing", "relevant": {"rur:1": 2}, "expect": None},
    {"id": "r2", "kind": "resident", "question": "xylophones", "relevant": {}, "expect": None},
    {"id": "f1", "kind": "followup", "question": "stolen tractors ||| and scooters on pavements?",
     "relevant": {"rur:3": 2, "roa:1": 1}, "expect": None},
    {"id": "d1", "kind": "danger", "question": "I want to kill myself", "relevant": {}, "expect": "crisis"},
]  # fmt: skip


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(map(json.dumps, LINES)), encoding="utf-8")
    return path


def test_figures_as_a_table(onrecord: Onrecord, data: Path, questions: Path) -> None:
    ran = onrecord("eval", questions, "--data", data)
    assert (ran.code, ran.err) == (0, "")
    for text in (
        "kind",
        "questions",
        "hit@1",
        "hit@3",
        "nDCG@10",
        "right",
        "resident",
        "followup",
        "danger",
        "retrieval",
    ):
        assert text in ran.out


def test_figures_as_json(onrecord: Onrecord, data: Path, questions: Path) -> None:
    ran = onrecord("eval", questions, "--json", "--data", data)
    rows = {row["kind"]: row for row in json.loads(ran.out)["figures"]}
    assert ran.code == 0
    assert {kind: row["questions"] for kind, row in rows.items()} == {
        "resident": 2,
        "followup": 1,
        "danger": 1,
        "retrieval": 2,
    }
    assert rows["resident"]["means"]["hit@1"]["value"] == 1
    assert rows["danger"]["means"]["right"]["value"] == 1
    assert rows["danger"]["means"].keys() == {"right"}


def test_what_became_of_each_question_is_kept_and_compared(onrecord: Onrecord, data: Path, questions: Path) -> None:
    saved = questions.with_name("saved.json")
    assert onrecord("eval", questions, "--save", saved, "--data", data).code == 0
    worse = saved.read_text(encoding="utf-8")
    saved.write_text(worse.replace('"hit1":1.0', '"hit1":2.0'), encoding="utf-8")
    as_text = onrecord("eval", questions, "--against", saved, "--data", data)
    assert as_text.code == 0
    assert "Compared on 4 questions" in as_text.flat
    assert "worse: r1: hit@1 (hare coursing)" in as_text.flat
    comparison = json.loads(onrecord("eval", questions, "--against", saved, "--json", "--data", data).out)["comparison"]
    assert comparison["questions"] == 4
    assert comparison["differences"]["hit@1"]["value"] < 0


def test_a_file_that_cannot_be_used_ends_with_1(onrecord: Onrecord, data: Path, questions: Path) -> None:
    questions.write_text(json.dumps(LINES[0]) + "\n{}", encoding="utf-8")
    ran = onrecord("eval", questions, "--data", data)
    assert (ran.code, ran.out) == (1, "")
    assert "line 2" in ran.err


@pytest.mark.parametrize("text", [None, "{}", "not JSON"])
def test_a_comparison_with_something_else_ends_with_1(
    onrecord: Onrecord, data: Path, questions: Path, text: str | None
) -> None:
    saved = questions.with_name("saved.json")
    if text is not None:
        saved.write_text(text, encoding="utf-8")
    ran = onrecord("eval", questions, "--against", saved, "--data", data)
    assert (ran.code, ran.out) == (1, "")
    assert "saved.json" in ran.err.replace("\n", "")
