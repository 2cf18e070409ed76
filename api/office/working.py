"""A deed that takes seconds, such as a build: one at a time, in its own thread, with its stages for whoever waits."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from queue import SimpleQueue
from typing import Generic, TypeVar

from index import BuildError, LockedError, Progress

from ..errors import STATUSES, OccupiedError, describe

T = TypeVar("T")
log = logging.getLogger("onrecord")


class Work(Generic[T]):
    """One deed under way. Going through it waits for each new stage; then there is a `result`, or an `error`."""

    def __init__(self) -> None:
        self.result: T | None = None
        self.error: BaseException | None = None
        self._stages: SimpleQueue[str | None] = SimpleQueue()
        self._last: str | None = None

    def do(self, deed: Callable[[Progress], T]) -> None:
        """Do the deed."""
        try:
            self.result = deed(self._tell)
        except BaseException as error:  # whatever it is (an engine may panic), whoever waits is told
            self.error = error
        finally:
            self._stages.put(None)

    def _tell(self, stage: str, done: int, total: int) -> None:
        if stage != self._last:
            self._last = stage
            self._stages.put(stage)

    def __iter__(self) -> Iterator[str]:
        while (stage := self._stages.get()) is not None:
            yield stage


class Workbench:
    """Where one deed at a time is done in this process; it goes on when whoever began it looks away."""

    def __init__(self) -> None:
        self._free = threading.Lock()
        self._now = ""

    def begin(self, what: str, deed: Callable[[Progress], T]) -> Work[T]:
        """Begin a deed; OccupiedError, saying what is being done and since when, while there is another."""
        if not self._free.acquire(blocking=False):
            raise OccupiedError(f"{self._now} Wait until that has ended; nothing of yours was done.")
        self._now = f"{what}, begun at {dt.datetime.now(dt.UTC):%H:%M} (UTC)."
        work: Work[T] = Work()

        def run() -> None:
            try:
                work.do(deed)
            finally:
                self._free.release()

        try:
            threading.Thread(target=run, name="deed").start()
        except RuntimeError:  # no more threads
            self._free.release()
            raise
        return work


def told(error: BaseException, words: Mapping[str, str]) -> str:
    """What whoever waited is told of an error; `words` say it where it is ours to mend."""
    log.error("a deed failed with %s: %s", type(error).__name__, error)
    for kind, key in ((LockedError, "locked"), (BuildError, "unbuilt")):
        if isinstance(error, kind):
            return words[key]
    if isinstance(error, Exception) and isinstance(error, tuple(STATUSES)):
        return describe(error)[1]
    return words["failed"]
