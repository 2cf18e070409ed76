"""Errors as RFC 9457 problems: one table from what went wrong to an HTTP status, one shape of body.

A problem never holds what the sender sent: it may be personal, and may not even be text.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from bot import BotError, NotFoundError, QuestionError, TextError, UnavailableError, WithdrawnError
from index import ChangedError, RecordError, WithdrawalError

from .html import pages_of, wants_html

log = logging.getLogger("onrecord")

MEDIA_TYPE = "application/problem+json"
OFFICE = "/office"
SIGN_IN = f"{OFFICE}/sign-in"
_MOST_FAULTS = 20


class ApiError(Exception):
    """Root of this layer's errors."""


class SettingsError(ApiError):
    """A setting does not exist or cannot have that value."""


class BusyError(ApiError):
    """Too many questions are being answered at once."""


class TooManyError(ApiError):
    """One client has asked too often; `seconds` until it may ask again."""

    def __init__(self, seconds: int, what: str | None = None) -> None:
        super().__init__(what or _TOO_MANY)
        self.seconds = seconds


class LedgerError(ApiError):
    """The ledger cannot be opened, read or written; the message never holds what was to be written."""


class AccountError(ApiError):
    """An account or a token cannot be changed like that; the message says why."""


class MissingError(ApiError):
    """There is no such account or token."""


class TakenError(LedgerError):
    """What must exist only once is there already."""


class ClosedError(ApiError):
    """The staff side cannot work at the moment; the message says why."""


class SignedOutError(ApiError):
    """Nobody is signed in, or a token is not one of ours, or no more."""


class CarriedError(SignedOutError):
    """The same, to a form of ours whose session has ended; `sealed` is what it held."""

    def __init__(self, sealed: str) -> None:
        super().__init__("Sign in again.")
        self.sealed = sealed


class ForbiddenError(ApiError):
    """Whoever asks may not do this, or a form did not come from a page of ours."""


class DirectoryError(ApiError):
    """The office's directory cannot be reached, or did not vouch for anybody."""


class OccupiedError(ApiError):
    """Somebody is doing what only one at a time can do; the message says what."""


class StaleError(ApiError):
    """Somebody else saved or moved a draft since it was read."""


class DraftError(ApiError):
    """A draft cannot go this way from where it is; the message says why."""


class UntickedError(ApiError):
    """Something in a draft has to be looked at first."""


class FetchError(ApiError):
    """A page may not be fetched, or could not be; the message says why, without the address."""


class FormError(ApiError):
    """Something in a form has to be changed; the message says what."""


STATUSES: dict[type[Exception], HTTPStatus] = {
    QuestionError: HTTPStatus.UNPROCESSABLE_ENTITY,
    TextError: HTTPStatus.UNPROCESSABLE_ENTITY,
    NotFoundError: HTTPStatus.NOT_FOUND,
    WithdrawnError: HTTPStatus.GONE,
    ChangedError: HTTPStatus.CONFLICT,
    WithdrawalError: HTTPStatus.UNPROCESSABLE_ENTITY,
    UnavailableError: HTTPStatus.SERVICE_UNAVAILABLE,
    BusyError: HTTPStatus.SERVICE_UNAVAILABLE,
    TooManyError: HTTPStatus.TOO_MANY_REQUESTS,
    RecordError: HTTPStatus.SERVICE_UNAVAILABLE,
    BotError: HTTPStatus.INTERNAL_SERVER_ERROR,
    LedgerError: HTTPStatus.SERVICE_UNAVAILABLE,
    TakenError: HTTPStatus.CONFLICT,
    AccountError: HTTPStatus.CONFLICT,
    MissingError: HTTPStatus.NOT_FOUND,
    ClosedError: HTTPStatus.SERVICE_UNAVAILABLE,
    SignedOutError: HTTPStatus.UNAUTHORIZED,
    ForbiddenError: HTTPStatus.FORBIDDEN,
    DirectoryError: HTTPStatus.BAD_GATEWAY,
    OccupiedError: HTTPStatus.CONFLICT,
    StaleError: HTTPStatus.CONFLICT,
    DraftError: HTTPStatus.CONFLICT,
    UntickedError: HTTPStatus.CONFLICT,
    FetchError: HTTPStatus.BAD_GATEWAY,
    FormError: HTTPStatus.UNPROCESSABLE_ENTITY,
}
_RETRY_AFTER = {UnavailableError: "30", BusyError: "2", RecordError: "30", LedgerError: "30"}
_TOO_MANY = "Too many questions came from your connection. In danger, call 999. Otherwise wait a little."
_NEUTRAL = "Something went wrong here. Please try again in a few minutes."


