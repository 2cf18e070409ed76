"""What a running application holds: one record, made at start, handed to every route."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Annotated, cast

from fastapi import Depends, Request

from bot import Bot, Reply
from index import Embedder, Filters, Index, RecordError

from .errors import BusyError
from .settings import Settings

log = logging.getLogger("onrecord")


@dataclass(slots=True)
class State:
    """The bot, and why it cannot search, if it cannot."""

    settings: Settings
    bot: Bot
    problem: str | None = None
    _places: threading.BoundedSemaphore = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._places = threading.BoundedSemaphore(self.settings.api.at_once)

    @contextmanager
    def place(self) -> Iterator[Bot]:
        """The bot, for one question; BusyError when too many are in hand, so that none waits for ever."""
        if not self._places.acquire(blocking=False):
            raise BusyError("Many questions are being asked. In danger, call 999. Otherwise try again shortly.")
        try:
            yield self.bot
        finally:
            self._places.release()

    def reply(self, question: str, conversation_id: str | None, filters: Filters | None = None) -> Reply:
        """The reply to a question; when too many are in hand, danger is still answered, and BusyError is the rest's."""
        try:
            with self.place() as bot:
                return bot.reply(question, conversation_id=conversation_id, filters=filters)
        except BusyError:
            warning = self.bot.warn(question)
            if warning is None:
                raise
            return warning

    def close(self) -> None:
        """Close the index."""
        if self.bot.index:
            self.bot.index.close()


def open_state(settings: Settings, embedder: Embedder | None = None) -> State:
    """Open the published index, vetted first. Without one, danger is still answered and `problem` says why."""
    state = State(settings, Bot.open(None, settings.bot))
    _open_index(state, embedder)
    return state


def _open_index(state: State, embedder: Embedder | None) -> None:
    try:
        index = Index.open(state.settings.index, embedder, vetted=True)
        index.embed(["warm up"])
    except RecordError as error:
        log.error("no index: %s", error)
        state.problem = str(error)
    else:
        state.bot.index, state.problem = index, None


async def keep_fresh(state: State, embedder: Embedder | None = None) -> None:
    """Take up each new generation as it is published, or the first one; runs until it is cancelled."""
    while True:
        await asyncio.sleep(state.settings.api.refresh_seconds)
        try:
            await asyncio.to_thread(_refresh, state, embedder)
        except Exception as error:  # whatever it is, the watch goes on
            log.error("the published index was not taken up: %s", error)


def _refresh(state: State, embedder: Embedder | None) -> None:
    if state.bot.index:
        if state.bot.index.refresh():
            log.info("a new generation was taken up")
    else:
        _open_index(state, embedder)


def _state(request: Request) -> State:
    return cast(State, request.app.state.on_record)


StateOf = Annotated[State, Depends(_state)]
"""The state of the application, for a route to ask for."""
