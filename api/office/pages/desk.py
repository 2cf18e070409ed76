"""/office/desk: what residents asked that nobody has answered, by subject and place; for editors."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from ...errors import FormError
from ...html import PagesOf
from ...limits import Limited
from ...state import StateOf
from ..access.forms import Form, Posted
from ..access.guards import Editor, OfficeOf
from ..desk.gaps import NOWHERE, Gaps, Wanted, draw_subject, read_gaps
from ..desk.period import Span
from ..downloads import download
from ..navigation import HOME
from ..rendering import render
from ..sheets import CSV, write_sheet

router = APIRouter(include_in_schema=False, dependencies=[Limited])
AT = f"{HOME}/desk"
_ON_A_PAGE = 20
_MOST_IDS = 5000
_COLUMNS = ("subject", "asked_on", "question", "places", "dealt_with_by", "dealt_with_on")


@router.get(AT)
def gaps(request: Request, office: OfficeOf, user: Editor, state: StateOf, pages: PagesOf) -> Response:
    """Subjects, the biggest gap first, twenty a page, with counts over time."""
    wanted = Wanted.of(request.query_params, dt.date.today())
    page = _number(request.query_params.get("page", ""))
    with state.place() as bot:
        found = read_gaps(office.ledger, bot, wanted)
        some = found.subjects[page * _ON_A_PAGE : (page + 1) * _ON_A_PAGE]
        subjects = [
            (subject, draw_subject(subject, found, wanted.period), bot.desk.subject(subject.name, subject.group))
            for subject in some
        ]
    return render(
        request,
        user,
        "desk.html",
        at=AT,
        found=found,
        subjects=subjects,
        wanted=wanted,
        page=page,
        pages=math.ceil(len(found.subjects) / _ON_A_PAGE),
        spans=list(Span),
        areas=_areas(found, wanted, pages.words["desk_gaps"]["nowhere"]),
        done=_number(request.query_params.get("done", "")),
    )


@router.post(AT)
def deal(office: OfficeOf, user: Editor, form: Posted) -> Response:
    """Mark the questions of one subject as dealt with: those that stood on the page, and no newer ones."""
    sent = {name: form.text(name) for name in ("period", "from", "to", "area", "dealt")}
    wanted = Wanted.of(sent, dt.date.today())
    done = office.ledger.desk.deal(user.who, _ids(form))
    return RedirectResponse(f"{AT}?{wanted.query(done=str(done))}", 303)


@router.get(f"{AT}.csv")
def export(request: Request, office: OfficeOf, user: Editor, state: StateOf) -> Response:
    """Every question that the page speaks of, a line each."""
    wanted = Wanted.of(request.query_params, dt.date.today())
    with state.place() as bot:
        found = read_gaps(office.ledger, bot, wanted)
    rows = list(_rows(found))
    office.ledger.audit.write(user.who, "questions exported", "gaps", {"lines": len(rows)})
    return download(write_sheet(_COLUMNS, rows), "unanswered.csv", CSV)


def _rows(found: Gaps) -> Iterator[tuple[str, ...]]:
    for subject in found.subjects:
        for each in subject.missed:
            gap = each.gap
            on = gap.dealt_at.date().isoformat() if gap.dealt_at else ""
            yield subject.name, str(gap.asked_on), gap.question, "; ".join(each.places), gap.dealt_by or "", on


def _areas(found: Gaps, wanted: Wanted, nowhere: str) -> list[tuple[str, str, int]]:
    """What each place is called, how often it was named, and the search that it leads to; nowhere last."""
    named = [(name, wanted.query(area=name), count) for name, count in found.areas]
    return [*named, (nowhere, wanted.query(area=NOWHERE), found.elsewhere)]


def _ids(form: Form) -> list[int]:
    ids = form.text("ids").split()
    if not 0 < len(ids) <= _MOST_IDS or not all(each.isdecimal() and len(each) < 18 for each in ids):
        raise FormError("The form names no questions. Open the page again.")
    return list(map(int, ids))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 0
