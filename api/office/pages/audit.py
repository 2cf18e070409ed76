"""/office/audit: who did what, and when; for admins, as a page and as CSV."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request, Response

from ...errors import FormError
from ...html import PagesOf
from ...ledger import Entry, Wanted
from ..access.guards import Admin, OfficeOf
from ..downloads import download
from ..navigation import HOME
from ..rendering import render
from ..sheets import CSV, write_sheet

router = APIRouter(include_in_schema=False)
_AT = f"{HOME}/audit"
_ON_A_PAGE = 100
_COLUMNS = ("time", "who", "action", "subject", "detail")


@dataclass(frozen=True, slots=True)
class Asked:
    """The form's fields as they were sent; an empty one asks for everything."""

    who: str = ""
    action: str = ""
    since: str = ""
    until: str = ""
    page: int = 0

    @property
    def wanted(self) -> Wanted:
        """The lines that are asked for; FormError when a day is none."""
        return Wanted(self.who.strip() or None, self.action or None, _day(self.since), _day(self.until))

    def query(self, page: int = 0) -> str:
        """The same, of another page, for an address."""
        kept = {name: getattr(self, name) for name in ("who", "action", "since", "until") if getattr(self, name)}
        return urlencode(kept | ({"page": page} if page else {}))


def _asked(request: Request) -> Asked:
    sent = request.query_params
    who, action, since, until = (sent.get(name, "")[:200] for name in ("who", "action", "since", "until"))
    page = sent.get("page", "")
    return Asked(who, action, since, until, int(page) if page.isdecimal() and len(page) < 6 else 0)


AskedFor = Annotated[Asked, Depends(_asked)]


@router.get(_AT)
def audit(request: Request, office: OfficeOf, user: Admin, asked: AskedFor, pages: PagesOf) -> Response:
    """The log, newest first, a hundred lines a page."""
    log = office.ledger.audit
    entries = log.entries(asked.wanted, _ON_A_PAGE + 1, asked.page * _ON_A_PAGE)
    return render(
        request,
        user,
        "audit.html",
        entries=entries[:_ON_A_PAGE],
        actions=[("", pages.words["audit"]["any"]), *((action, action) for action in log.actions())],
        wanted=asked,
        query=asked.query(),
        newer=asked.query(asked.page - 1) or "page=0" if asked.page else None,
        older=asked.query(asked.page + 1) if len(entries) > _ON_A_PAGE else None,
    )


@router.get(f"{_AT}.csv")
def export(office: OfficeOf, user: Admin, asked: AskedFor) -> Response:
    """Every line that is asked for; that it was exported is a line itself."""
    entries = office.ledger.audit.entries(asked.wanted)
    office.ledger.audit.write(user.who, "audit exported", "audit", {"lines": len(entries)})
    return download(write_sheet(_COLUMNS, map(_row, entries)), "audit.csv", CSV)


def _row(entry: Entry) -> tuple[str, ...]:
    return f"{entry.at.isoformat()}Z", entry.who, entry.action, entry.subject, entry.detail


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise FormError("Write days as 2026-11-22.") from None
