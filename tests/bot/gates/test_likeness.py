"""A second opinion from examples, where no rule fires."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.gates import Gate, Gates, RulesError, Verdict
from bot.gates.examples import read_examples
from bot.gates.likeness import Likeness, features
from bot.gates.rulebook import read_rulebook
from bot.gates.schema import Example

EXAMPLES = [
    *(
        Example(text=f"the wolf is {where} now", gate=Gate.EMERGENCY)
        for where in ("here", "inside", "upstairs", "near")
    ),
    *(Example(text=f"do you keep {what} in the zoo", gate=None) for what in ("wolves", "bears", "cats", "birds")),
]
RULES = """
[[likeness]]
gate = "emergency"
margin = {margin}
unless = ['film']

[[rule]]
id = "never"
gate = "refused"
why = "Fires on nothing typed here."
any = ['zebra']
"""


@pytest.fixture(scope="module")
def likeness() -> Likeness:
    return Likeness(EXAMPLES)


def gates(tmp_path: Path, likeness: Likeness | None, margin: float = 0.5) -> Gates:
    path = tmp_path / "rules.toml"
    path.write_text(RULES.format(margin=margin), encoding="utf-8")
    return Gates(read_rulebook(path), likeness)


def test_features_are_words_pairs_and_pieces() -> None:
    assert features("wolf!").keys() == {
        "w ^",
        "w wolf",
        "w !",
        "w $",
        "w ^ wolf",
        "w wolf !",
        "w ! $",
        " wol",
        "wolf",
        "olf ",
    }


def test_the_closest_gate_comes_with_a_margin(likeness: Likeness) -> None:
    danger, question = likeness.closest("the wolf is downstairs now"), likeness.closest("do you keep lions in the zoo")
    assert danger is not None
    assert question is not None
    assert danger[0] is Gate.EMERGENCY
    assert danger[1] > 0.5 > 0 > question[1]


def test_what_shares_nothing_with_any_example_is_like_nothing(likeness: Likeness) -> None:
    strange, empty = likeness.closest("xyzzy plugh"), likeness.closest("")
    assert strange is not None
    assert empty is not None
    assert abs(strange[1] - empty[1]) < 0.5


def test_a_long_letter_is_not_compared(likeness: Likeness) -> None:
    assert likeness.closest("the wolf is here now " * 40) is None


def test_the_same_examples_read_the_same(likeness: Likeness) -> None:
    assert Likeness(EXAMPLES).closest("the wolf is in now") == likeness.closest("the wolf is in now")


@pytest.mark.parametrize(
    ("question", "margin", "closes"),
    [
        ("The wolf is downstairs now", 0.5, True),
        ("The wolf is downstairs now", 1.9, False),
        ("In the film the wolf is downstairs now", 0.1, False),
        ("Do you keep wolves", 0.1, False),
        ("the wolf is here now " * 40, 0.1, False),
    ],
)
def test_likeness_closes_a_gate_past_its_margin_unless_cancelled(
    tmp_path: Path, likeness: Likeness, question: str, margin: float, closes: bool
) -> None:
    verdict = gates(tmp_path, likeness, margin).check(question)
    assert verdict == (Verdict(Gate.EMERGENCY, "like_emergency_examples") if closes else None)


def test_a_gate_without_a_margin_is_closed_by_rules_alone(tmp_path: Path) -> None:
    crisis = Likeness([example.model_copy(update={"gate": example.gate and Gate.CRISIS}) for example in EXAMPLES])
    assert gates(tmp_path, crisis).check("the wolf is downstairs now") is None


def test_without_examples_the_rules_stand_alone(tmp_path: Path) -> None:
    assert gates(tmp_path, None).check("the wolf is downstairs now") is None
    assert gates(tmp_path, None).check("zebra") == Verdict(Gate.REFUSED, "never")


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
