"""The record itself: search, answers and meetings, open to all."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict

from bot import Held, Published, Result
from index import Meeting

from ..errors import RESPONSES
from ..html import ReaderOf
from ..limits import Limited
from ..state import StateOf
from .schemas import ChatFilters

router = APIRouter(tags=["record"])


class SearchQuery(ChatFilters):
    """The query of a search: what to look for, how many results, and what to restrict them to."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)

    q: str
    k: Annotated[int, Query(ge=1, le=100)] = 10


class SearchResults(BaseModel):
    """Results in rank order; `band` is null where an answer is too far away to be shown in a reply."""

    results: list[Result]


_PAGE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/html": {"schema": {"type": "string"}}}, "description": "As JSON, or as a page"}
}
_BY_ACCEPT = {"Vary": "Accept"}


@router.get("/", operation_id="home", summary="What there is", response_model=dict[str, str], responses={**_PAGE})
def home(response: Response, reader: ReaderOf) -> dict[str, str] | Response:
    """Where to go from here; for people, a page to ask on."""
    if reader:
        return reader.render("home.html")
    response.headers.update(_BY_ACCEPT)
    return {
        "service": "On Record: published answers of the constabulary, word for word",
        "ask": "POST /chat",
        "search": "/search?q=",
        "meetings": "/meetings",
        "description": "/openapi.json",
    }


@router.get(
    "/search",
    operation_id="search",
    summary="Search the record",
    responses={422: RESPONSES[422], 429: RESPONSES[429], 503: RESPONSES[503]},
    dependencies=[Limited],
)
def search(query: Annotated[SearchQuery, Query()], state: StateOf, response: Response) -> SearchResults:
    """The closest published answers in rank order, without gates or threshold."""
    response.headers["Cache-Control"] = "no-store"
    with state.place() as bot:
        return SearchResults(results=bot.search(query.q, query.k, query.for_search() or None))


@router.get(
    "/answers/{answer_id}",
    operation_id="answer",
    summary="One answer",
    response_model=Published,
    responses={**_PAGE, 404: RESPONSES[404], 410: RESPONSES[410], 503: RESPONSES[503]},
)
def answer(answer_id: str, state: StateOf, response: Response, reader: ReaderOf) -> Published | Response:
    """One answer as published, with its meeting, date and age."""
    found = state.bot.answer(answer_id, dt.date.today())
    response.headers.update(_BY_ACCEPT)
    return reader.render("answer.html", answer=found) if reader else found


@router.get(
    "/meetings",
    operation_id="meetings",
    summary="All meetings",
    response_model=list[Meeting],
    responses={**_PAGE, 503: RESPONSES[503]},
)
def meetings(state: StateOf, response: Response, reader: ReaderOf) -> list[Meeting] | Response:
    """Every meeting in the record, newest first."""
    found = state.bot.meetings()
    response.headers.update(_BY_ACCEPT)
    return reader.render("meetings.html", meetings=found) if reader else found


@router.get(
    "/meetings/{meeting_id}",
    operation_id="meeting",
    summary="One meeting",
    response_model=Held,
    responses={**_PAGE, 404: RESPONSES[404], 503: RESPONSES[503]},
)
def meeting(meeting_id: str, state: StateOf, response: Response, reader: ReaderOf) -> Held | Response:
    """One meeting and its answers, in the order of the page."""
    found = state.bot.meeting(meeting_id)
    response.headers.update(_BY_ACCEPT)
    return reader.render("meeting.html", held=found) if reader else found
