"""Errors as RFC 9457 problems: one table from what went wrong to an HTTP status, one shape of body.

A problem never holds what the sender sent: it may be personal, and may not even be text.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from bot import BotError, NotFoundError, QuestionError, UnavailableError
from index import RecordError

log = logging.getLogger("onrecord")

MEDIA_TYPE = "application/problem+json"
_MOST_FAULTS = 20


class ApiError(Exception):
    """Root of this layer's errors."""


class SettingsError(ApiError):
    """A setting does not exist or cannot have that value."""


class BusyError(ApiError):
    """Too many questions are being answered at once."""


STATUSES: dict[type[Exception], HTTPStatus] = {
    QuestionError: HTTPStatus.UNPROCESSABLE_ENTITY,
    NotFoundError: HTTPStatus.NOT_FOUND,
    UnavailableError: HTTPStatus.SERVICE_UNAVAILABLE,
    BusyError: HTTPStatus.SERVICE_UNAVAILABLE,
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
    for status in (HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.NOT_FOUND, HTTPStatus.SERVICE_UNAVAILABLE)
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


async def _http(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    headers = dict(error.headers) if error.headers else None
    return problem(error.status_code, str(error.detail), headers=headers)


async def _known(_: Request, error: Exception) -> JSONResponse:
    kind = next(kind for kind in type(error).__mro__ if kind in STATUSES)
    status = STATUSES[kind]
    headers = {"Retry-After": _RETRY_AFTER[kind]} if kind in _RETRY_AFTER else None
    ours = isinstance(error, RecordError) or status is HTTPStatus.INTERNAL_SERVER_ERROR
    if ours:
        log.error("%s: %s", type(error).__name__, error)
    return problem(status, _NEUTRAL if ours else str(error), headers=headers)


async def _unknown(_: Request, error: Exception) -> JSONResponse:
    log.error("unexpected %s", type(error).__name__, exc_info=error)
    return problem(500, _NEUTRAL)
