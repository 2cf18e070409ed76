"""Work in a process of its own: a crash of an engine there is an error here, not the end."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from typing import ParamSpec, TypeVar

from ..errors import GenerationError

P = ParamSpec("P")
R = TypeVar("R")


def in_child(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a module's function in a fresh process and give back what it returns or raises."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_end_with_parent) as pool:
        try:
            return pool.submit(function, *args, **kwargs).result()
        except BrokenProcessPool:
            raise GenerationError(
                f"the process for {function.__name__} died: the index is damaged, or memory or disk ran out. "
                "Build it again: onrecord index"
            ) from None


def _end_with_parent() -> None:
    """In the child: a killed parent must not leave it waiting for work for ever."""
    threading.Thread(target=_end_after, args=[parent_process()], daemon=True).start()


def _end_after(parent: BaseProcess | None) -> None:
    if parent:
        parent.join()
        os._exit(1)
