"""The reading of meaning: fitted on examples, applied by fingerprint, beside the rules."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.gates import Gate, Gates, RulesError, Training, Verdict, train, write_meaning
from bot.gates.likeness import Likeness
from bot.gates.meaning import Bars, Meaning, Read, read_meanings
from bot.gates.rulebook import read_rulebook
from bot.gates.schema import Example

WORDS = ("wolf", "cliff", "hurt", "mine", "fool", "zoo")
GATES = (*Gate, None)
EXAMPLES = [
    Example(text=f"{word} number {i} said quietly", gate=gate)
    for word, gate in zip(WORDS, GATES, strict=True)
    for i in range(20)
]
BARS = Bars(
    danger=0.6, doubtful_danger=0.3, support=0.3, own_case=0.5, doubtful_own_case=0.3, refused=0.5, ordinary=0.7
)
RULES = """
[[rule]]
id = "named"
gate = "{gate}"
why = "Fires on one word."
any = ['lantern']
"""


def embed(texts: Sequence[str]) -> np.ndarray:
    """One dimension a word: the meaning of these texts is plain."""
    return np.array([[float(word in text) for word in WORDS] for text in texts], dtype=np.float32)


@pytest.fixture(scope="module")
def training() -> Training:
    return train(embed, "a model", "1234", EXAMPLES)


def gates(tmp_path: Path, training: Training, gate: str = "own_case") -> Gates:
    path = tmp_path / "rules.toml"
    path.write_text(RULES.format(gate=gate), encoding="utf-8")
    fit = training.fit.model_copy(update={"bars": BARS})
    return Gates(read_rulebook(path), Likeness(EXAMPLES), {"1234": Meaning(fit)})


def read(**gate: float) -> Read:
    full = {each: gate.get(each.value, 0.0) for each in Gate}
    return Read(1 - sum(full.values()), full)


def test_a_fit_tells_the_gates_apart_by_meaning(training: Training, tmp_path: Path) -> None:
    checks = gates(tmp_path, training)
    for word, gate in zip(WORDS, GATES, strict=True):
        text = f"quietly said {word}"
        verdict = checks.check(text, embed([text])[0], "1234")
        assert (verdict.gate if verdict else None) == gate


def test_another_model_s_vector_is_not_read(training: Training, tmp_path: Path) -> None:
    checks = gates(tmp_path, training)
    assert not checks.can_read("5678")
    assert checks.check("a lantern", embed(["wolf"])[0], "5678") == Verdict(Gate.OWN_CASE, "named")


@pytest.mark.parametrize(
    ("gate", "becomes"),
    [
        ("emergency", Verdict(Gate.EMERGENCY, "named", sure=False)),
        ("crisis", Verdict(Gate.CRISIS, "named", sure=False)),
        ("own_case", None),
        ("refused", None),
    ],
)
def test_a_rule_gives_way_to_a_plainly_ordinary_meaning_but_danger_stays(
    training: Training, tmp_path: Path, gate: str, becomes: Verdict | None
) -> None:
    text = "zoo lantern number 3 said quietly"
    assert gates(tmp_path, training, gate).check(text, embed([text])[0], "1234") == becomes


@pytest.mark.parametrize(
    ("probabilities", "closes"),
    [
        ({"emergency": 0.4, "crisis": 0.3}, Verdict(Gate.EMERGENCY, "means_emergency")),
        ({"emergency": 0.3, "crisis": 0.4}, Verdict(Gate.CRISIS, "means_crisis")),
        ({"emergency": 0.35}, Verdict(Gate.EMERGENCY, "means_emergency", sure=False)),
        ({"emergency": 0.35, "support": 0.4}, Verdict(Gate.SUPPORT, "means_support")),
        ({"own_case": 0.55}, Verdict(Gate.OWN_CASE, "means_own_case")),
        ({"own_case": 0.35}, Verdict(Gate.OWN_CASE, "means_own_case", sure=False)),
        ({"refused": 0.55}, Verdict(Gate.REFUSED, "means_refused")),
        ({"refused": 0.45}, None),
    ],
)
def test_bars_decide_in_order_of_urgency(probabilities: dict[str, float], closes: Verdict | None) -> None:
    assert read(**probabilities).closes(BARS) == closes


@pytest.mark.parametrize(
    ("verdict", "follow"),
    [
        (Verdict(Gate.EMERGENCY, "x"), False),
        (Verdict(Gate.EMERGENCY, "x", sure=False), True),
        (Verdict(Gate.SUPPORT, "x"), True),
        (Verdict(Gate.REFUSED, "x", sure=False), False),
    ],
)
def test_answers_follow_in_doubt_but_never_a_refusal(verdict: Verdict, follow: bool) -> None:
    assert verdict.answers_follow is follow


def test_unseen_scores_are_those_of_a_likeness_without_the_example() -> None:
    few = EXAMPLES[::4]
    whole = Likeness(few)
    unseen = whole.unseen_scores(few)
    seen = np.stack([whole.scores(example.text) for example in few])
    assert unseen.shape == (len(few), len(GATES))
    assert np.abs(unseen).max() < 3
    assert not np.allclose(unseen, seen)


def test_a_fit_is_kept_by_its_model(training: Training, tmp_path: Path) -> None:
    path = tmp_path / "meaning.json"
    write_meaning(training.fit, path)
    write_meaning(training.fit.model_copy(update={"fingerprint": "5678"}), path)
    write_meaning(training.fit, path)
    assert sorted(fit.fingerprint for fit in read_meanings(path)) == ["1234", "5678"]


def test_a_file_that_is_not_a_fit_is_named(tmp_path: Path) -> None:
    path = tmp_path / "meaning.json"
    path.write_text("[{}]", encoding="utf-8")
    with pytest.raises(RulesError, match=r"meaning\.json: cannot be used .*onrecord gates"):
        read_meanings(path)


def test_training_says_what_closed_on_examples_it_had_not_seen(training: Training) -> None:
    verdicts = training.verdicts(Gate.EMERGENCY)
    assert len(verdicts) == 20
    assert all(verdict and verdict.gate is Gate.EMERGENCY for verdict in verdicts)
