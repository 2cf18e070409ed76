from __future__ import annotations

import asyncio
import datetime as dt
import logging
import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from starlette.testclient import TestClient

from api.app import build_app
from api.errors import BusyError
from api.ledger import Ledger
from api.settings import ApiSettings, Settings
from api.state import State, keep_fresh, open_state
from bot import Bot, Reply, Status
from index import GenerationError, Index, IndexSettings, build
from tests.api.conftest import open_words, over
from tests.fakes import WordEmbedder, quiet
from tests.pages import ROADS, write_pages

EMERGENCY = "Someone is breaking into my house right now"
OFTEN = ApiSettings(refresh_seconds=0.02)
LONG = 120  # seconds; a loaded machine starts processes slowly


def until(there: Callable[[], object]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + LONG
    while not there():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)


async def watch(state: State, there: Callable[[], object]) -> None:
    """Keep a state fresh until something is so."""
    watching = asyncio.create_task(keep_fresh(state, WordEmbedder()))
    await asyncio.to_thread(until, lambda: there() or watching.done())
    watching.cancel()
    with pytest.raises(asyncio.CancelledError):
        await watching


@pytest.fixture
def published(words: IndexSettings, tmp_path: Path) -> IndexSettings:
    """A copy of the two pages and their published record, to change."""
    shutil.copytree(words.seeds, tmp_path / "seeds")
    shutil.copytree(words.data, tmp_path / "data")
    return words.model_copy(update={"seeds": tmp_path / "seeds", "data": tmp_path / "data"})


