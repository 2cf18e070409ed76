"""/office/sign-in and /office/sign-out."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from ...errors import SIGN_IN, STATUSES, CarriedError, SignedOutError, describe
from ...html import PagesOf, pages_of
from ...ledger import Account
from ..access.carrying import carried
from ..access.forms import Form, Posted, check_form, onward
from ..access.guards import Asking, OfficeOf, Staff
from ..access.people import sign_in
from ..access.sessions import Session
from ..navigation import HOME
from ..office import Office
from ..rendering import render

router = APIRouter(include_in_schema=False)
_AGAIN = "again"


@router.get(SIGN_IN)
def sign_in_page(request: Request, office: OfficeOf, user: Asking, pages: PagesOf) -> Response:
    """The form; whoever is signed in goes on to where they wanted."""
    to = onward(request.query_params.get("next", ""), HOME)
    if user:
        return RedirectResponse(to, 303)
    return ask(request, office, to, trouble=pages.words["sign_in"]["old"] if _AGAIN in request.query_params else None)


@router.post(SIGN_IN)
def enter(request: Request, office: OfficeOf, form: Posted, pages: PagesOf) -> Response:
    """Let somebody in under a new session, and on to where they wanted; or say, in the same words, that it failed."""
    to = onward(form.text("next"), HOME)
    session = office.sessions.read(office.session_cookie.read(request))
    if session is None:  # no new one here: it would take the place of one that another website's form comes without
        return RedirectResponse(f"{SIGN_IN}?{urlencode({'next': to, _AGAIN: 1})}", 303)
    try:
        check_form(request, form, office.sessions.form_token(session), office.address)
        account = _account(request, office, form, pages.words)
    except tuple(STATUSES) as error:
        status, trouble, headers = describe(error)
        typed, sealed = form.text("name")[:100], form.text("carried")
        return ask(request, office, to, status, headers, trouble=trouble, typed=typed, sealed=sealed)
    token = office.sessions.form_token(begin(request, office, account))
    held = carried(office, form.text("carried"))
    if held and held.account == account.id:
        return render(request, None, "carried.html", form_token=token, carried=held)
    return RedirectResponse(to, 303)


async def sign_in_again(request: Request, error: Exception) -> Response:
    """The sign-in page for a form whose session has ended, which it carries on."""
    office = request.app.state.on_record.office
    assert isinstance(error, CarriedError)
    trouble = pages_of(request).words["carried"]["ended"]
    return ask(request, office, HOME, 401, trouble=trouble, sealed=error.sealed)


@router.post(f"{HOME}/sign-out")
def leave(request: Request, office: OfficeOf, user: Staff) -> Response:
    """End the session: its cookie is refused from now on, wherever a copy of it is."""
    if user.session:
        digest, ends = office.sessions.digest(user.session), office.sessions.ends(user.session)
        office.ledger.accounts.end_session(user.name, digest, ends)
    office.session_cookie.clear(request)
    return RedirectResponse(SIGN_IN, 303)


def _account(request: Request, office: Office, form: Form, words: Mapping[str, Mapping[str, str]]) -> Account:
    """Whose name and password were sent, and not too often."""
    name = form.text("name")
    office.attempts.count(request, name.strip().lower())
    account = sign_in(office.ledger, office.passwords, name, form.text("password"))
    if account is None:
        raise SignedOutError(words["sign_in"]["wrong"])
    return account


def begin(request: Request, office: Office, account: Account | None) -> Session:
    """Start a session of somebody, or of nobody yet, in place of whatever session there was."""
    session = office.sessions.start(account)
    office.session_cookie.set(request, office.sessions.write(session))
    return session


def ask(
    request: Request,
    office: Office,
    to: str,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    *,
    trouble: str | None = None,
    typed: str = "",
    sealed: str = "",
) -> Response:
    """The form to sign in, in a session of nobody yet, if there is none."""
    session = office.sessions.read(office.session_cookie.read(request)) or begin(request, office, None)
    return render(
        request,
        None,
        "sign_in.html",
        status,
        headers,
        form_token=office.sessions.form_token(session),
        onward=to,
        nobody=not office.ledger.accounts.any(),
        directory=office.settings.directory.name if office.directory else None,
        trouble=trouble,
        typed=typed,
        sealed=sealed,
    )
