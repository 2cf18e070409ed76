"""What a running application holds: one record, made at start, handed to every route."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Annotated, cast

from fastapi import Depends, Request

from bot import Bot, Reply
from index import Embedder, Filters, Index, RecordError

from .errors import BusyError, TooManyError
from .keeping import Keeper, open_keeper
from .office.office import Office, open_office
from .settings import Settings

log = logging.getLogger("onrecord")


@dataclass(slots=True)
class State:
    """The bot, and why it cannot search, if it cannot; the office, if there is a ledger for it to work on."""

    settings: Settings
    bot: Bot
    problem: str | None = None
    office: Office | None = None
    keeper: Keeper = field(init=False)
    _places: threading.BoundedSemaphore = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.keeper = Keeper(self.bot, self.settings.ledger)
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

    def reply(
        self,
        question: str,
        conversation_id: str | None,
        filters: Filters | None = None,
        refused: TooManyError | None = None,
    ) -> Reply:
        """The reply to a question; one that found nothing is kept, for the office to know of.

        When too many are in hand, or a client is refused, danger is still answered; for the rest it is an error.
        """
        try:
            if refused:
                raise refused
            with self.place() as bot:
                reply = bot.reply(question, conversation_id=conversation_id, filters=filters)
                today = dt.date.today()
                self.keeper.gaps(reply, today)
                self.keeper.shown(reply, today)
                return reply
        except (BusyError, TooManyError):
            warning = self.bot.warn(question)
            if warning is None:
                raise
            return warning

    def close(self) -> None:
        """Close index and ledger."""
        if self.bot.index:
            self.bot.index.close()
        self.keeper.close()


def open_state(settings: Settings, embedder: Embedder | None = None) -> State:
    """Open the ledger, and the published index, vetted first.

    Without an index, danger is still answered and `problem` says why.
    """
    state = State(settings, Bot.open(None, settings.bot))
    state.keeper = open_keeper(state.bot, settings.ledger, settings.ledger_url)
    state.office = open_office(settings, state.keeper.ledger)
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
    state.keeper.flush()
    state.keeper.forget(dt.date.today())
    if state.bot.index:
        if state.bot.index.refresh():
            log.info("a new generation was taken up")
    else:
        _open_index(state, embedder)


def _state(request: Request) -> State:
    return cast(State, request.app.state.on_record)


StateOf = Annotated[State, Depends(_state)]
"""The state of the application, for a route to ask for."""
