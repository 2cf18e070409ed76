"""The ledger, open for writing and reading: a database by URL, SQLite by default."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import Select, select

from .accounts import Accounts
from .audit import Audit
from .desk import Desk
from .drafts import Drafts
from .held import Held
from .models import Feedback, Gap
from .sessions import Sessions
from .tokens import Tokens

_RETENTION = "retention"
_Row = TypeVar("_Row", Gap, Feedback)


class Ledger:
    """What people did. Safe for many threads; every method, here and of its parts, is one transaction.

    Residents' questions and feedback are here; what else there is has a part of its own, over the same `sessions`.
    """

    def __init__(self, sessions: Sessions) -> None:
        self.sessions = sessions
        self.accounts = Accounts(sessions)
        self.tokens = Tokens(sessions)
        self.audit = Audit(sessions)
        self.drafts = Drafts(sessions)
        self.desk = Desk(sessions)
        self.held = Held(sessions)

    @classmethod
    def open(cls, url: str) -> Ledger:
        """Open a database, made or brought up to date first; LedgerError says what is wrong with it."""
        return cls(Sessions.open(url))

    def add(self, *rows: Gap | Feedback) -> None:
        """Keep rows, all or none."""
        with self.sessions.begin() as session:
            session.add_all(rows)

    def gaps(self, since: dt.date = dt.date.min) -> Sequence[Gap]:
        """Questions that found nothing, oldest first."""
        return self._rows(select(Gap).where(Gap.asked_on >= since).order_by(Gap.asked_on, Gap.id))

    def feedback(self, since: dt.date = dt.date.min) -> Sequence[Feedback]:
        """What was said of answers, oldest first."""
        return self._rows(select(Feedback).where(Feedback.given_on >= since).order_by(Feedback.given_on, Feedback.id))

    def forget(self, before: dt.date) -> int:
        """Delete what residents typed or said before a day, how many rows went; and what the desk keeps about it."""
        self.desk.forget(before)
        return sum(self.held.forget(_RETENTION, before=before).values())

    def close(self) -> None:
        """Close its connections."""
        self.sessions.close()

    def _rows(self, rows: Select[_Row]) -> Sequence[_Row]:
        with self.sessions.begin() as session:
            return session.scalars(rows).all()
