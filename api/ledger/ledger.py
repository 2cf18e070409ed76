"""The ledger, open for writing and reading: a database by URL, SQLite by default."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Engine, delete, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from ..errors import ApiError
from .engine import open_engine, scrub
from .migrating import migrate
from .models import Feedback, Gap


class LedgerError(ApiError):
    """The ledger cannot be opened, read or written; the message never holds what was to be written."""


class Ledger:
    """What people did. Safe for many threads; every method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._sessions = sessionmaker(engine, expire_on_commit=False)

    @classmethod
    def open(cls, url: str) -> Ledger:
        """Open a database, made or brought up to date first; LedgerError says what is wrong with it."""
        try:
            engine = open_engine(url)
            migrate(engine)
        except (SQLAlchemyError, OSError, ImportError, ValueError) as error:
            raise LedgerError(f"the ledger cannot be opened: {_reason(error)}. See ONRECORD_LEDGER__URL.") from None
        return cls(engine)

    def add(self, *rows: Gap | Feedback) -> None:
        """Keep rows, all or none."""
        with self._session() as session:
            session.add_all(rows)

    def gaps(self, since: dt.date = dt.date.min) -> Sequence[Gap]:
        """Questions that found nothing, oldest first."""
        with self._session() as session:
            return session.scalars(select(Gap).where(Gap.asked_on >= since).order_by(Gap.asked_on, Gap.id)).all()

    def feedback(self, since: dt.date = dt.date.min) -> Sequence[Feedback]:
        """What was said of answers, oldest first."""
        with self._session() as session:
            rows = select(Feedback).where(Feedback.given_on >= since).order_by(Feedback.given_on, Feedback.id)
            return session.scalars(rows).all()

    def forget(self, before: dt.date) -> int:
        """Delete what residents typed or said before a day; how many rows went."""
        with self._session() as session:
            gone = [
                *session.scalars(delete(Gap).where(Gap.asked_on < before).returning(Gap.id)),
                *session.scalars(delete(Feedback).where(Feedback.given_on < before).returning(Feedback.id)),
            ]
        scrub(self._engine)
        return len(gone)

    def close(self) -> None:
        """Close its connections."""
        self._engine.dispose()

    @contextmanager
    def _session(self) -> Iterator[Session]:
        try:
            with self._sessions.begin() as session:
                yield session
        except SQLAlchemyError as error:
            raise LedgerError(f"the ledger cannot be used: {_reason(error)}") from None


def _reason(error: Exception) -> str:
    """What went wrong without the statement and its values, which hold what people typed."""
    return str(getattr(error, "orig", None) or error).strip().split("\n")[0]
