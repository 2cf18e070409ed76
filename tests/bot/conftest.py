"""The bot over the five real pages, and over two short ones with the fake model."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot import Bot
from index import Generation, Index, IndexSettings
from tests.fakes import WordEmbedder
from tests.pages import built_once


@pytest.fixture(scope="session")
def bot(real_index: Index) -> Bot:
    return Bot.open(real_index)


@pytest.fixture(scope="session")
def record(real_index: Index) -> Iterator[Generation]:
    """The generation that the real bot replies from."""
    with real_index.lease() as generation:
        yield generation


@pytest.fixture(scope="session")
def words(tmp_path_factory: pytest.TempPathFactory) -> IndexSettings:
    return built_once(tmp_path_factory.getbasetemp() / "two-pages")


@pytest.fixture(scope="session")
def word_index(words: IndexSettings) -> Iterator[Index]:
    index = Index.open(words, WordEmbedder())
    yield index
    index.close()


@pytest.fixture(scope="session")
def word_bot(word_index: Index) -> Bot:
    return Bot.open(word_index)
