"""Is the process alive, and can it answer."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from .errors import RESPONSES, problem
from .state import StateOf

router = APIRouter(tags=["health"])


class Health(BaseModel):
    """`generation` is the build of the record that is being served."""

    status: str
    generation: str | None = None


@router.get("/healthz", operation_id="alive", summary="The process is alive")
def healthz() -> Health:
    """Says nothing of the index: see /readyz."""
    return Health(status="alive")


@router.get(
    "/readyz",
    operation_id="ready",
    summary="Questions can be answered",
    response_model=Health,
    responses={503: RESPONSES[503]},
)
def readyz(state: StateOf) -> Health | JSONResponse:
    """503 while there is no index to search; danger is answered all the same."""
    if state.bot.index is None:
        return problem(503, f"There is no index to search. {state.problem}")
    with state.bot.index.lease() as generation:
        return Health(status="ready", generation=generation.id)
