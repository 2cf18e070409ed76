"""GET /precedents: every time a thing was asked, for programs. Nothing of it is stored or logged."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from ...errors import RESPONSES
from ...ledger import Role
from ...limits import Limited
from ...state import StateOf
from ..access.guards import at_least
from ..access.tokens import Scope
from .query import PrecedentsPage, PrecedentsQuery, page_of

router = APIRouter(tags=["office"], dependencies=[Limited, Depends(at_least(Role.STAFF, Scope.PRECEDENTS))])


@router.get(
    "/precedents",
    operation_id="precedents",
    summary="Every time a thing was asked",
    responses={status: RESPONSES[status] for status in (401, 403, 422, 429, 503)},
)
def precedents(query: Annotated[PrecedentsQuery, Query()], state: StateOf, response: Response) -> PrecedentsPage:
    """Threads of the record, twenty a page: each with all its tellings, newest first, inside the filters or not."""
    response.headers["Cache-Control"] = "no-store"
    with state.place() as bot:
        return page_of(bot.precedents(query.wanted), query.page)
