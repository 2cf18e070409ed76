"""Rules as data: what fires, what cancels, and what a malformed file says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.gates import Gate, Gates, RulesError, Verdict
from bot.gates.rulebook import read_rulebook

RULES = """
[words]
beast = ['wolf', 'bears?']
loose = ['{beast} (?:is|are) out']

[[rule]]
id = "low"
gate = "refused"
why = "The least urgent of the three."
any = ['{beast}']

[[rule]]
id = "all_and_any"
gate = "support"
why = "Needs every one of all and one of any."
all = ['{loose}', 'village']
any = ['now', 'tonight']
unless = ['story']
unless_anywhere = ['cinema']

[[rule]]
id = "high"
gate = "emergency"
why = "The most urgent of the three."
all = ['{loose}', 'teeth']

[[rule]]
id = "marks"
gate = "own_case"
why = "Looks inside words and mark-up."
any = ['</x>']
whole_words = false
"""


def gates(tmp_path: Path, text: str) -> Gates:
    path = tmp_path / "rules.toml"
    path.write_text(text, encoding="utf-8")
    return Gates(read_rulebook(path))


@pytest.mark.parametrize(
    ("question", "rule"),
    [
        ("The wolf is out in the village now", "all_and_any"),
        ("The bears are out. The village must know tonight", "all_and_any"),
        ("The wolf is out in the village", "low"),
        ("The wolf is out now", "low"),
        ("A story: the wolf is out in the village now", "low"),
        ("The wolf is out in the village now. It is Monday. At the cinema", "low"),
        ("The wolf is out. It is Monday. In the village now", "low"),
        ("The wolf is out in the village now with all its teeth", "high"),
        ("The wolves are out in the village now", None),
        ("Werewolf", None),
        ("a</x>b", "marks"),
        ("", None),
    ],
)
def test_a_rule_needs_all_and_any_near_each_other_and_no_unless(
    tmp_path: Path, question: str, rule: str | None
) -> None:
    verdict = gates(tmp_path, RULES).check(question)
    assert (verdict.rule if verdict else None) == rule


def test_the_most_urgent_gate_is_the_verdict_whatever_the_order_of_the_file(tmp_path: Path) -> None:
    verdict = gates(tmp_path, RULES).check("the wolf is out in the village now, teeth </x>")
    assert verdict == Verdict(Gate.EMERGENCY, "high")


def test_the_gates_are_listed_in_order_of_urgency() -> None:
    assert list(Gate) == ["emergency", "crisis", "support", "own_case", "refused"]


RULE = '[[rule]]\nid = "one"\ngate = "crisis"\nwhy = "Some good reason."\n'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[rule", "cannot be read as TOML"),
        ("", "rule: Field required"),
        (RULE, "rule 'one': Value error, give 'all' or 'any'"),
        (RULE + "any = ['a']\ncolour = 1", "rule 'one', colour: Extra inputs"),
        (RULE.replace("crisis", "calm") + "any = ['a']", "rule 'one', gate: Input should be"),
        (RULE.replace("Some good reason.", "x") + "any = ['a']", "rule 'one', why"),
        (RULE.replace('id = "one"\n', "") + "any = ['a']", "rule number 0 (counted from 0, no id), id: Field required"),
        (RULE.replace('"one"', '"O N E"') + "any = ['a']", "rule 'O N E', id"),
        (2 * (RULE + "any = ['a']\n"), "rule ids given twice: one"),
        (RULE + "any = ['(a']", "rule 'one', any: is not a regular expression"),
        (RULE + "unless = ['b{1,}']\nany = ['a']", "rule 'one', unless: a repeat needs an upper bound"),
        (RULE + "any = ['a.*b']", "rule 'one', any: * and + are unbounded"),
        (RULE + "any = ['a+']", "rule 'one', any: * and + are unbounded"),
        (RULE + "any = ['a{0,900}']", "rule 'one', any: a repeat needs an upper bound of at most 60"),
        (RULE + 'any = ["can\'t"]', "rule 'one', any: write words without apostrophes"),
        (RULE + "any = ['a ']", "rule 'one', any: begins or ends with a space"),
        (RULE + "all = ['{nobody}']", "rule 'one', all: {nobody} is not a vocabulary"),
        ("[words]\na = ['{b}']\nb = ['x']\n" + RULE + "any = ['a']", "vocabulary 'a': {b} is not a vocabulary"),
        ("[[likeness]]\ngate = 'crisis'\n" + RULE + "any = ['a']", "likeness: Extra inputs"),
    ],
)
def test_a_malformed_file_is_named_with_the_rule_and_what_to_mend(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(RulesError, match=re.escape(says)) as raised:
        gates(tmp_path, text)
    assert "rules.toml" in str(raised.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RulesError, match=r"absent\.toml: cannot be read"):
        read_rulebook(tmp_path / "absent.toml")


@pytest.mark.parametrize("pattern", ["[*+]x", r"\*\+", "a{2}", "a{0,60}", "(?:ab){1,3}?"])
def test_bounded_patterns_are_taken(tmp_path: Path, pattern: str) -> None:
    assert gates(tmp_path, f"{RULE}any = ['{pattern}']").check("nothing of the kind") is None
