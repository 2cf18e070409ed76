"""/office/password: one's own."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from ...errors import STATUSES, FormError, describe
from ...html import PagesOf
from ..access.forms import Posted
from ..access.guards import OfficeOf, Staff, User, account_of
from ..navigation import HOME
from ..office import Office
from ..rendering import render
from .sign_in import begin

router = APIRouter(include_in_schema=False)
_AT = f"{HOME}/password"


@router.get(_AT)
def password(request: Request, office: OfficeOf, user: Staff) -> Response:
    """The form."""
    return _page(request, office, user)


@router.post(_AT)
def change(request: Request, office: OfficeOf, user: Staff, form: Posted, pages: PagesOf) -> Response:
    """Another password for whoever knows the one of now: every session ends, and a new one begins here."""
    words, new = pages.words["password"], form.text("new")
    account = account_of(office, user)
    try:
        office.attempts.count(request, user.name)
        if not office.passwords.check(account.password_hash, form.text("current")):
            raise FormError(words["wrong"])
        if new != form.text("again"):
            raise FormError(words["differ"])
        office.ledger.accounts.set_password(user.who, user.name, office.passwords.hash(new))
    except tuple(STATUSES) as error:
        status, trouble, headers = describe(error)
        return _page(request, office, user, status, headers, trouble=trouble)
    session = begin(request, office, account_of(office, user))
    return _page(request, office, user, done=True, form_token=office.sessions.form_token(session))


def _page(
    request: Request,
    office: Office,
    user: User,
    status: int = 200,
    headers: dict[str, str] | None = None,
    **context: object,
) -> Response:
    context = {"done": False, "shortest": office.settings.shortest_password} | context
    return render(request, user, "password.html", status, headers, **context)
