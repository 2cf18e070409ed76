"""Tokens that programs sign in with. Every change is in the audit log; a secret is never here, only its digest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select

from ..errors import MissingError
from .audit import audit
from .models import Account, Token
from .sessions import Sessions


class Tokens:
    """Tokens by prefix. `who` is whoever makes a change, for the log."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    def add(self, who: str, name: str, token: Token) -> None:
        """Keep a new token of the account of a name."""
        with self._sessions.begin() as session:
            session.add(token)
            audit(session, who, "token made", token.prefix, {"user": name, "scopes": token.scopes})

    def of(self, account_id: int) -> Sequence[Token]:
        """The tokens of an account, newest first."""
        with self._sessions.begin() as session:
            return session.scalars(select(Token).where(Token.user_id == account_id).order_by(Token.id.desc())).all()

    def all(self) -> Sequence[tuple[Token, str]]:
        """Every token with the name of its user, newest first."""
        with self._sessions.begin() as session:
            rows = session.execute(select(Token, Account.name).join(Account).order_by(Token.id.desc()))
            return [(token, name) for token, name in rows]

    def by_prefix(self, prefix: str) -> tuple[Token, Account] | None:
        """A token and whose it is, whatever their state."""
        with self._sessions.begin() as session:
            row = session.execute(select(Token, Account).join(Account).where(Token.prefix == prefix)).first()
            return (row[0], row[1]) if row else None

    def used(self, prefix: str, today: dt.date) -> None:
        """Keep that a token was used, by day."""
        with self._sessions.begin() as session:
            for token in session.scalars(select(Token).where(Token.prefix == prefix)):
                token.last_used_on = today

    def revoke(self, who: str, prefix: str, account_id: int | None = None) -> None:
        """Refuse a token from now on; MissingError if there is none of that prefix, or not of that account."""
        with self._sessions.begin() as session:
            token = session.scalar(select(Token).where(Token.prefix == prefix))
            if token is None or account_id not in (None, token.user_id):
                raise MissingError("There is no such token.")
            token.revoked = True
            audit(session, who, "token revoked", prefix)
