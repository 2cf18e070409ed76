"""A process killed with -9 in the midst of a transaction leaves all of it or nothing, its lines in the log included."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

import pytest
from sqlalchemy import Engine, event

from api.ledger import Ledger, Role

Deed = Callable[[Ledger], object]
DEEDS: dict[str, Deed] = {
    "made": lambda ledger: ledger.drafts.add("ann", "When?", "[7]"),
    "saved": lambda ledger: ledger.drafts.save("ann", first(ledger), 1, "[2]"),
    "moved": lambda ledger: ledger.drafts.move("ann", Role.DRAFTER, first(ledger), 1, "submit"),
}


def first(ledger: Ledger) -> int:
    return ledger.drafts.all()[-1].id


def killed(url: str, deed: Deed, step: int) -> bool:
    """Do it in another process, which is killed before its so many-th statement or commit; whether it was."""
    child = os.fork()
    if child == 0:
        try:
            do_until(Ledger.open(url), deed, step)
        finally:
            os._exit(1)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def do_until(ledger: Ledger, deed: Deed, left: int) -> None:
    def die(*_: object) -> None:
        nonlocal left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1

    for moment in ("before_cursor_execute", "commit"):
        event.listen(Engine, moment, die)
    deed(ledger)


def held(url: str) -> list[object]:
    """All that is kept of drafts, and the log."""
    ledger = Ledger.open(url)
    histories = [ledger.drafts.history(draft.id) for draft in ledger.drafts.all()]
    kept: list[object] = [
        (
            history.draft.question,
            history.draft.version,
            history.draft.state,
            [(version.number, version.body) for version in history.versions],
            [event.became for event in history.events],
        )
        for history in histories
    ]
    kept += [(entry.action, entry.detail) for entry in ledger.audit.entries()]
    ledger.close()
    return kept


@pytest.mark.parametrize("name", DEEDS)
def test_of_a_deed_that_was_killed_nothing_is_kept_and_it_can_be_done_again(url: str, name: str) -> None:
    ledger = Ledger.open(url)
    ledger.drafts.add("ann", "Why?", "[1]")
    ledger.close()
    before, step = held(url), 0
    while killed(url, DEEDS[name], step):
        assert held(url) == before
        step += 1
    assert step > 4
    assert held(url) != before
