"""The audit log: who did what to which thing, and when."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from .models import Entry
from .sessions import Sessions

Detail = Mapping[str, str | int | float | bool | None]
_LONGEST = 200


def audit(session: Session, who: str, action: str, subject: str, detail: Detail | None = None) -> None:
    """Write a line in a transaction that is under way: it is kept if what it speaks of is kept.

    `subject` and `detail` name things (an id, a role, a count); a text is cut, so that none is kept here.
    """
    told = {name: _cut(value) if isinstance(value, str) else value for name, value in (detail or {}).items()}
    session.add(Entry(now(), _cut(who), action, _cut(subject), json.dumps(told, ensure_ascii=False, sort_keys=True)))


def now() -> dt.datetime:
    """This moment in UTC, without a zone, as the ledger keeps it."""
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)


def _cut(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable())[:_LONGEST]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines of the log are wanted; days are UTC, both included."""

    who: str | None = None
    action: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None


class Audit:
    """The log, for reading, and for what is done outside of the ledger."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    def write(self, who: str, action: str, subject: str, detail: Detail | None = None) -> None:
        """Write a line by itself: for a deed that writes nothing else into the ledger."""
        with self._sessions.begin() as session:
            audit(session, who, action, subject, detail)

    def entries(self, wanted: Wanted | None = None, limit: int | None = None, skip: int = 0) -> Sequence[Entry]:
        """Lines that are wanted, newest first."""
        wanted = wanted or Wanted()
        rows = select(Entry).order_by(Entry.id.desc()).limit(limit).offset(skip)
        if wanted.who:
            rows = rows.where(Entry.who == wanted.who)
        if wanted.action:
            rows = rows.where(Entry.action == wanted.action)
        if wanted.since:
            rows = rows.where(Entry.at >= dt.datetime.combine(wanted.since, dt.time.min))
        if wanted.until:
            rows = rows.where(Entry.at <= dt.datetime.combine(wanted.until, dt.time.max))
        with self._sessions.begin() as session:
            return session.scalars(rows).all()

    def actions(self) -> Sequence[str]:
        """Every kind of deed that the log holds."""
        with self._sessions.begin() as session:
            return session.scalars(select(Entry.action).distinct().order_by(Entry.action)).all()
