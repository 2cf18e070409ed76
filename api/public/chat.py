"""POST /chat: a resident's question, answered from the record, as JSON or as server-sent events.

Events, in this order: `status` (the reply without its answers), `answer` (one card each, best first), `text`
(composed text, when a composer is configured), `done` (the generation that everything came from). An error
after the first byte is an `error` event with a problem; before it, an ordinary problem response.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Header, Response
from fastapi.responses import StreamingResponse
from fastapi.sse import format_sse_event
from pydantic import TypeAdapter

from bot import Reply

from ..errors import RESPONSES
from ..limits import Refused
from ..state import StateOf
from .schemas import ChatRequest

router = APIRouter(tags=["chat"])
_REPLY = TypeAdapter(Reply)
_EVENTS = "text/event-stream"


@router.post(
    "/chat",
    operation_id="chat",
    summary="Ask a question",
    response_model=Reply,
    responses={
        200: {"content": {_EVENTS: {"schema": {"type": "string"}}}, "description": "The reply"},
        422: RESPONSES[422],
        429: RESPONSES[429],
        503: RESPONSES[503],
    },
)
def chat(
    asked: ChatRequest, state: StateOf, refused: Refused, response: Response, accept: Annotated[str, Header()] = "*/*"
) -> Reply | StreamingResponse:
    """The closest published answers, word for word; danger is answered first, before anything is looked up."""
    filters = asked.filters.for_search() if asked.filters else None
    reply = state.reply(asked.question, asked.conversation_id, filters, refused)
    if _wants_events(accept):
        return StreamingResponse(
            _events(reply), media_type=_EVENTS, headers=headers_of(reply) | {"X-Accel-Buffering": "no"}
        )
    response.headers.update(headers_of(reply))
    return reply


def _wants_events(accept: str) -> bool:
    """Whether the caller named server-sent events, and did not refuse them (q=0)."""
    kinds = [[part.strip() for part in kind.split(";")] for kind in accept.lower().split(",")]
    return any(kind[0] == _EVENTS and "q=0" not in kind[1:] for kind in kinds)


def headers_of(reply: Reply) -> dict[str, str]:
    """What was asked is not kept by anything in between; the generation says where all of it came from."""
    return {"Cache-Control": "no-store", "OnRecord-Generation": reply.generation or "none"}


def _events(reply: Reply) -> Iterator[bytes]:
    body: dict[str, Any] = _REPLY.dump_python(reply, mode="json")
    cards = body.pop("answers")
    yield format_sse_event(event="status", data_str=json.dumps(body))
    for card in cards:
        yield format_sse_event(event="answer", data_str=json.dumps(card))
    yield format_sse_event(event="done", data_str=json.dumps({"generation": reply.generation}))
