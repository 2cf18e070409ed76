"""What an editor withdraws or restores, for the command line and the office pages alike: who did it, and when.

`take_down` and `bring_back` do everything but keep the audit: a caller with a ledger writes what it was given and what
came back into it. Neither holds the words that went.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from index import Embedder, Index, Progress, WithdrawalReport, restore, withdraw

from .settings import Settings


def take_down(
    settings: Settings,
    embedder: Embedder,
    answer_id: str,
    *,
    reason: str,
    by: str,
    words: Sequence[str] = (),
    progress: Progress = lambda *_: None,
    serving: Index | None = None,
) -> WithdrawalReport:
    """Withdraw an answer, or the given words of it; `serving`, this process's own index, lets go of it at once.

    Slow (a build): not on the event loop. Raises WithdrawalError when nothing was changed, BuildError when it is
    written down and the former index still serves.
    """
    done = withdraw(
        settings.index, embedder, progress, answer_id, reason=reason, by=by, on=dt.date.today(), words=words
    )
    if serving:
        serving.refresh()
    return done


def bring_back(
    settings: Settings,
    embedder: Embedder,
    answer_id: str,
    *,
    reason: str,
    by: str,
    progress: Progress = lambda *_: None,
    serving: Index | None = None,
) -> WithdrawalReport:
    """Undo the last withdrawal of an answer; otherwise as `take_down`."""
    done = restore(settings.index, embedder, progress, answer_id, reason=reason, by=by, on=dt.date.today())
    if serving:
        serving.refresh()
    return done
