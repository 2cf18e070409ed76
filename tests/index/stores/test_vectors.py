"""Chroma holds what it was given, finds the nearest of it, and is never made by opening it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index import GenerationError
from index.passages import Passage, PassageKind
from index.stores.vectors import VectorStore, write_vectors

QUESTION, ALTERNATE, RESPONSE = PassageKind
COUNT = 450
PASSAGES = [
    Passage(f"a-{at % 30}/{kind}/{at // 30}", f"a-{at % 30}", kind, 0, 1, "x")
    for at in range(COUNT)
    for kind in (QUESTION if at < 30 else RESPONSE,)
]


def unit(rows: int, seed: int) -> np.ndarray:
    vectors = np.random.default_rng(seed).normal(size=(rows, 32)).astype(np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


VECTORS = unit(COUNT, 1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("vectors") / "chroma"
    write_vectors(path, "g1", PASSAGES, VECTORS)
    return path


@pytest.fixture(scope="module")
def store(folder) -> Iterator[VectorStore]:
    opened = VectorStore.open(folder, "g1")
    yield opened
    opened.close()


def exact(kind: PassageKind, vector: np.ndarray, among: set[str] | None = None) -> list[tuple[str, float]]:
    rows = [
        (passage.id, float(vector @ own))
        for passage, own in zip(PASSAGES, VECTORS, strict=True)
        if passage.kind is kind and (among is None or passage.answer_id in among)
    ]
    return sorted(rows, key=lambda row: -row[1])


@pytest.mark.parametrize("kind", [QUESTION, RESPONSE])
@pytest.mark.parametrize("among", [None, {"a-3"}, {"a-1", "a-2", "a-29"}], ids=["all", "one answer", "three answers"])
def test_the_nearest_come_in_order_with_their_cosine(store, kind, among) -> None:
    for vector in unit(5, 2):
        expected = exact(kind, vector, among)[:10]
        found = store.nearest(kind, vector, 10, among)
        assert [name for name, _ in found] == [name for name, _ in expected]
        assert [cosine for _, cosine in found] == pytest.approx([cosine for _, cosine in expected], abs=1e-5)


def test_more_than_there_are_gives_all_there_are(store) -> None:
    assert len(store.nearest(QUESTION, VECTORS[0], 1000)) == 30
    assert len(store.nearest(RESPONSE, VECTORS[0], 1000, {"a-3"})) == 14


def test_a_kind_that_no_passage_has_is_empty(store) -> None:
    assert store.nearest(ALTERNATE, VECTORS[0], 3) == []
    assert store.nearest(ALTERNATE, VECTORS[0], 3, {"a-3"}) == []
    assert len(store.fetch(ALTERNATE)[0]) == 0
    assert store.fetch(ALTERNATE, ["a-3/alternate/0"])[0] == []


def test_an_unknown_answer_has_no_neighbours(store) -> None:
    assert store.nearest(QUESTION, VECTORS[0], 3, {"nobody"}) == []


def test_all_vectors_come_back_as_written(store) -> None:
    for kind in (QUESTION, RESPONSE):
        names, vectors = store.fetch(kind)
        place = {passage.id: at for at, passage in enumerate(PASSAGES)}
        assert set(names) == {passage.id for passage in PASSAGES if passage.kind is kind}
        assert vectors == pytest.approx(VECTORS[[place[name] for name in names]], abs=1e-6)


def test_vectors_are_fetched_by_id_and_unknown_ids_are_left_out(store) -> None:
    names, vectors = store.fetch(QUESTION, ["a-7/question/0", "nobody", "a-2/question/0"])
    assert set(names) == {"a-7/question/0", "a-2/question/0"}
    assert vectors[names.index("a-7/question/0")] == pytest.approx(VECTORS[7], abs=1e-6)


def test_no_ids_fetch_nothing(store) -> None:
    names, vectors = store.fetch(QUESTION, [])
    assert (names, len(vectors)) == ([], 0)


def test_many_ids_are_fetched_in_batches(store, monkeypatch) -> None:
    monkeypatch.setattr("index.stores.vectors._READ_BATCH", 100)
    ids = [passage.id for passage in PASSAGES if passage.kind is RESPONSE]
    names, vectors = store.fetch(RESPONSE, ids)
    assert sorted(names) == sorted(ids)
    assert len(vectors) == len(ids)


def test_an_absent_folder_is_refused_and_not_made(tmp_path) -> None:
    with pytest.raises(GenerationError, match="there is no Chroma store"):
        VectorStore.open(tmp_path / "chroma", "g1")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_its_database_is_refused_and_not_refilled(tmp_path) -> None:
    (tmp_path / "something").mkdir()
    with pytest.raises(GenerationError, match="there is no Chroma store"):
        VectorStore.open(tmp_path, "g1")
    assert [path.name for path in tmp_path.iterdir()] == ["something"]


def test_another_generations_store_is_refused(folder, store) -> None:
    with pytest.raises(GenerationError, match="Chroma failed"):
        VectorStore.open(folder, "g2")
    assert len(store.nearest(QUESTION, VECTORS[0], 3)) == 3


def test_a_damaged_database_is_refused(tmp_path) -> None:
    (tmp_path / "chroma.sqlite3").write_bytes(b"damaged" * 1000)
    with pytest.raises(GenerationError):
        VectorStore.open(tmp_path, "g1")
