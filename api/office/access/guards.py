"""Who asks, and whether they may: what a route of the office asks for.

`Staff`, `Drafter`, `Editor` and `Admin` are people who signed in. A route that programs may use too names the scopes
that their tokens need: `Annotated[User, Depends(at_least(Role.DRAFTER, Scope.DRAFTS))]`. A request by a session that
changes something has to come from a form of ours (`forms.py`); one by a token need not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request

from ...errors import CarriedError, ClosedError, ForbiddenError, SignedOutError
from ...ledger import Account, Role
from ...state import StateOf
from ..office import Office
from .carrying import carry
from .forms import SAFE, Posted, check_form
from .sessions import Session
from .tokens import Scope, read_token

_BEARER = "bearer"


@dataclass(frozen=True, slots=True)
class User:
    """Who asks. `token` is the prefix of the token that they came with; None for somebody with a session.

    `form_token` goes into every form of their pages, as the field `form_token`.
    """

    account_id: int
    name: str
    role: Role
    form_token: str = field(default="", repr=False)
    session: Session | None = None
    token: str | None = None
    scopes: frozenset[str] = frozenset()

    @property
    def who(self) -> str:
        """For the audit log."""
        return f"{self.name} (token {self.token})" if self.token else self.name


def office_of(state: StateOf) -> Office:
    """The office; ClosedError when there is none."""
    if state.office is None:
        raise ClosedError("The office's pages cannot work at the moment: the ledger is not open. The log says why.")
    return state.office


OfficeOf = Annotated[Office, Depends(office_of)]
"""The office, for a route to ask for."""


def _asking(request: Request, office: OfficeOf) -> User | None:
    """Who asks; None for nobody. A bad token is an error even with a good session."""
    kind, _, credentials = request.headers.get("authorization", "").partition(" ")
    if kind:
        if kind.lower() != _BEARER:
            raise SignedOutError("Send a token as Authorization: Bearer …")
        token, account = read_token(office.ledger, credentials.strip())
        return User(account.id, account.name, account.role, token=token.prefix, scopes=frozenset(token.scopes.split()))
    return _in_session(request, office)


def _in_session(request: Request, office: Office) -> User | None:
    session = office.sessions.read(office.session_cookie.read(request))
    if session is None or session.account is None:
        return None
    account = office.ledger.accounts.in_session(session.account, office.sessions.digest(session))
    if account is None or account.round != session.round:
        return None
    if renewed := office.sessions.renewed(session):
        office.session_cookie.set(request, office.sessions.write(renewed))
    return User(account.id, account.name, account.role, office.sessions.form_token(session), session)


Asking = Annotated[User | None, Depends(_asking)]
"""Whoever asks, or None: for a page that everybody may see."""


def at_least(role: Role, *scopes: Scope) -> Callable[..., User]:
    """Lets in who has a role or more; with a token only if it has one of the scopes."""

    def check(request: Request, office: OfficeOf, user: Asking, form: Posted) -> User:
        if user is None:
            if request.method not in SAFE and (sealed := carry(request, office, form)):
                raise CarriedError(sealed)
            raise SignedOutError("Sign in at /office/sign-in, or send a token.")
        if user.token and not user.scopes & set(scopes):
            raise ForbiddenError("This token cannot be used for that.")
        if not user.role.covers(role):
            raise ForbiddenError(f"This is for people with the role {role} or above; yours is {user.role}.")
        if user.session and request.method not in SAFE:
            check_form(request, form, user.form_token, office.address)
        return user

    return check


Staff = Annotated[User, Depends(at_least(Role.STAFF))]
Drafter = Annotated[User, Depends(at_least(Role.DRAFTER))]
Editor = Annotated[User, Depends(at_least(Role.EDITOR))]
Admin = Annotated[User, Depends(at_least(Role.ADMIN))]


def account_of(office: Office, user: User) -> Account:
    """The account of whoever asks; gone only if it went this moment."""
    account = office.ledger.accounts.by_name(user.name)
    if account is None:
        raise SignedOutError("This account is gone.")
    return account
