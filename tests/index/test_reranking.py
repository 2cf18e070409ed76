"""A real CrossEncoder, tiny and untrained, made here: loading and scoring are the library's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

from index import Index, IndexSettings, ModelError
from index.reranking import open_reranker
from tests.bot.answering.stand_ins import an_answer
from tests.fakes import WordEmbedder
from tests.pages import built_once

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"abcdefghijklmnopqrstuvwxyz", "scooters", "seized", "we"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("model"), labels=1)


def made(folder: Path, labels: int) -> Path:
    (folder / "words.txt").write_text("\n".join(VOCABULARY), encoding="utf-8")
    BertTokenizerFast(vocab=str(folder / "words.txt")).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(VOCABULARY),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        num_labels=labels,
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder


ANSWERS = [an_answer("page-q1", "we seized scooters"), an_answer("page-q2", "a b c")]


def test_each_answer_gets_a_score_of_its_own_whatever_stands_beside_it(folder: Path) -> None:
    reranker = open_reranker(folder)
    scores = reranker.scores("scooters", ANSWERS)
    assert len(scores) == 2
    assert scores[0] != scores[1]
    assert reranker.scores("scooters", ANSWERS[::-1]) == pytest.approx(scores[::-1], abs=1e-5)


def test_an_index_has_the_re_ranker_that_its_settings_name(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    settings = built_once(tmp_path_factory.getbasetemp() / "two-pages")
    for given, expected in ((None, False), (folder, True)):
        index = Index.open(settings.model_copy(update={"reranker": given}), WordEmbedder())
        assert (index.rerank is not None) is expected
        if index.rerank:
            assert len(index.rerank("scooters", ANSWERS)) == 2
        index.close()


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no such folder"):
        open_reranker(tmp_path / "nothing")


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no CrossEncoder"):
        open_reranker(tmp_path).scores("scooters", ANSWERS)


def test_a_model_with_several_scores_a_pair_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="one finite score a pair"):
        open_reranker(made(tmp_path, labels=3)).scores("scooters", ANSWERS)


def test_it_is_named_in_the_settings() -> None:
    assert IndexSettings().reranker is None
    assert IndexSettings(reranker=Path("models/reranker")).reranker == Path("models/reranker")
