"""/office/precedents: every time a thing was asked, by words or a question, narrowed by facets; the address is all."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from bot import Bot, Telling

from ...errors import STATUSES, describe
from ...html import PagesOf
from ...limits import Limited
from ...state import State, StateOf
from ..access.guards import Staff, User
from ..navigation import HOME
from ..precedents.asked import Asked, AskedFor
from ..precedents.citing import answer_address, cite_in_words
from ..precedents.narrowing import InUse, Narrower, Narrowing
from ..precedents.query import PrecedentsPage, page_of
from ..rendering import render

router = APIRouter(include_in_schema=False, dependencies=[Limited])
AT = f"{HOME}/precedents"


@dataclass(frozen=True, slots=True)
class Shown:
    """What was found, on one page, and how it can be narrowed."""

    found: PrecedentsPage
    narrowings: list[Narrowing]
    in_use: list[InUse]


@router.get(AT)
def precedents(request: Request, user: Staff, state: StateOf, asked: AskedFor, pages: PagesOf) -> Response:
    """The form with what it finds; without words, the whole record by date."""
    try:
        with state.place() as bot:
            shown = _search(bot, asked, pages.words["precedents"])
    except tuple(STATUSES) as error:
        status, trouble, headers = describe(error)
        return _page(request, user, state, asked, pages, None, status, headers, trouble=trouble)
    return _page(request, user, state, asked, pages, shown)


def _search(bot: Bot, asked: Asked, words: dict[str, object]) -> Shown:
    query = asked.query
    found = page_of(bot.precedents(query.wanted), query.page)
    narrower = Narrower(asked, bot.meetings(), words)
    return Shown(found, narrower.narrowings(found.facets), narrower.in_use())


def _page(
    request: Request,
    user: User,
    state: State,
    asked: Asked,
    pages: PagesOf,
    shown: Shown | None,
    status: int = 200,
    headers: dict[str, str] | None = None,
    **context: object,
) -> Response:
    def cite(telling: Telling) -> str:
        return cite_in_words(telling.citation, answer_address(request, state, telling.id), pages)

    return render(
        request, user, "precedents.html", status, headers, asked=asked, shown=shown, cite=cite, at=AT, **context
    )
