"""The record itself: search, answers and meetings, open to all."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict

from bot import Held, Published, Result
from index import Meeting

from ..errors import RESPONSES
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


@router.get("/", operation_id="home", summary="What there is")
def home() -> dict[str, str]:
    """Where to go from here; for people, until there are pages."""
    return {
        "service": "On Record: published answers of the constabulary, word for word",
        "ask": "POST /chat",
        "search": "/search?q=",
        "meetings": "/meetings",
        "description": "/openapi.json",
    }


@router.get(
    "/search", operation_id="search", summary="Search the record", responses={422: RESPONSES[422], 503: RESPONSES[503]}
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
    responses={404: RESPONSES[404], 503: RESPONSES[503]},
)
def answer(answer_id: str, state: StateOf) -> Published:
    """One answer as published, with its meeting, date and age."""
    return state.bot.answer(answer_id, dt.date.today())


@router.get("/meetings", operation_id="meetings", summary="All meetings", responses={503: RESPONSES[503]})
def meetings(state: StateOf) -> list[Meeting]:
    """Every meeting in the record, newest first."""
    return state.bot.meetings()


@router.get(
    "/meetings/{meeting_id}",
    operation_id="meeting",
    summary="One meeting",
    responses={404: RESPONSES[404], 503: RESPONSES[503]},
)
def meeting(meeting_id: str, state: StateOf) -> Held:
    """One meeting and its answers, in the order of the page."""
    return state.bot.meeting(meeting_id)
