"""POST /check: a draft set against the record, sentence by sentence. Nothing of it is stored or logged."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, ConfigDict

from bot import Checked

from ..errors import RESPONSES
from ..ledger import Role
from ..limits import Limited
from ..state import StateOf
from .access.guards import at_least
from .access.tokens import Scope

router = APIRouter(tags=["office"], dependencies=[Limited, Depends(at_least(Role.STAFF, Scope.CHECK))])


class CheckRequest(BaseModel):
    """A draft reply or a press line."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={"examples": [{"text": "In 2022 we seized 29 e-scooters. Half of the staff are trained."}]},
    )

    text: str


@router.post(
    "/check",
    operation_id="check",
    summary="Check a text",
    responses={401: RESPONSES[401], 403: RESPONSES[403], 422: RESPONSES[422], 429: RESPONSES[429], 503: RESPONSES[503]},
)
def check(asked: CheckRequest, state: StateOf, response: Response) -> Checked:
    """Each sentence of a text: said before, differs from what was published (both shown), or not in the record."""
    response.headers["Cache-Control"] = "no-store"
    with state.place() as bot:
        return bot.check(asked.text)
