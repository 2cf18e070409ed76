"""/ask: the chat as pages, for browsers without scripts. A question is posted, so that no address ever holds one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import parse_qs

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from ..errors import STATUSES, describe
from ..html import PagesOf
from ..limits import LimiterOf
from ..state import StateOf
from .chat import headers_of
from .schemas import CONVERSATION

router = APIRouter(include_in_schema=False)
_FORM = "application/x-www-form-urlencoded"
_UNKEPT = {"Cache-Control": "no-store"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form holds; an id that cannot be one starts a new conversation."""

    question: str
    conversation_id: str | None


async def _asked(request: Request) -> Asked:
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != _FORM:
        raise HTTPException(415, f"A question is sent here as {_FORM}; programs use POST /chat.")
    try:
        fields = parse_qs((await request.body()).decode(), max_num_fields=10)
    except ValueError:
        raise HTTPException(422, "The form cannot be read.") from None
    conversation = fields.get("conversation_id", [""])[0]
    known = conversation if re.fullmatch(CONVERSATION, conversation) else None
    return Asked(fields.get("question", [""])[0].replace("\r\n", "\n"), known)


@router.get("/ask")
def to_the_form() -> RedirectResponse:
    """Whoever reloads or copies the address of a reply gets the form again."""
    return RedirectResponse("/", 303)


@router.post("/ask")
def ask(
    request: Request, asked: Annotated[Asked, Depends(_asked)], state: StateOf, pages: PagesOf, limiter: LimiterOf
) -> Response:
    """A reply as a page, with a form for the follow-up; what was typed comes back with an error."""
    try:
        limiter.check(request)
        reply = state.reply(asked.question, asked.conversation_id)
    except tuple(STATUSES) as error:
        status, trouble, headers = describe(error)
        return pages.render("ask.html", status, headers | _UNKEPT, asked=asked, reply=None, trouble=trouble)
    return pages.render("ask.html", 200, headers_of(reply), asked=asked, reply=reply, trouble=None)
