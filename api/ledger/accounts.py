"""Accounts of the office's people, and sessions that were ended. Every change is in the audit log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ..errors import AccountError, MissingError, TakenError
from .audit import Detail, audit, now
from .models import Account, EndedSession, Role
from .sessions import Sessions


class Accounts:
    """Accounts by name. `who` is whoever makes a change, for the log."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    def add(self, who: str, account: Account) -> Account:
        """Keep a new account; TakenError if its name, e-mail address or person in the directory has one."""
        try:
            with self._sessions.begin() as session:
                session.add(account)
                audit(session, who, "user added", account.name, {"role": account.role})
        except TakenError:
            raise TakenError(f"There is a user of the name {account.name}, or of that e-mail address.") from None
        return account

    def all(self) -> Sequence[Account]:
        """Every account, by name."""
        with self._sessions.begin() as session:
            return session.scalars(select(Account).order_by(Account.name)).all()

    def any(self) -> bool:
        """Whether there is an account at all."""
        with self._sessions.begin() as session:
            return session.scalar(select(Account.id).limit(1)) is not None

    def by_name(self, name: str) -> Account | None:
        """The account of a name."""
        with self._sessions.begin() as session:
            return session.scalar(select(Account).where(Account.name == name))

    def by_email(self, email: str) -> Account | None:
        """The account of an e-mail address."""
        with self._sessions.begin() as session:
            return session.scalar(select(Account).where(Account.email == email))

    def by_subject(self, subject: str) -> Account | None:
        """The account of a person in the directory."""
        with self._sessions.begin() as session:
            return session.scalar(select(Account).where(Account.subject == subject))

    def in_session(self, account_id: int, ended: str) -> Account | None:
        """The account of a session; None when it is disabled or gone, or the session of that digest was ended."""
        with self._sessions.begin() as session:
            gone = select(EndedSession).where(EndedSession.digest == ended).exists()
            return session.scalar(select(Account).where(Account.id == account_id, ~Account.disabled, ~gone))

    def set_role(self, who: str, name: str, role: Role) -> None:
        """Give an account another role."""
        self._change(who, name, "role changed", {"role": role}, role=role)

    def set_password(self, who: str, name: str, password_hash: str) -> None:
        """Give an account another password, and end its sessions."""
        self._change(who, name, "password changed", ends=True, password_hash=password_hash)

    def disable(self, who: str, name: str) -> None:
        """Let nobody in under an account any more, and end its sessions; its tokens are refused too."""
        self._change(who, name, "user disabled", ends=True, disabled=True)

    def enable(self, who: str, name: str) -> None:
        """Let somebody in again."""
        self._change(who, name, "user enabled", disabled=False)

    def link(self, name: str, subject: str) -> None:
        """From now on, this person in the directory is the one of an account."""
        self._change(name, name, "user linked", subject=subject)

    def rehash(self, name: str, password_hash: str) -> None:
        """Keep the same password, better hashed; nothing that anybody did."""
        with self._sessions.begin() as session:
            _named(session, name).password_hash = password_hash

    def end_session(self, name: str, digest: str, until: dt.datetime) -> None:
        """Refuse a session from now on; forget those that would have ended by themselves."""
        with self._sessions.begin() as session:
            session.execute(delete(EndedSession).where(EndedSession.until < now()))
            session.merge(EndedSession(digest, until))
            audit(session, name, "signed out", name)

    def _change(
        self, who: str, name: str, action: str, detail: Detail | None = None, *, ends: bool = False, **values: object
    ) -> None:
        with self._sessions.begin() as session:
            admins = select(Account.id).where(Account.role == Role.ADMIN, ~Account.disabled)
            before = session.scalars(admins.with_for_update()).all()  # so that no two of them unmake each other
            account = _named(session, name)
            for column, value in values.items():
                setattr(account, column, value)
            account.round += ends
            session.flush()
            if before and not session.scalars(admins).all():
                raise AccountError(f"{name} is the only admin. Make another first.")
            audit(session, who, action, name, detail)


def _named(session: Session, name: str) -> Account:
    account = session.scalar(select(Account).where(Account.name == name))
    if account is None:
        raise MissingError(f"There is no user of the name {name}.")
    return account
