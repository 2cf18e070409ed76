"""No text is embedded twice by one model."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Vectors
from index.stores.cache import embed_cached, forget_others
from index.stores.sqlite import OperationalError, writing
from tests.fakes import WordEmbedder


def embed(folder: Path, model: WordEmbedder, texts: list[str]) -> tuple[Vectors, int]:
    return embed_cached(folder / "embeddings.sqlite", model.fingerprint, texts, model.embed_passages, lambda *_: None)


TEXTS = [f"passage {number} about {'knives' if number % 3 else 'scooters'}" for number in range(150)]


def test_vectors_come_in_the_order_of_their_texts(tmp_path) -> None:
    model = WordEmbedder()
    vectors, embedded = embed(tmp_path, model, TEXTS)
    assert np.array_equal(vectors, WordEmbedder().embed_passages(TEXTS))
    assert embedded == len(TEXTS)
    again, _ = embed(tmp_path, model, TEXTS[::-1])
    assert np.array_equal(again, vectors[::-1])


def test_the_second_time_nothing_is_embedded_even_by_another_process_later(tmp_path) -> None:
    first, _ = embed(tmp_path, WordEmbedder(), TEXTS)
    later = WordEmbedder()
    second, embedded = embed(tmp_path, later, TEXTS)
    assert (embedded, later.embedded) == (0, [])
    assert np.array_equal(first, second)


def test_only_what_is_new_is_embedded(tmp_path) -> None:
    embed(tmp_path, WordEmbedder(), TEXTS[:100])
    model = WordEmbedder()
    vectors, embedded = embed(tmp_path, model, TEXTS)
    assert (embedded, model.embedded) == (50, TEXTS[100:])
    assert len(vectors) == 150


def test_another_model_embeds_again(tmp_path) -> None:
    embed(tmp_path, WordEmbedder(), TEXTS)
    assert embed(tmp_path, WordEmbedder("other"), TEXTS)[1] == len(TEXTS)


def test_a_text_printed_twice_is_embedded_once(tmp_path) -> None:
    model = WordEmbedder()
    vectors, embedded = embed(tmp_path, model, ["As above.", "Yes.", "As above."])
    assert (embedded, model.embedded) == (2, ["As above.", "Yes."])
    assert np.array_equal(vectors[0], vectors[2])


def test_what_was_embedded_before_a_failure_is_kept(tmp_path) -> None:
    class FailsAfterOneBatch(WordEmbedder):
        def embed_passages(self, texts):
            if self.embedded:
                raise MemoryError
            return super().embed_passages(texts)

    model = FailsAfterOneBatch()
    try:
        embed(tmp_path, model, TEXTS)
    except MemoryError:
        kept = len(model.embedded)
    assert 0 < kept < len(TEXTS)
    assert embed(tmp_path, WordEmbedder(), TEXTS)[1] == len(TEXTS) - kept


def test_progress_is_told_from_nothing_to_all(tmp_path) -> None:
    told = []
    model = WordEmbedder()
    embed_cached(
        tmp_path / "cache.sqlite", "words", TEXTS, model.embed_passages, lambda done, total: told.append((done, total))
    )
    assert told[0] == (0, 150)
    assert told[-1] == (150, 150)
    assert told == sorted(told)


def test_no_texts_give_no_vectors(tmp_path) -> None:
    vectors, embedded = embed(tmp_path, WordEmbedder(), [])
    assert (len(vectors), embedded) == (0, 0)


@settings(max_examples=30)
@given(st.lists(st.text(alphabet="ab\0'é", max_size=4), max_size=8))
def test_any_texts_come_back_as_the_model_gives_them(tmp_path_factory, texts) -> None:
    folder = tmp_path_factory.mktemp("cache")
    for _ in range(2):
        vectors, _ = embed(folder, WordEmbedder(), texts)
        expected = [WordEmbedder().embed_passages([text])[0] for text in texts]
        assert np.array_equal(vectors, expected) or not texts


def test_only_vectors_of_the_given_texts_stay_and_the_file_holds_no_other(tmp_path) -> None:
    path = tmp_path / "embeddings.sqlite"
    embed(tmp_path, WordEmbedder(), ["one", "two", "three"])
    gone = WordEmbedder().embed_passages(["two"]).tobytes()
    assert gone in path.read_bytes()
    forget_others(path, WordEmbedder().fingerprint, ["one", "three", "never seen"])
    assert gone not in path.read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["embeddings.sqlite"]
    embedder = WordEmbedder()
    embed(tmp_path, embedder, ["one", "two", "three"])
    assert embedder.embedded == ["two"]


def test_a_cache_that_is_gone_or_broken_holds_nothing_to_forget(tmp_path) -> None:
    path = tmp_path / "embeddings.sqlite"
    forget_others(path, "words", [])
    path.write_bytes(b"no database at all, but text that was withdrawn" * 99)
    forget_others(path, "words", [])
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_while_forgetting_is_said(tmp_path, monkeypatch) -> None:
    def fail(*_: object) -> None:
        raise OperationalError("disk is full")

    embed(tmp_path, WordEmbedder(), ["one"])
    monkeypatch.setattr("index.stores.cache._forget_others", fail)
    with pytest.raises(OperationalError):
        forget_others(tmp_path / "embeddings.sqlite", "words", [])
    assert (tmp_path / "embeddings.sqlite").exists()


@pytest.mark.parametrize("change", [lambda row: row[:-9], lambda row: bytes([row[0] ^ 1]) + row[1:], lambda _: b""])
def test_a_vector_that_is_not_as_it_was_written_is_made_anew(tmp_path, change) -> None:
    expected, _ = embed(tmp_path, WordEmbedder(), ["one", "two"])
    path = next(tmp_path.iterdir())
    with writing(path, "") as database:
        key, row = database.execute("SELECT key, vector FROM vectors").fetchone()
        database.execute("UPDATE vectors SET vector = ? WHERE key = ?", (change(row), key))
    vectors, embedded = embed(tmp_path, WordEmbedder(), ["one", "two"])
    assert embedded == 1
    assert np.array_equal(vectors, expected)
    assert embed(tmp_path, WordEmbedder(), ["one", "two"])[1] == 0
