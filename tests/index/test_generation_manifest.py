"""What a generation says of itself is checked before any of it is opened."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from index import Generation, GenerationError, IndexSettings
from index.stores.manifest import Manifest
from tests.index.conftest import ANSWERS, current, edit_manifest


@pytest.fixture
def folder(small, tmp_path) -> Path:
    return shutil.copytree(current(small), tmp_path / "generation")


def open_copy(folder: Path, fingerprint: str = "words") -> None:
    Generation.open(folder, IndexSettings(), fingerprint).close()


FOREIGN = [
    ("schema_version", 99, r"written by another version of this software \(99; here: \d"),
    ("chunking", "paragraphs-7", r"cuts answers another way \(paragraphs-7; here: sentences-"),
    ("metric", "l2", r"uses another metric \(l2; here: cosine\)"),
    ("chromadb_version", "0.4.1", r"written by another chromadb \(0\.4\.1; here: 1\."),
    ("model_fingerprint", "another", r"embedded with another model \(another; here: words\)"),
]


def test_a_generation_opens_as_it_was_built(folder) -> None:
    open_copy(folder)


@pytest.mark.parametrize(("key", "value", "message"), FOREIGN, ids=[key for key, _, _ in FOREIGN])
def test_a_foreign_generation_is_refused_with_its_own_message(folder, key, value, message) -> None:
    edit_manifest(folder, lambda manifest: manifest.update({key: value}))
    with pytest.raises(GenerationError, match=f"{folder}: .*{message}.*Build again: onrecord index"):
        open_copy(folder)


def test_another_model_than_the_one_it_was_built_with_is_refused(folder) -> None:
    with pytest.raises(GenerationError, match="another model"):
        open_copy(folder, "another")


@pytest.mark.parametrize("name", ["catalogue.sqlite", "words.sqlite"])
@pytest.mark.parametrize("damage", ["gone", "truncated", "flipped"])
def test_a_damaged_database_is_refused_before_it_is_opened(folder, name, damage) -> None:
    content = (folder / name).read_bytes()
    (folder / name).unlink()
    if damage != "gone":
        changed = content[:-1] if damage == "truncated" else content[:-1] + bytes([content[-1] ^ 1])
        (folder / name).write_bytes(changed)
    with pytest.raises(GenerationError, match=f"{name}: is gone or not as it was written"):
        open_copy(folder)


def test_an_unreadable_manifest_is_refused(folder) -> None:
    (folder / "manifest.json").write_text("{")
    with pytest.raises(GenerationError, match="is no manifest"):
        open_copy(folder)


def test_a_manifest_says_what_was_indexed(small) -> None:
    manifest = Manifest.read(current(small))
    assert sorted(manifest.pages) == ["roads.txt", "rural.txt"]
    assert manifest.counts["answers"] == len(ANSWERS)
    assert manifest.dimension == 64
    assert manifest.generation == current(small).name
    assert len(manifest.canaries) >= 8
    assert json.loads(manifest.model_dump_json())["model"] == small.model