class Fault(BaseModel):
    """What is wrong with one part of a request."""

    where: str
    what: str


class Problem(BaseModel):
    """The body of every error (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[Fault] | None = None


RESPONSES: dict[int | str, dict[str, Any]] = {
    status.value: {"model": Problem, "description": status.phrase, "content": {MEDIA_TYPE: {}}}
    for status in (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        HTTPStatus.UNAUTHORIZED,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.NOT_FOUND,
        HTTPStatus.GONE,
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.SERVICE_UNAVAILABLE,
    )
}
"""For OpenAPI: pick what a route can answer."""


def problem(
    status: int, detail: str, errors: Sequence[Fault] | None = None, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """A problem as a response."""
    body = Problem(
        title=HTTPStatus(status).phrase, status=status, detail=detail, errors=list(errors) if errors else None
    )
    return JSONResponse(body.model_dump(exclude_none=True), status, headers, MEDIA_TYPE)


def install_handlers(app: FastAPI) -> None:
    """Turn every error of the application into a problem."""
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    for kind in STATUSES:
        app.add_exception_handler(kind, _known)
    app.add_exception_handler(Exception, _unknown)


async def _invalid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = [Fault(where=_place(e["loc"], e["type"]), what=e["msg"]) for e in error.errors()[:_MOST_FAULTS]]
    return problem(422, "The request cannot be read as it is; see errors for what to change.", faults)


def _place(location: Sequence[int | str], kind: str) -> str:
    """Where a fault lies, in names of our own: an unknown field's name is the sender's text."""
    parts = list(location[:-1] if kind == "extra_forbidden" else location)
    return ".".join(str(part) for part in parts)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return respond(request, error.status_code, str(error.detail), error.headers)


async def _known(request: Request, error: Exception) -> Response:
    if isinstance(error, SignedOutError):
        return _signed_out(request, error)
    return respond(request, *describe(error))


def _signed_out(request: Request, error: SignedOutError) -> Response:
    """A browser goes to sign in, and comes back to what it wanted to see; a program is told."""
    if not _for_person(request) or "authorization" in request.headers:
        return problem(STATUSES[SignedOutError], str(error), headers={"WWW-Authenticate": 'Bearer realm="On Record"'})
    wanted = f"{request.url.path}?{request.url.query}".rstrip("?")
    query = urlencode({"next": wanted}) if request.method == "GET" else ""
    return RedirectResponse(f"{SIGN_IN}?{query}".rstrip("?"), HTTPStatus.SEE_OTHER)


def describe(error: Exception) -> tuple[HTTPStatus, str, dict[str, str]]:
    """Status, sentence and headers for an error of the table; one of ours is logged, and said neutrally."""
    kind = next(kind for kind in type(error).__mro__ if kind in STATUSES)
    status = STATUSES[kind]
    wait = str(error.seconds) if isinstance(error, TooManyError) else _RETRY_AFTER.get(kind)
    ours = kind in (RecordError, LedgerError) or status is HTTPStatus.INTERNAL_SERVER_ERROR
    if ours:
        log.error("%s: %s", type(error).__name__, error)
    return status, _NEUTRAL if ours else str(error), {"Retry-After": wait} if wait else {}


def respond(request: Request, status: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """An error as a page for somebody who looked for one, as a problem for everybody else."""
    marked = {"Vary": "Accept"} | dict(headers or {})
    if not wants_html(request.headers.get("accept", "")):
        return problem(status, detail, headers=marked)
    title = HTTPStatus(status).phrase
    if _in_office(request):
        return pages_of(request).render("office/problem.html", status, marked, title=title, detail=detail)
    said = "" if detail == title else detail
    return pages_of(request).render("problem.html", status, marked, code=str(int(status)), detail=said)


def _for_person(request: Request) -> bool:
    """Whether somebody who has not signed in is to be sent to do so."""
    return (request.method == "GET" or _in_office(request)) and wants_html(request.headers.get("accept", ""))


def _in_office(request: Request) -> bool:
    return f"{request.url.path}/".startswith(f"{OFFICE}/")


async def _unknown(request: Request, error: Exception) -> Response:
    log.error("unexpected %s", type(error).__name__, exc_info=error)
    return respond(request, 500, _NEUTRAL)
