"""/office/precedents.csv, .json and .docx: all that a search finds, to take away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from fastapi import APIRouter, Request, Response

from ...html import PagesOf
from ...limits import Limited
from ...state import StateOf
from ..access.guards import Staff
from ..documents import WORD
from ..downloads import JSON, download
from ..precedents.asked import AskedFor
from ..precedents.citing import answer_address
from ..precedents.exporting import Export
from ..precedents.narrowing import Narrower
from ..sheets import CSV
from .precedents import AT

router = APIRouter(include_in_schema=False, dependencies=[Limited])
Kind = Literal["csv", "json", "docx"]
_WAYS: dict[Kind, tuple[Callable[[Export], bytes], str]] = {
    "csv": (Export.as_sheet, CSV),
    "json": (Export.as_json, JSON),
    "docx": (Export.as_document, WORD),
}


@router.get(f"{AT}.{{kind}}")
def export(request: Request, _: Staff, state: StateOf, asked: AskedFor, pages: PagesOf, kind: Kind) -> Response:
    """Every thread of a search, whatever page of it was looked at."""
    wanted = asked.query.wanted
    with state.place() as bot:
        found, meetings = bot.precedents(wanted), bot.meetings()
    described = Narrower(asked, meetings, pages.words["precedents"]).described()
    made = Export(found, asked.address(), described, lambda each: answer_address(request, state, each), pages)
    write, media_type = _WAYS[kind]
    return download(write(made), f"precedents.{kind}", media_type)
