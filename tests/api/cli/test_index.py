from __future__ import annotations

import json
from pathlib import Path

from index import Index, IndexSettings
from tests.api.cli.conftest import Onrecord
from tests.pages import RURAL

KEYS = {"generation", "changed", "changes", "pages", "answers", "parsed", "embedded", "doubts", "problems"}


def test_pages_become_an_index_and_the_same_pages_change_nothing(onrecord: Onrecord, house: Path) -> None:
    (house / "seeds" / "broken.txt").write_bytes(b"\xff\xfe broken")
    first = onrecord("index", "--json")
    built = json.loads(first.out)
    assert first.code == 0
    assert built.keys() == KEYS
    assert (built["changed"], built["pages"], built["answers"]) == (True, 2, 7)
    assert built["embedded"] > 7
    assert built["generation"] == Index.published(IndexSettings(data=house / ".onrecord")).name
    assert len(built["problems"]) == 1
    assert "left out:" in first.err
    assert "broken.txt" in first.err
    assert "published: 7 answers of 2 pages" in first.err
    assert "because there was no index" in first.err
    assert (built["parsed"], built["changes"]["causes"]) == (2, ["first"])

    second = onrecord("index", "seeds")
    assert (second.code, second.out) == (0, "")
    assert "unchanged: 7 answers of 2 pages" in second.err
    assert "; 0 pages parsed, 0 texts embedded" in second.err
    assert "because" not in second.err


def test_what_changed_is_named(onrecord: Onrecord, words: IndexSettings, house: Path) -> None:
    assert onrecord("index").code == 0
    text = (house / "seeds" / "rural.txt").read_text(encoding="utf-8")
    (house / "seeds" / "rural.txt").write_text(text.replace("told within a day", "told at once"), encoding="utf-8")
    ran = onrecord("index")
    assert "because pages changed; pages changed: 1 (rural.txt); answers changed: 1 (rural-q2)" in ran.err
    assert "; 1 pages parsed, 1 texts embedded" in ran.err


def test_answers_are_lost_only_if_asked_for(onrecord: Onrecord, words: IndexSettings, house: Path) -> None:
    text = RURAL.replace("received three", "received five")
    assert onrecord("index", "--data", "data", "seeds").code == 0
    (house / "seeds" / "roads.txt").unlink()
    (house / "seeds" / "rural.txt").write_text(text, encoding="utf-8")
    refused = onrecord("index", "--data", "data", "seeds")
    assert refused.code == 1
    assert "--allow-shrink" in refused.err
    allowed = onrecord("index", "--data", "data", "--allow-shrink", "seeds")
    assert allowed.code == 0
    assert "1 lines were read with a doubt: see onrecord doctor" in " ".join(allowed.err.split())


def test_a_folder_without_pages_ends_with_1(onrecord: Onrecord, house: Path) -> None:
    (house / "none").mkdir()
    for folder in ("none", "missing"):
        ran = onrecord("index", folder, "--json")
        assert (ran.code, ran.out) == (1, "")
        assert folder in ran.err
    assert not (house / ".onrecord" / "CURRENT").exists()
