"""/office/tokens: what programs sign in with, made and revoked by whoever they work for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from ...errors import FormError, describe
from ..access.forms import Posted
from ..access.guards import OfficeOf, Staff, User, account_of
from ..access.tokens import Made, make_token, open_to
from ..navigation import HOME
from ..office import Office
from ..rendering import render

router = APIRouter(include_in_schema=False)
_AT = f"{HOME}/tokens"
_DAYS = 90


@dataclass(frozen=True, slots=True)
class Typed:
    """What the form holds."""

    label: str = ""
    scopes: Sequence[str] = ()
    days: str = str(_DAYS)


@router.get(_AT)
def tokens(request: Request, office: OfficeOf, user: Staff) -> Response:
    """The tokens of whoever looks, and a form for another."""
    return _page(request, office, user)


@router.post(_AT)
def make(request: Request, office: OfficeOf, user: Staff, form: Posted) -> Response:
    """A new token, shown on the page that answers and nowhere else."""
    typed = Typed(form.text("label"), form.all("scope"), form.text("days"))
    account = account_of(office, user)
    try:
        made = make_token(
            office.ledger, office.settings, user.who, account, typed.label, typed.scopes, form.number("days")
        )
    except FormError as error:
        status, trouble, _ = describe(error)
        return _page(request, office, user, status, trouble=trouble, typed=typed)
    return _page(request, office, user, made=made)


@router.post(_AT + "/{prefix}/revoke")
def revoke(prefix: str, office: OfficeOf, user: Staff) -> Response:
    """Refuse a token of one's own from now on."""
    office.ledger.tokens.revoke(user.who, prefix, user.account_id)
    return RedirectResponse(_AT, 303)


def _page(
    request: Request,
    office: Office,
    user: User,
    status: int = 200,
    *,
    made: Made | None = None,
    trouble: str | None = None,
    typed: Typed | None = None,
) -> Response:
    return render(
        request,
        user,
        "tokens.html",
        status,
        tokens=office.ledger.tokens.of(user.account_id),
        scopes=open_to(user.role),
        longest=office.settings.token_days,
        today=dt.date.today(),
        made=made,
        trouble=trouble,
        typed=typed or Typed(),
    )
