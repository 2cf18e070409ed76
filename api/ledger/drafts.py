"""Drafts of replies: their versions, and their way from state to state. Every change is in the audit log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from ..errors import DraftError, FormError, MissingError, StaleError, TakenError
from .audit import audit, now
from .models import DraftEvent, DraftState, DraftVersion, KeptDraft, Role
from .sessions import Sessions
from .steps import EDITABLE, STEPS

_LONGEST_COMMENT = 5000


@dataclass(frozen=True, slots=True)
class History:
    """A draft with all its versions and events, oldest first."""

    draft: KeptDraft
    versions: Sequence[DraftVersion]
    events: Sequence[DraftEvent]

    @property
    def newest(self) -> DraftVersion:
        """The version that stands."""
        return self.versions[-1]

    def wrote(self, who: str) -> bool:
        """Whether somebody made the draft or saved one of its versions."""
        return who == self.draft.made_by or any(version.by == who for version in self.versions)


class Drafts:
    """Drafts by number. Whoever saves or moves one names the version that they saw; StaleError if there is a newer."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    def add(self, who: str, question: str, body: str) -> int:
        """Keep a new draft with its first version; its number."""
        with self._sessions.begin() as session:
            today = dt.date.today()
            draft = KeptDraft(question, who, today, today)
            session.add(draft)
            session.flush()
            session.add(DraftVersion(draft.id, 1, body, who, now()))
            session.add(DraftEvent(draft.id, 1, None, DraftState.DRAFT, who, now()))
            audit(session, who, "draft made", _name(draft.id))
            return draft.id

    def all(self) -> Sequence[KeptDraft]:
        """Every draft, the last changed first."""
        with self._sessions.begin() as session:
            return session.scalars(select(KeptDraft).order_by(KeptDraft.changed_on.desc(), KeptDraft.id.desc())).all()

    def history(self, draft_id: int) -> History:
        """A draft with all that became of it; MissingError if there is none."""
        with self._sessions.begin() as session:
            return _history(session, draft_id)

    def save(self, who: str, draft_id: int, seen: int, body: str) -> int:
        """Keep a new version; its number. Nothing is kept of one that is not over the newest, or of a closed draft."""
        try:
            with self._sessions.begin() as session:
                draft = _history(session, draft_id).draft
                if draft.state not in EDITABLE:
                    raise DraftError("The draft is not open for changes any more. Take it back, or ask for its return.")
                _touch(session, draft, seen, seen + 1, draft.state)
                session.add(DraftVersion(draft_id, seen + 1, body, who, now()))
                audit(session, who, "draft saved", _name(draft_id), {"version": seen + 1})
        except TakenError:
            raise _stale() from None
        return seen + 1

    def move(self, who: str, role: Role, draft_id: int, seen: int, step: str, comment: str = "") -> None:
        """Take a draft a step further, if somebody of that role may."""
        if len(comment) > _LONGEST_COMMENT:
            raise FormError(f"A comment has at most {_LONGEST_COMMENT:,} characters.")
        with self._sessions.begin() as session:
            history = _history(session, draft_id)
            draft, way = history.draft, STEPS[step]
            was = draft.state
            way.check(was, role, history.wrote(who), comment)
            _touch(session, draft, seen, seen, way.to)
            session.add(DraftEvent(draft_id, seen, was, way.to, who, now(), comment.strip()))
            audit(session, who, f"draft {way.to.replace('_', ' ')}", _name(draft_id), {"version": seen, "was": was})


def _touch(session: Session, draft: KeptDraft, seen: int, version: int, state: DraftState) -> None:
    """Change a draft where it is still as it was read, in one statement, so that of two at once only one does."""
    still = update(KeptDraft).where(KeptDraft.id == draft.id, KeptDraft.version == seen, KeptDraft.state == draft.state)
    done = session.execute(
        still.values(version=version, state=state, changed_on=dt.date.today()).returning(KeptDraft.id),
        execution_options={"synchronize_session": False},
    )
    if done.first() is None:
        raise _stale()


def _history(session: Session, draft_id: int) -> History:
    draft = session.get(KeptDraft, draft_id)
    if draft is None:
        raise MissingError("There is no such draft.")
    versions = select(DraftVersion).where(DraftVersion.draft_id == draft_id).order_by(DraftVersion.number)
    events = select(DraftEvent).where(DraftEvent.draft_id == draft_id).order_by(DraftEvent.id)
    return History(draft, session.scalars(versions).all(), session.scalars(events).all())


def _stale() -> StaleError:
    return StaleError("Somebody else changed the draft meanwhile. Open it again and look; nothing of theirs is lost.")


def _name(draft_id: int) -> str:
    return f"draft {draft_id}"
