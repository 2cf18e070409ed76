"""The tables. What a resident typed is kept as the redacted text of a `Gap` or a `Feedback`, and in drafts of a reply.

Times are UTC, and stored without a zone, since SQLite knows none.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy import Date, DateTime, Enum, ForeignKey, MetaData, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column

_NAMES = {  # so that migrations can name what they change
    "pk": "pk_%(table_name)s",
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
}


class Base(MappedAsDataclass, DeclarativeBase):
    """Rows are dataclasses; constraints have names."""

    metadata = MetaData(naming_convention=_NAMES)


class Verdict(StrEnum):
    """What a resident makes of an answer."""

    OPENED = "opened"
    ANSWERED = "answered"
    WRONG_SUBJECT = "wrong_subject"
    OUT_OF_DATE = "out_of_date"
    UNCLEAR = "unclear"
    HARMFUL = "harmful"


class Role(StrEnum):
    """What somebody of the office may do; each may do what those before it may."""

    STAFF = "staff"
    DRAFTER = "drafter"
    EDITOR = "editor"
    ADMIN = "admin"

    def covers(self, other: Role) -> bool:
        """Whether this role may do what another may."""
        order = list(Role)
        return order.index(self) >= order.index(other)


class DraftState(StrEnum):
    """How far a draft has come."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    APPROVED = "approved"
    PUBLISHED = "published"


def _by_value(kind: type[StrEnum]) -> Enum:
    """A column that holds the values of a kind, as text."""
    return Enum(kind, native_enum=False, length=20, values_callable=lambda kinds: [kind.value for kind in kinds])


class Gap(Base):
    """A question that no published answer was found for, after personal data was taken out.

    `removed` names the kinds of what was taken out; `generation` is the build of the record that had no answer.
    `dealt_by` is the editor who has dealt with it.
    """

    __tablename__ = "gaps"

    id: Mapped[int] = mapped_column(init=False, primary_key=True)
    asked_on: Mapped[dt.date] = mapped_column(Date, index=True)
    question: Mapped[str] = mapped_column(Text)
    removed: Mapped[str] = mapped_column(String(200))
    generation: Mapped[str | None] = mapped_column(String(100))
    dealt_by: Mapped[str | None] = mapped_column(String(200), default=None)
    dealt_at: Mapped[dt.datetime | None] = mapped_column(DateTime, default=None)


class Feedback(Base):
    """What a resident made of one answer; `question`, where one is kept, after personal data was taken out.

    `done_by` is the editor who has worked through it, and `note` what came of it.
    """

    __tablename__ = "feedback"

    id: Mapped[int] = mapped_column(init=False, primary_key=True)
    given_on: Mapped[dt.date] = mapped_column(Date, index=True)
    answer_id: Mapped[str] = mapped_column(String(200), index=True)
    verdict: Mapped[Verdict] = mapped_column(_by_value(Verdict))
    question: Mapped[str | None] = mapped_column(Text)
    done_by: Mapped[str | None] = mapped_column(String(200), default=None)
    done_at: Mapped[dt.datetime | None] = mapped_column(DateTime, default=None)
    note: Mapped[str | None] = mapped_column(Text, default=None)


class Decision(Base):
    """What an editor decided about a resident's question as a further wording: for one answer, or for none.

    `digest` is the SHA-256 of the question as it was compared, so that it is not offered again; the words are not kept.
    """

    __tablename__ = "decisions"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(DateTime, index=True)
    by: Mapped[str] = mapped_column(String(200))
    answer_id: Mapped[str | None] = mapped_column(String(200))


class Shown(Base):
    """In how many replies of a month an answer stood; `month` is its first day."""

    __tablename__ = "shown"

    answer_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    month: Mapped[dt.date] = mapped_column(Date, primary_key=True, index=True)
    count: Mapped[int]


