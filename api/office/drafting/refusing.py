"""What has to be looked at in a draft before any of it goes out."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import HTMLResponse

from ...errors import UntickedError
from ...ledger import History
from ..access.guards import User
from ..rendering import render
from .body import Flagged, Sentence, read_body


def unticked(history: History) -> list[tuple[int, Sentence, Flagged]]:
    """The flags of the newest version that nobody has ticked, with the number of their sentence, from 1."""
    body = read_body(history.newest.body)
    return [(at, each, flag) for at, each in enumerate(body, 1) for flag in each.unticked]


def refusal(history: History) -> None:
    """UntickedError while there is one."""
    if left := len(unticked(history)):
        places = "place has" if left == 1 else "places have"
        raise UntickedError(f"{left} flagged {places} to be looked at and ticked first.")


def refused_page(request: Request, user: User, history: History, status: int, trouble: str) -> HTMLResponse:
    """The page that lists them."""
    return render(
        request, user, "draft_refused.html", status, draft=history.draft, left=unticked(history), trouble=trouble
    )
