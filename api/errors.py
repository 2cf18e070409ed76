"""Errors as RFC 9457 problems: one table from what went wrong to an HTTP status, one shape of body.

A problem never holds what the sender sent: it may be personal, and may not even be text.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from bot import BotError, NotFoundError, QuestionError, UnavailableError, WithdrawnError
from index import RecordError, WithdrawalError

from .html import pages_of, wants_html

log = logging.getLogger("onrecord")

MEDIA_TYPE = "application/problem+json"
_MOST_FAULTS = 20


class ApiError(Exception):
    """Root of this layer's errors."""


class SettingsError(ApiError):
    """A setting does not exist or cannot have that value."""


class BusyError(ApiError):
    """Too many questions are being answered at once."""


class TooManyError(ApiError):
    """One client has asked too often; `seconds` until it may ask again."""

    def __init__(self, seconds: int) -> None:
        super().__init__("Too many questions came from your connection. In danger, call 999. Otherwise wait a little.")
        self.seconds = seconds


STATUSES: dict[type[Exception], HTTPStatus] = {
    QuestionError: HTTPStatus.UNPROCESSABLE_ENTITY,
    NotFoundError: HTTPStatus.NOT_FOUND,
    WithdrawnError: HTTPStatus.GONE,
    WithdrawalError: HTTPStatus.UNPROCESSABLE_ENTITY,
    UnavailableError: HTTPStatus.SERVICE_UNAVAILABLE,
    BusyError: HTTPStatus.SERVICE_UNAVAILABLE,
    TooManyError: HTTPStatus.TOO_MANY_REQUESTS,
    RecordError: HTTPStatus.SERVICE_UNAVAILABLE,
    BotError: HTTPStatus.INTERNAL_SERVER_ERROR,
}
_RETRY_AFTER = {UnavailableError: "30", BusyError: "2", RecordError: "30"}
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
        HTTPStatus.NOT_FOUND,
        HTTPStatus.GONE,
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.SERVICE_UNAVAILABLE,
    )
}
"""For OpenAPI: pick what a route can answer."""


def problem(
    status: int, detail: str, errors: Sequence[Fault] | None = None, headers: dict[str, str] | None = None
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


async def _invalid(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    faults = [Fault(where=_place(e["loc"], e["type"]), what=e["msg"]) for e in error.errors()[:_MOST_FAULTS]]
    return problem(422, "The request cannot be read as it is; see errors for what to change.", faults)


def _place(location: Sequence[int | str], kind: str) -> str:
    """Where a fault lies, in names of our own: an unknown field's name is the sender's text."""
    parts = list(location[:-1] if kind == "extra_forbidden" else location)
    return ".".join(str(part) for part in parts)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _respond(request, error.status_code, str(error.detail), dict(error.headers or {}))


async def _known(request: Request, error: Exception) -> Response:
    return _respond(request, *describe(error))


def describe(error: Exception) -> tuple[HTTPStatus, str, dict[str, str]]:
    """Status, sentence and headers for an error of the table; one of ours is logged, and said neutrally."""
    kind = next(kind for kind in type(error).__mro__ if kind in STATUSES)
    status = STATUSES[kind]
    wait = str(error.seconds) if isinstance(error, TooManyError) else _RETRY_AFTER.get(kind)
    ours = kind is RecordError or status is HTTPStatus.INTERNAL_SERVER_ERROR
    if ours:
        log.error("%s: %s", type(error).__name__, error)
    return status, _NEUTRAL if ours else str(error), {"Retry-After": wait} if wait else {}


def _respond(request: Request, status: int, detail: str, headers: dict[str, str]) -> Response:
    """A page for somebody who looked for one, a problem for everybody else."""
    if request.method == "GET":
        headers["Vary"] = "Accept"
    if request.method == "GET" and wants_html(request.headers.get("accept", "")):
        return pages_of(request).render("problem.html", status, headers, title=HTTPStatus(status).phrase, detail=detail)
    return problem(status, detail, headers=headers)


async def _unknown(_: Request, error: Exception) -> JSONResponse:
    log.error("unexpected %s", type(error).__name__, exc_info=error)
    return problem(500, _NEUTRAL)
