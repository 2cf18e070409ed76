"""A fit in its file, and at work beside the rules."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.gates import Gate, Gates, RulesError, Training, Verdict
from bot.gates.reader import PACKAGED, WORDS_ALONE, Reader, hash_of, read_fit
from bot.gates.rulebook import read_rulebook
from tests.bot.gates.conftest import GATES, WORDS, embed
from tests.bot.gates.test_reading import BARS

RULES = """
[[rule]]
id = "named"
gate = "{gate}"
why = "Fires on one word."
any = ['lantern']
"""


@pytest.fixture
def readers(trainings: tuple[Training, Training]) -> dict[str, Reader]:
    fits = [training.fit for training in trainings]
    return {
        fit.about.fingerprint: Reader(replace(fit, about=fit.about.model_copy(update={"bars": BARS}))) for fit in fits
    }


def gates(tmp_path: Path, readers: dict[str, Reader], gate: str = "own_case") -> Gates:
    path = tmp_path / "rules.toml"
    path.write_text(RULES.format(gate=gate), encoding="utf-8")
    return Gates(read_rulebook(path), readers)


@pytest.mark.parametrize(("word", "gate"), [*zip(WORDS, GATES, strict=True)])
def test_the_gates_are_told_apart_with_and_without_meaning(
    tmp_path: Path, readers: dict[str, Reader], word: str, gate: Gate | None
) -> None:
    checks, text = gates(tmp_path, readers), f"quietly said {word}"
    for verdict in (checks.check(text), checks.check(text, embed([text])[0], "1234")):
        assert (verdict.gate if verdict else None) == gate


def test_another_model_s_vector_is_not_read(tmp_path: Path, readers: dict[str, Reader]) -> None:
    checks = gates(tmp_path, readers)
    text = "zoo number 3 said quietly"
    assert checks.can_read("1234")
    assert not checks.can_read("5678")
    assert checks.check(text, embed(["wolf wolf"])[0], "5678") == checks.check(text)


def test_meaning_counts_beside_words(tmp_path: Path, readers: dict[str, Reader]) -> None:
    checks, strange = gates(tmp_path, readers), "xyzzy"
    assert checks.check(strange) != checks.check(strange, 20 * embed(["wolf"])[0], "1234")


def test_without_a_reader_rules_stand_alone(tmp_path: Path) -> None:
    checks = gates(tmp_path, {})
    assert not checks.can_read(WORDS_ALONE)
    assert checks.check("wolf number 3 said quietly") is None
    assert checks.check("a lantern") == Verdict(Gate.OWN_CASE, "named")


@pytest.mark.parametrize(
    ("gate", "becomes"),
    [
        ("emergency", Verdict(Gate.EMERGENCY, "named", sure=False)),
        ("crisis", Verdict(Gate.CRISIS, "named", sure=False)),
        ("own_case", None),
        ("refused", None),
    ],
)
def test_a_rule_gives_way_to_a_plainly_ordinary_question_but_danger_stays(
    tmp_path: Path, readers: dict[str, Reader], gate: str, becomes: Verdict | None
) -> None:
    text = "zoo lantern number 3 said quietly"
    assert gates(tmp_path, readers, gate).check(text, embed([text])[0], "1234") == becomes


def test_a_fit_reads_the_same_when_saved(trainings: tuple[Training, Training], tmp_path: Path) -> None:
    for training in trainings:
        path = training.fit.save(tmp_path / "fits")
        before, after = Reader(training.fit), Reader(read_fit(path))
        vector = embed(["a wolf"])[0] if training.fit.about.fingerprint else None
        assert after.bars == before.bars
        assert after.read("a wolf", vector).ordinary == pytest.approx(before.read("a wolf", vector).ordinary, abs=0.01)
    assert sorted(path.name for path in (tmp_path / "fits").iterdir()) == ["1234.npz", "words-alone.npz"]


def test_a_file_that_is_not_a_fit_is_named(tmp_path: Path) -> None:
    (tmp_path / "words.npz").write_text("[{}]", encoding="utf-8")
    with pytest.raises(RulesError, match=r"words\.npz: cannot be used .*onrecord gates --save"):
        read_fit(tmp_path / "words.npz")


def test_a_fit_of_another_version_is_named(trainings: tuple[Training, Training], tmp_path: Path) -> None:
    narrow = replace(trainings[0].fit, words=np.zeros((8, 6), dtype=np.float32))
    with pytest.raises(RulesError, match=r"cannot be used \(of another version\)"):
        read_fit(narrow.save(tmp_path))


def test_the_packaged_fits_are_of_the_packaged_examples() -> None:
    paths = sorted(PACKAGED.glob("*.npz"))
    assert len(paths) >= 2
    for path in paths:
        about = read_fit(path).about
        assert about.sha256 == hash_of(), (
            f"{path.name} was fitted on other examples: onrecord gates --save bot/gates/fits"
        )
