"""A manifest comes back as written, or is refused."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import GenerationError
from index.passages import PassageKind
from index.stores.manifest import Canary, Manifest, digest
from tests.index.conftest import edit_manifest

MANIFEST = Manifest(
    schema_version=1,
    generation="g1",
    created=dt.datetime(2024, 2, 29, 12, tzinfo=dt.UTC),
    source_digest="abc",
    pages={"rural.txt": "0" * 64},
    withheld=("rural-q1 suppressed",),
    notes={"rural.txt": "1"},
    wordings={"rural.txt": "2"},
    answers={"rural-q1": "3"},
    reader_versions={"rural.txt": "1"},
    parser_version="1",
    reader_versions={},
    chunking="sentences-1",
    model="words",
    model_fingerprint="words",
    dimension=2,
    metric="cosine",
    chromadb_version="1.5.9",
    counts={"pages": 1},
    ids_digest="def",
    files={"words.sqlite": "0" * 64},
    canaries=(Canary(kind=PassageKind.QUESTION, passage_id="rural-q1/question/0", vector=[0.6, 0.8]),),
)


def test_a_manifest_comes_back_equal(tmp_path) -> None:
    MANIFEST.write(tmp_path)
    assert Manifest.read(tmp_path) == MANIFEST


@pytest.mark.parametrize("content", ["", "garbage", "[]", "{}", "\0\0"])
def test_what_is_no_manifest_is_refused(tmp_path, content) -> None:
    (tmp_path / "manifest.json").write_text(content)
    with pytest.raises(GenerationError, match=r"manifest\.json: is no manifest of this software \(\d+ faults\)"):
        Manifest.read(tmp_path)


def test_a_missing_manifest_is_refused(tmp_path) -> None:
    with pytest.raises(GenerationError, match=r"manifest\.json: cannot be read \(No such file"):
        Manifest.read(tmp_path)


@pytest.mark.parametrize(
    "change",
    [
        lambda manifest: manifest.update(colour="red"),
        lambda manifest: manifest.pop("ids_digest"),
        lambda manifest: manifest.update(dimension="wide"),
        lambda manifest: manifest["canaries"][0].update(kind="poem"),
    ],
    ids=["extra key", "missing key", "wrong type", "unknown kind"],
)
def test_a_manifest_that_differs_in_one_key_is_refused(tmp_path, change) -> None:
    MANIFEST.write(tmp_path)
    edit_manifest(tmp_path, change)
    with pytest.raises(GenerationError, match="1 faults"):
        Manifest.read(tmp_path)


@given(st.lists(st.text("ab", min_size=1)), st.lists(st.text("ab", min_size=1)))
def test_different_texts_have_different_digests(one, other) -> None:
    assert (digest(one) == digest(other)) == (one == other)
