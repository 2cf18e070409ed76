"""What is held of people: found for whoever asks about their own data, and forgotten, by age or by what it says."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from .audit import audit
from .models import (
    Account,
    Base,
    Decision,
    DraftEvent,
    DraftVersion,
    EndedSession,
    Entry,
    Feedback,
    Gap,
    KeptDraft,
    Shown,
    Token,
)
from .sessions import Sessions

_Words = tuple[InstrumentedAttribute[Any], ...]
_Typed = tuple[type[Gap | Feedback | KeptDraft], InstrumentedAttribute[dt.date], _Words]
_TYPED: dict[str, _Typed] = {
    "gaps": (Gap, Gap.asked_on, (Gap.question,)),
    "feedback": (Feedback, Feedback.given_on, (Feedback.question, Feedback.note)),
    "drafts": (KeptDraft, KeptDraft.changed_on, (KeptDraft.question,)),
}
_OF_DRAFTS = (DraftVersion, DraftEvent)
_READ: tuple[type[Base], ...] = (
    Gap,
    Feedback,
    Decision,
    KeptDraft,
    DraftVersion,
    DraftEvent,
    Account,
    Token,
    Entry,
)
_SECRET = {"password_hash", "digest"}
_AT_ONCE = 1000
UNREAD: tuple[type[Base], ...] = (EndedSession, Shown)
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
            return [found for table in _READ for found in _rows(session, table) if _says(found.row, text)]

    def forget(
        self, who: str, *, before: dt.date | None = None, holding: str | None = None, dry: bool = False
    ) -> dict[str, int]:
        """Delete what residents typed or said: before a day, and holding a text; how many rows went, by table.

        At least one of the two is needed. Nothing is deleted when `dry`. A draft goes with all its versions and
        comments, whichever of them holds the text; its day is that of its last change.
        """
        if before is None and not holding:
            raise ValueError("nothing says what to forget")
        with self._sessions.begin() as session:
            ids = {name: _ids(session, name, before, holding) for name in _TYPED}
            gone = {name: len(found) for name, found in ids.items()}
            if dry or not any(gone.values()):
                return gone
            for table in _OF_DRAFTS:
                _delete(session, table.draft_id, ids["drafts"])
            for name, found in ids.items():
                _delete(session, _TYPED[name][0].id, found)
            audit(session, who, "forgotten", "ledger", gone | {"before": str(before) if before else None})
        self._sessions.scrub()
        return gone


def _delete(session: Session, column: InstrumentedAttribute[int], found: Sequence[int]) -> None:
    for at in range(0, len(found), _AT_ONCE):
        session.execute(delete(column.class_).where(column.in_(found[at : at + _AT_ONCE])))


def _ids(session: Session, name: str, before: dt.date | None, holding: str | None) -> list[int]:
    table, day, texts = _TYPED[name]
    rows = select(table.id, *texts)
    if before:
        rows = rows.where(day < before)
    deeper = _drafts_holding(session, holding) if holding and table is KeptDraft else set()
    found = ((row[0], dict(enumerate(row[1:]))) for row in session.execute(rows))
    return [at for at, said in found if not holding or at in deeper or _says(said, holding)]


def _drafts_holding(session: Session, text: str) -> set[int]:
    """The drafts of which a version or a comment holds a text."""
    return {found.row["draft_id"] for table in _OF_DRAFTS for found in _rows(session, table) if _says(found.row, text)}


def _rows(session: Session, table: type[Base]) -> Iterator[Found]:
    columns = [column for column in table.__table__.columns if column.name not in _SECRET]
    for row in session.execute(select(*columns).order_by(columns[0])).yield_per(_AT_ONCE):
        yield Found(table.__tablename__, dict(row._mapping))


def _says(row: Mapping[Any, Any], text: str) -> bool:
    """Whether a row holds a text, in capitals or not, as it is or as JSON writes it."""
    sought = {text.casefold(), json.dumps(text, ensure_ascii=False)[1:-1].casefold()}
    return any(each in value.casefold() for value in row.values() if isinstance(value, str) for each in sought)
