"""The last question of each conversation, for a while, in memory only."""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable


class Conversations:
    """Remembers one question a conversation, so that the next may lean on it.

    Bounded in number and in time; nothing is written anywhere. Ids are made here and cannot be guessed: one that
    is not known, because it has expired or was made up, starts a new conversation.
    """

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._last: OrderedDict[str, tuple[float, str | None]] = OrderedDict()
        self._lock = threading.Lock()

    def open(self, conversation_id: str | None) -> tuple[str, str | None]:
        """The conversation's id, a new one if need be, and its last question, if it is remembered."""
        with self._lock:
            self._forget()
            if conversation_id is not None and conversation_id in self._last:
                return conversation_id, self._last[conversation_id][1]
            return self._keep(secrets.token_urlsafe(24), None), None

    def remember(self, conversation_id: str, question: str | None) -> None:
        """Keep a conversation's last question; None forgets the one before without ending the conversation."""
        with self._lock:
            self._keep(conversation_id, question)

    def _keep(self, conversation_id: str, question: str | None) -> str:
        self._last[conversation_id] = (self._clock() + self._seconds, question)
        self._last.move_to_end(conversation_id)
        if len(self._last) > self._most:
            self._last.popitem(last=False)
        return conversation_id

    def _forget(self) -> None:
        """Drop what has expired; the oldest stand first."""
        now = self._clock()
        while self._last and next(iter(self._last.values()))[0] <= now:
            self._last.popitem(last=False)
