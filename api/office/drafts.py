"""POST /drafts: starting text for a reply, for programs. Nothing of it is stored or logged."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, ConfigDict

from bot import Draft

from ..errors import RESPONSES
from ..ledger import Role
from ..limits import Limited
from ..state import StateOf
from .access.guards import at_least
from .access.tokens import Scope

router = APIRouter(tags=["office"], dependencies=[Limited, Depends(at_least(Role.DRAFTER, Scope.DRAFTS))])


class DraftRequest(BaseModel):
    """A question received."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={"examples": [{"question": "How many electric scooters were seized in Derby?"}]},
    )

    question: str


@router.post(
    "/drafts",
    operation_id="draft",
    summary="Starting text for a reply",
    responses={
        401: RESPONSES[401],
        403: RESPONSES[403],
        422: RESPONSES[422],
        429: RESPONSES[429],
        503: RESPONSES[503],
    },
)
def draft(asked: DraftRequest, state: StateOf, response: Response) -> Draft:
    """Published sentences in the order of a reply, each with its source and what to check in it."""
    response.headers["Cache-Control"] = "no-store"
    with state.place() as bot:
        return bot.draft(asked.question)
