"""What is held of people: found for whoever asks about their own data, and forgotten, by age or by what it says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from .audit import audit
from .models import Account, Base, EndedSession, Entry, Feedback, Gap, Token
from .sessions import Sessions

_Typed = tuple[type[Gap] | type[Feedback], InstrumentedAttribute[dt.date], InstrumentedAttribute[Any]]
_TYPED: dict[str, _Typed] = {
    "gaps": (Gap, Gap.asked_on, Gap.question),
    "feedback": (Feedback, Feedback.given_on, Feedback.question),
}
_READ: tuple[type[Base], ...] = (Gap, Feedback, Account, Token, Entry)
_SECRET = {"password_hash", "digest"}
_AT_ONCE = 1000
UNREAD: tuple[type[Base], ...] = (EndedSession,)
"""Tables without a word of or about anybody; every other table is read, which a test holds."""


@dataclass(frozen=True, slots=True)
class Found:
    """A row that holds a text: its table, and all it says but secrets."""

    table: str
    row: dict[str, Any]


class Held:
    """Reads every table that says something of or about people; deletes from those that residents' words are in."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    def find(self, text: str) -> Sequence[Found]:
        """Every row that holds a text, in capitals or not."""
        with self._sessions.begin() as session:
            return [found for table in _READ for found in _rows(session, table) if _holds(found, text)]

    def forget(
        self, who: str, *, before: dt.date | None = None, holding: str | None = None, dry: bool = False
    ) -> dict[str, int]:
        """Delete what residents typed or said: before a day, and holding a text; how many rows went, by table.

        At least one of the two is needed. Nothing is deleted when `dry`.
        """
        if before is None and not holding:
            raise ValueError("nothing says what to forget")
        with self._sessions.begin() as session:
            ids = {name: _ids(session, name, before, holding) for name in _TYPED}
            gone = {name: len(found) for name, found in ids.items()}
            if dry or not any(gone.values()):
                return gone
            for name, found in ids.items():
                table = _TYPED[name][0]
                for at in range(0, len(found), _AT_ONCE):
                    session.execute(delete(table).where(table.id.in_(found[at : at + _AT_ONCE])))
            audit(session, who, "forgotten", "ledger", gone | {"before": str(before) if before else None})
        self._sessions.scrub()
        return gone


def _ids(session: Session, name: str, before: dt.date | None, holding: str | None) -> list[int]:
    table, day, text = _TYPED[name]
    rows = select(table.id, text)
    if before:
        rows = rows.where(day < before)
    sought = (holding or "").casefold()
    return [at for at, said in session.execute(rows) if sought in (said or "").casefold()]


def _rows(session: Session, table: type[Base]) -> Iterator[Found]:
    columns = [column for column in table.__table__.columns if column.name not in _SECRET]
    for row in session.execute(select(*columns).order_by(columns[0])).yield_per(_AT_ONCE):
        yield Found(table.__tablename__, dict(row._mapping))


def _holds(found: Found, text: str) -> bool:
    return any(isinstance(value, str) and text.casefold() in value.casefold() for value in found.row.values())