class Refreshing:
    """An index that fails a few times before it takes up a new generation."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)
        self.refreshed = 0

    def refresh(self) -> bool:
        if self.errors:
            raise self.errors.pop(0)
        self.refreshed += 1
        return self.refreshed == 1

    def embed(self, texts: Sequence[str]) -> Any:
        return [[0.0]] * len(texts)

    def close(self) -> None:
        self.closed = True


def around(index: object) -> State:
    return State(Settings(api=OFTEN), cast(Bot, SimpleNamespace(index=index)))


def test_what_was_shown_is_written_down_while_the_server_runs(tmp_path: Path) -> None:
    state, today = around(Refreshing()), dt.date(2026, 11, 22)
    state.keeper.ledger = ledger = Ledger.open(f"sqlite:///{tmp_path}/ledger.sqlite3")
    state.keeper.shown(cast(Reply, SimpleNamespace(answers=[SimpleNamespace(id="a-q1")])), today)
    asyncio.run(watch(state, lambda: ledger.desk.shown(today, today, 1)))
    assert ledger.desk.shown(today, today, 1) == [("a-q1", 1)]
    ledger.close()


def test_the_published_index_is_opened(words: IndexSettings) -> None:
    state = open_state(Settings(index=words), WordEmbedder())
    assert state.problem is None
    assert state.bot.reply("hare coursing").status is Status.ANSWERED
    state.close()


def test_without_an_index_danger_is_answered_and_the_problem_named(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    state = open_state(Settings(index=IndexSettings(data=tmp_path)), WordEmbedder())
    assert state.bot.index is None
    assert "onrecord index" in (state.problem or "")
    assert "no index" in caplog.text
    assert state.bot.reply(EMERGENCY).status is Status.EMERGENCY
    state.close()


def test_a_damaged_index_is_not_opened(published: IndexSettings) -> None:
    (Index.published(published) / "words.sqlite").unlink()
    state = open_state(Settings(index=published), WordEmbedder())
    assert state.bot.index is None
    assert "onrecord index" in (state.problem or "")


def test_another_models_index_is_not_opened(words: IndexSettings) -> None:
    state = open_state(Settings(index=words), WordEmbedder("another"))
    assert state.bot.index is None


def test_there_are_so_many_places_and_no_more() -> None:
    state = State(Settings(api=ApiSettings(at_once=2)), cast(Bot, SimpleNamespace(index=None)))
    with state.place(), state.place() as bot:
        assert bot is state.bot
        with pytest.raises(BusyError), state.place():
            pass
    with state.place():
        pass


def test_an_index_that_is_published_later_is_taken_up(words: IndexSettings, tmp_path: Path) -> None:
    later = words.model_copy(update={"data": tmp_path / "data"})
    state = open_state(Settings(index=later, api=OFTEN), WordEmbedder())
    shutil.copytree(words.data, tmp_path / "aside")
    (tmp_path / "aside").rename(tmp_path / "data")
    asyncio.run(watch(state, lambda: state.bot.index))
    assert state.problem is None
    assert state.bot.reply("hare coursing").status is Status.ANSWERED
    state.close()


def test_a_new_generation_is_taken_up_while_questions_are_answered(published: IndexSettings) -> None:
    question = {"question": "Will average speed cameras be put up in our villages?"}
    with TestClient(build_app(Settings(index=published, api=OFTEN), open_words)) as client:
        before = client.post("/chat", json=question)
        assert before.headers["onrecord-generation"] == Index.published(published).name
        write_pages(
            published.seeds, roads=ROADS.replace("Speed cameras are placed", "Average speed cameras are placed")
        )
        report = build(published, WordEmbedder(), quiet)
        assert report.changed
        until(lambda: client.get("/readyz").json()["generation"] == report.generation)
        after = client.post("/chat", json=question)
    assert after.headers["onrecord-generation"] == report.generation
    assert after.json()["answers"][0]["response"].startswith("Average speed cameras")
    assert before.json()["answers"][0]["response"].startswith("Speed cameras")


def test_an_index_that_is_not_taken_up_is_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    index = Refreshing(GenerationError("half written"), GenerationError("half written"))
    with caplog.at_level(logging.INFO):
        asyncio.run(watch(around(index), lambda: index.refreshed > 1))
    assert caplog.text.count("half written") == 2
    assert caplog.text.count("a new generation was taken up") == 1


def test_an_unexpected_error_does_not_end_the_watch() -> None:
    index = Refreshing(PermissionError("CURRENT"))
    asyncio.run(watch(around(index), lambda: index.refreshed))


def test_the_index_is_closed_when_the_application_stops() -> None:
    index = Refreshing()
    with TestClient(build_app(Settings(), over(SimpleNamespace(index=index)))) as client:
        assert client.get("/healthz").status_code == 200
    assert index.closed


def test_the_index_is_closed_even_if_the_watch_has_failed() -> None:
    index = Refreshing(PermissionError("CURRENT"))
    with TestClient(build_app(Settings(api=OFTEN), over(SimpleNamespace(index=index)))):
        until(lambda: not index.errors)
    assert index.closed


def test_an_application_without_an_index_takes_up_the_real_one(real_settings: IndexSettings, tmp_path: Path) -> None:
    settings = Settings(index=real_settings.model_copy(update={"data": tmp_path / "data"}), api=OFTEN)
    with TestClient(build_app(settings)) as client:
        assert client.get("/readyz").status_code == 503
        assert client.post("/chat", json={"question": "Are electric scooters legal?"}).status_code == 503
        assert client.post("/chat", json={"question": EMERGENCY}).json()["status"] == "emergency"
        shutil.copytree(real_settings.data, tmp_path / "aside")
        (tmp_path / "aside").rename(tmp_path / "data")
        until(lambda: client.get("/readyz").status_code == 200)
        reply = client.post("/chat", json={"question": "Are electric scooters legal?"})
    assert reply.json()["answers"][0]["id"] == "003_1a58a8230cb90626-q5"
    assert reply.headers["onrecord-generation"] == Index.published(real_settings).name


def test_the_office_is_open_when_the_ledger_is(words: IndexSettings, tmp_path: Path) -> None:
    settings = Settings(index=words.model_copy(update={"data": tmp_path / "data"}))
    state = open_state(settings, WordEmbedder())
    assert state.office is not None
    assert state.office.ledger is state.keeper.ledger
    assert (tmp_path / "data-ledger" / "session-secret").is_file()
    state.close()


def test_without_a_secret_the_office_is_closed_and_the_log_says_why(
    words: IndexSettings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = Settings(index=words.model_copy(update={"data": tmp_path / "data"}))
    (tmp_path / "data-ledger").mkdir()
    (tmp_path / "data-ledger" / "session-secret").write_text("x" * 64)
    (tmp_path / "data-ledger" / "session-secret").chmod(0o644)
    state = open_state(settings, WordEmbedder())
    assert (state.office, state.keeper.ledger is not None) == (None, True)
    assert "others can read" in caplog.text
    state.close()
