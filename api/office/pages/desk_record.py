"""/office/desk/doubts and /office/desk/old: pages that were hard to read, and old answers that are shown often."""

from __future__ import annotations

import datetime as dt

from fastapi import APIRouter, Request, Response

from ...state import StateOf
from ..access.guards import Editor, OfficeOf
from ..desk.period import Span, read_period
from ..rendering import render
from .desk import AT as DESK

router = APIRouter(include_in_schema=False)
_MOST_LOOKED_AT, _MOST_SHOWN = 500, 50


@router.get(f"{DESK}/doubts")
def doubts(request: Request, user: Editor, state: StateOf) -> Response:
    """What the parser was unsure of, the newest page first."""
    return render(request, user, "desk_doubts.html", at=f"{DESK}/doubts", pages=state.bot.desk.doubts())


@router.get(f"{DESK}/old")
def old(request: Request, office: OfficeOf, user: Editor, state: StateOf) -> Response:
    """The old answers that most replies show, most often first, in whole months."""
    period = read_period(request.query_params, dt.date.today())
    state.keeper.flush()  # what was counted since is waiting to be written
    shown = dict(office.ledger.desk.shown(period.since, period.until, _MOST_LOOKED_AT))
    answers = [(answer, shown[answer.id]) for answer in state.bot.desk.stale(shown, _MOST_SHOWN)]
    return render(request, user, "desk_old.html", at=f"{DESK}/old", answers=answers, period=period, spans=list(Span))
