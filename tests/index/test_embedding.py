"""Vectors fit to be compared: of length 1, finite, and from a model that is one."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from index import IndexSettings, ModelError, open_model
from index.embedding import LocalEmbedder


@pytest.fixture(scope="module")
def model() -> LocalEmbedder:
    return open_model(IndexSettings())


def local(folder: Path) -> LocalEmbedder:
    return open_model(IndexSettings(model=str(folder)))


def test_vectors_are_float32_rows_of_length_1(model) -> None:
    texts = ["What is being done about electric scooters?", "x", "word " * 1000]
    for vectors in (model.embed_questions(texts), model.embed_passages(texts)):
        assert vectors.shape == (3, 384)
        assert vectors.dtype == np.float32
        assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


def test_a_local_folder_gives_the_same_model_and_vectors(model) -> None:
    same = local(model.folder)
    assert same.fingerprint == model.fingerprint
    assert np.array_equal(same.embed_questions(["knife crime"]), model.embed_questions(["knife crime"]))


def test_the_window_leaves_room_for_special_tokens(model) -> None:
    text = "constabulary dashcams"
    assert model.window == 254
    assert len(model._model.tokenizer(text).input_ids) == model.count_tokens(text) + 2


def test_a_folder_that_is_not_a_model_is_refused_at_first_use(tmp_path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"x")
    with pytest.raises(ModelError, match="not a sentence-transformers model"):
        local(tmp_path).embed_questions(["knife crime"])


def test_a_local_model_with_damaged_weights_is_refused_at_first_use(model, tmp_path) -> None:
    folder = shutil.copytree(model.folder, tmp_path / "model")
    (folder / "model.safetensors").write_bytes(b"half")
    with pytest.raises(ModelError):
        local(folder).embed_questions(["knife crime"])


def test_numbers_that_are_not_finite_go_no_further(tmp_path) -> None:
    class Broken:
        def encode_query(self, texts, **_):
            return np.full((len(texts), 4), np.nan)

        encode_document = encode_query

    model = LocalEmbedder(tmp_path, "broken")
    vars(model)["_model"] = Broken()
    with pytest.raises(ModelError, match="not finite"):
        model.embed_questions(["knife crime"])
    with pytest.raises(ModelError, match="not finite"):
        model.embed_passages(["knife crime"])
