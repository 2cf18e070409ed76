"""Fitting on examples, and what is said of examples that were not seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.gates import Gate, RulesError, Training
from bot.gates.examples import read_examples
from bot.gates.reader import hash_of
from tests.bot.gates.conftest import GATES, WORDS


@pytest.mark.parametrize("gate", GATES)
def test_unseen_examples_are_judged_by_gate(trainings: tuple[Training, Training], gate: Gate | None) -> None:
    for training in trainings:
        closed = [verdict.gate if verdict else None for verdict in training.verdicts(gate)]
        assert len(closed) == 20
        assert closed.count(gate) >= 15


def test_a_fit_says_what_it_is_of(trainings: tuple[Training, Training], examples: Path) -> None:
    words, meaning = (training.fit for training in trainings)
    assert words.about.model == words.about.fingerprint == ""
    assert (meaning.about.model, meaning.about.fingerprint) == ("a model", "1234")
    assert words.meaning.shape == (0, len(GATES))
    assert meaning.meaning.shape == (len(WORDS), len(GATES))
    assert {fit.about.sha256 for fit in (words, meaning)} == {hash_of(examples)}


def test_the_doubtful_bars_lie_lower(trainings: tuple[Training, Training]) -> None:
    for training in trainings:
        bars = training.fit.about.bars
        assert bars.doubtful_danger <= bars.danger
        assert bars.doubtful_own_case <= bars.own_case


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"text": "a", "gate": null}\n{"text": "b"}', "line 2: gate: Field required"),
        ('{"text": "a", "gate": "calm"}', "line 1: gate: Input should be"),
        ('{"text": "a", "gate": null, "half": "held"}', "line 1: half: Extra inputs"),
        ("wolf", "line 1: : Invalid JSON"),
        ("\n\n", "holds no examples"),
    ],
)
def test_a_malformed_example_is_named_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "examples.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RulesError, match=says):
        read_examples(path)


def test_a_missing_file_of_examples_is_named(tmp_path: Path) -> None:
    with pytest.raises(RulesError, match=r"absent\.jsonl: cannot be read"):
        read_examples(tmp_path / "absent.jsonl")
