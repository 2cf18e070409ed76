"""/office/check: a text set against the record, sentence by sentence. Nothing of it is stored or logged."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from ...errors import STATUSES, describe
from ...html import PagesOf
from ...limits import Limited
from ...state import StateOf
from ..access.forms import Posted
from ..access.guards import Staff
from ..documents import WORD
from ..downloads import JSON, download
from ..navigation import HOME
from ..rendering import render
from ..reporting import report, summary

router = APIRouter(include_in_schema=False, dependencies=[Limited])
_AT = f"{HOME}/check"


@router.get(_AT)
def check(request: Request, user: Staff) -> Response:
    """The form."""
    return render(request, user, "check.html", typed="", report=None)


@router.post(_AT)
def checked(request: Request, user: Staff, form: Posted, state: StateOf, pages: PagesOf) -> Response:
    """The form as it was sent, with what each sentence came to."""
    typed = form.text("text")
    try:
        with state.place() as bot:
            made = report(bot, typed)
    except tuple(STATUSES) as error:
        status, trouble, headers = describe(error)
        return render(request, user, "check.html", status, headers, typed=typed, report=None, trouble=trouble)
    told = summary(made.counts, pages.words["check"])
    return render(request, user, "check.html", typed=typed, report=made, summary=told)


@router.post(f"{_AT}.docx")
def as_document(user: Staff, form: Posted, state: StateOf, pages: PagesOf) -> Response:
    """The same check for Word."""
    with state.place() as bot:
        made = report(bot, form.text("text"))
    return download(made.as_document(pages), "check.docx", WORD)


@router.post(f"{_AT}.json")
def as_json(user: Staff, form: Posted, state: StateOf) -> Response:
    """The same check for a program."""
    with state.place() as bot:
        made = report(bot, form.text("text"))
    return download(made.as_json(), "check.json", JSON)