class Account(Base):
    """Somebody who may sign in. `password_hash` is None for who signs in through the office's directory only.

    `subject` is who that is in the directory: the issuer and its name for the person. Raising `round` ends every
    session of the account.
    """

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(init=False, primary_key=True)
    name: Mapped[str] = mapped_column(String(100), unique=True)
    role: Mapped[Role] = mapped_column(_by_value(Role))
    made_on: Mapped[dt.date] = mapped_column(Date)
    password_hash: Mapped[str | None] = mapped_column(String(300), repr=False, default=None)
    email: Mapped[str | None] = mapped_column(String(300), unique=True, default=None)
    subject: Mapped[str | None] = mapped_column(String(600), unique=True, default=None)
    disabled: Mapped[bool] = mapped_column(default=False)
    round: Mapped[int] = mapped_column(default=0)


class Token(Base):
    """What a program signs in with: known by its `prefix`, proven by a secret of which only the SHA-256 is kept.

    `scopes` are separated by spaces. It ends with the day `expires_on`.
    """

    __tablename__ = "tokens"

    id: Mapped[int] = mapped_column(init=False, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    label: Mapped[str] = mapped_column(String(100))
    prefix: Mapped[str] = mapped_column(String(20), unique=True)
    digest: Mapped[str] = mapped_column(String(64), repr=False)
    scopes: Mapped[str] = mapped_column(String(300))
    made_on: Mapped[dt.date] = mapped_column(Date)
    expires_on: Mapped[dt.date] = mapped_column(Date)
    revoked: Mapped[bool] = mapped_column(default=False)
    last_used_on: Mapped[dt.date | None] = mapped_column(Date, default=None)


class EndedSession(Base):
    """A session that was signed out of, by the digest of its id, until it would have ended by itself."""

    __tablename__ = "ended_sessions"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    until: Mapped[dt.datetime] = mapped_column(DateTime, index=True)


class Entry(Base):
    """One line of the audit log: who did what to which thing. `detail` is a JSON object, never with residents' text."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(init=False, primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(DateTime, index=True)
    who: Mapped[str] = mapped_column(String(200), index=True)
    action: Mapped[str] = mapped_column(String(100), index=True)
    subject: Mapped[str] = mapped_column(String(200))
    detail: Mapped[str] = mapped_column(Text)


class KeptDraft(Base):
    """A reply in the making, to a question as it was received. `version` is the number of the newest."""

    __tablename__ = "drafts"

    id: Mapped[int] = mapped_column(init=False, primary_key=True)
    question: Mapped[str] = mapped_column(Text)
    made_by: Mapped[str] = mapped_column(String(200))
    made_on: Mapped[dt.date] = mapped_column(Date)
    changed_on: Mapped[dt.date] = mapped_column(Date, index=True)
    state: Mapped[DraftState] = mapped_column(_by_value(DraftState), default=DraftState.DRAFT, index=True)
    version: Mapped[int] = mapped_column(default=1)


class DraftVersion(Base):
    """What a draft said at one time; `body` is a JSON list of its sentences, and is never changed."""

    __tablename__ = "draft_versions"
    __table_args__ = (UniqueConstraint("draft_id", "number", name="uq_draft_versions_draft_id"),)

    id: Mapped[int] = mapped_column(init=False, primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"))
    number: Mapped[int]
    body: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(String(200))
    at: Mapped[dt.datetime] = mapped_column(DateTime)


class DraftEvent(Base):
    """A draft went from one state to another, in which version, and why; `was` is None when it was made."""

    __tablename__ = "draft_events"

    id: Mapped[int] = mapped_column(init=False, primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), index=True)
    version: Mapped[int]
    was: Mapped[DraftState | None] = mapped_column(_by_value(DraftState))
    became: Mapped[DraftState] = mapped_column(_by_value(DraftState))
    who: Mapped[str] = mapped_column(String(200))
    at: Mapped[dt.datetime] = mapped_column(DateTime)
    comment: Mapped[str] = mapped_column(Text, default="")
