from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.gates.reader import read_fit
from tests.api.cli.conftest import Onrecord

WORDS = {"wolf": "emergency", "cliff": "crisis", "hurt": "support", "mine": "own_case", "fool": "refused", "zoo": None}


@pytest.fixture
def examples(tmp_path: Path) -> Path:
    path = tmp_path / "examples.jsonl"
    rows = [{"text": f"{word} number {i}", "gate": gate} for word, gate in WORDS.items() for i in range(12)]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


@pytest.mark.usefixtures("fake_model")
def test_gates_are_judged_on_what_they_have_not_seen(onrecord: Onrecord, examples: Path) -> None:
    ran = onrecord("gates", examples)
    assert ran.code == 0
    assert ran.flat.count("72 examples, five-fold cross-validation") == 2
    assert "by words alone" in ran.flat
    assert ran.flat.count("emergency 100.0%") == 2
    assert ran.flat.count("nothing 0.0%") == 2
    assert ran.flat.count("doubtful_danger") == 2


@pytest.mark.usefixtures("fake_model")
def test_fits_are_saved_one_a_model(onrecord: Onrecord, examples: Path, tmp_path: Path) -> None:
    folder = tmp_path / "fits"
    ran = onrecord("gates", examples, "--save", folder, "--json")
    printed = json.loads(ran.out)
    saved = [read_fit(path).about for path in (folder / "words-alone.npz", folder / "words.npz")]
    assert ran.code == 0
    assert [about["sha256"] for about in printed] == [about.sha256 for about in saved]
    assert [about["fingerprint"] for about in printed] == ["", "words"]


@pytest.mark.usefixtures("fake_model")
def test_a_malformed_example_is_named(onrecord: Onrecord, tmp_path: Path) -> None:
    path = tmp_path / "examples.jsonl"
    path.write_text('{"text": "a wolf", "gate": "calm"}', encoding="utf-8")
    ran = onrecord("gates", path)
    assert ran.code == 1
    assert "examples.jsonl, line 1: gate" in ran.err
