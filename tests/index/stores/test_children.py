"""Work in a child: its result, its exception, or its death comes back; this process goes on."""

from __future__ import annotations

import os
import signal

import pytest

from index import GenerationError
from index.stores.children import in_child


def test_a_child_gives_back_what_it_returns_from_a_process_of_its_own() -> None:
    assert in_child(os.getppid) == os.getpid()


def test_a_childs_exception_comes_back() -> None:
    with pytest.raises(ZeroDivisionError):
        in_child(divmod, 1, 0)


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGKILL])
def test_a_childs_death_is_an_error_that_names_the_work(number) -> None:
    with pytest.raises(GenerationError, match="process for raise_signal died"):
        in_child(signal.raise_signal, number)
