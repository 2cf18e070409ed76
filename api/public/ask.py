"""/ask: the chat as pages, for browsers without scripts. A question is posted, so that no address ever holds one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from bot import Reply, Status, Suggestion

from ..errors import STATUSES, describe
from ..html import PagesOf
from ..limits import Refused
from ..state import State, StateOf
from .chat import headers_of
from .forms import UNKEPT, FormOf
from .schemas import CONVERSATION

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form holds; an id that cannot be one starts a new conversation."""

    question: str
    conversation_id: str | None

    @classmethod
    def of(cls, form: dict[str, str]) -> Asked:
        """Out of the fields of a form."""
        conversation = form.get("conversation_id", "")
        return cls(form.get("question", ""), conversation if re.fullmatch(CONVERSATION, conversation) else None)


@router.get("/ask")
def to_the_form() -> RedirectResponse:
    """Whoever reloads or copies the address of a reply gets the form again."""
    return RedirectResponse("/", 303)


@router.post("/ask")
def ask(form: FormOf, state: StateOf, pages: PagesOf, refused: Refused) -> Response:
    """A reply as a page, with a form for the follow-up; what was typed comes back with an error."""
    asked = Asked.of(form)
    try:
        reply = state.reply(asked.question, asked.conversation_id, refused=refused)
    except tuple(STATUSES) as error:
        status, trouble, headers = describe(error)
        return pages.render("ask.html", status, headers | UNKEPT, asked=asked, reply=None, trouble=trouble)
    return pages.render("ask.html", 200, headers_of(reply), asked=asked, reply=reply, next=_next(reply, state))


def _next(reply: Reply, state: State) -> list[Suggestion]:
    """What might be asked next; nothing where somebody may need help, or when it cannot be found just now."""
    if reply.status is not Status.ANSWERED:
        return []
    try:
        with state.place() as bot:
            return bot.suggestions([card.id for card in reply.answers])
    except tuple(STATUSES):
        return []
