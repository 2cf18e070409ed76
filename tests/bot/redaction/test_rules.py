"""The rules file: bounded, and plain about what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import WordingError
from bot.redaction.rules import marks_of, read_rules


def test_the_packaged_rules_are_bounded_and_each_kind_has_a_mark() -> None:
    rules = read_rules()
    marks = marks_of(rules, "name")
    assert len({marks[rule.kind] for rule in rules}) == len({rule.kind for rule in rules})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("rule = [", "cannot be used"),
        ('words = {}\nrule = [{id = "x", kind = "x", pattern = "y"}]', "cannot be used"),
        ('words = {}\nrule = [{id = "x", kind = "x", patterns = ["y+"]}]', "rule 'x'"),
        ('words = {a = ["{b}"]}\nrule = []', "vocabulary 'a'"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "rules.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WordingError, match=says) as raised:
        read_rules(path)
    assert str(path) in str(raised.value)


def test_no_file_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(WordingError, match=r"none\.toml"):
        read_rules(tmp_path / "none.toml")
