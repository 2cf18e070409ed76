"""What an editor withdraws or restores, for the command line and the office pages alike: who did it, and when.

`take_down` and `bring_back` tell their `log`, a line of the audit log each: which answer and what kind of deed, never
the words that went.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from index import BuildError, Embedder, Index, Progress, WithdrawalReport, restore, withdraw

from .ledger import Detail
from .settings import Settings

Log = Callable[[str, str, Detail], object]
"""Called with an action, its subject and details."""


def take_down(
    settings: Settings,
    embedder: Embedder,
    answer_id: str,
    *,
    reason: str,
    by: str,
    words: Sequence[str] = (),
    expect: str | None = None,
    progress: Progress = lambda *_: None,
    serving: Index | None = None,
    log: Log = lambda *_: None,
) -> WithdrawalReport:
    """Withdraw an answer, or the given words of it; `serving`, this process's own index, lets go of it at once.

    Slow (a build): not on the event loop. `expect` is the mark of what was shown. Raises WithdrawalError when nothing
    was changed, BuildError when it is written down and the former index still serves.
    """

    def deed() -> WithdrawalReport:
        return withdraw(
            settings.index,
            embedder,
            progress,
            answer_id,
            reason=reason,
            by=by,
            on=dt.date.today(),
            words=words,
            expect=expect,
        )

    return _done(deed, "words withdrawn" if words else "answer withdrawn", answer_id, serving, log)


def bring_back(
    settings: Settings,
    embedder: Embedder,
    answer_id: str,
    *,
    reason: str,
    by: str,
    expect: str | None = None,
    progress: Progress = lambda *_: None,
    serving: Index | None = None,
    log: Log = lambda *_: None,
) -> WithdrawalReport:
    """Undo the last withdrawal of an answer; otherwise as `take_down`."""

    def deed() -> WithdrawalReport:
        return restore(
            settings.index, embedder, progress, answer_id, reason=reason, by=by, on=dt.date.today(), expect=expect
        )

    return _done(deed, "withdrawal restored", answer_id, serving, log)


def _done(
    deed: Callable[[], WithdrawalReport], action: str, answer_id: str, serving: Index | None, log: Log
) -> WithdrawalReport:
    """Do it, serve what came of it, and log it: also when it is written down and could not be built."""
    try:
        done = deed()
    except BuildError:
        log(action, answer_id, {"built": False})
        raise
    try:
        if serving:
            serving.refresh()
    finally:
        log(action, answer_id, {"kind": done.kind.value, "places": done.spans, "generation": done.generation})
    return done
