"""The application over two short pages with the fake model, in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest
from starlette.testclient import TestClient

from api.app import build_app
from api.settings import ApiSettings, Settings
from api.state import State
from bot import Bot
from index import Index, IndexSettings
from tests.fakes import WordEmbedder
from tests.pages import built_once

CANARY = "canaryzzyx"

Open = Callable[[Settings], State]
Serve = Callable[..., TestClient]


def over(bot: object) -> Open:
    """Opens a state around a bot, or around whatever stands in for one."""
    return lambda settings: State(settings, cast(Bot, bot))


def open_words(settings: Settings) -> State:
    """Opens the published index with the fake model."""
    return State(settings, Bot.open(Index.open(settings.index, WordEmbedder()), settings.bot))


@pytest.fixture(scope="session")
def words(tmp_path_factory: pytest.TempPathFactory) -> IndexSettings:
    return built_once(tmp_path_factory.getbasetemp() / "two-pages")


@pytest.fixture(scope="session")
def client(words: IndexSettings) -> Iterator[TestClient]:
    settings = Settings(index=words, api=ApiSettings(rate=""))  # tests ask more often than people do
    with TestClient(build_app(settings, open_words), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="session")
def blind() -> Bot:
    """A bot without an index."""
    return Bot.open(None)


@pytest.fixture(scope="session")
def empty(blind: Bot) -> Iterator[TestClient]:
    """The application without an index."""
    settings = Settings(api=ApiSettings(refresh_seconds=3600, rate=""))
    with TestClient(build_app(settings, over(blind)), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts an application around a bot, and stops it after the test."""
    started: list[TestClient] = []

    def start(bot: object, **api: Any) -> TestClient:
        settings = Settings(api=ApiSettings(refresh_seconds=3600, **api))
        client = TestClient(build_app(settings, over(bot)), raise_server_exceptions=False)
        client.__enter__()
        started.append(client)
        return client

    yield start
    for client in started:
        client.__exit__(None, None, None)
