"""Is the process alive, and can it answer."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from .errors import RESPONSES, problem
from .state import StateOf

router = APIRouter(tags=["health"])


class Health(BaseModel):
    """`generation` is the build of the record that is being served; `problem`, why it is not the published one."""

    status: str
    generation: str | None = None
    problem: str | None = None


@router.get("/healthz", operation_id="alive", summary="The process is alive", response_model_exclude={"problem"})
def healthz() -> Health:
    """Says nothing of the index: see /readyz."""
    return Health(status="alive")


@router.get(
    "/readyz",
    operation_id="ready",
    summary="Questions can be answered",
    response_model=Health,
    response_model_exclude_unset=True,
    responses={503: RESPONSES[503]},
)
def readyz(state: StateOf) -> Health | JSONResponse:
    """503 while there is no index to search, or it is damaged; danger is answered all the same."""
    if state.bot.index is None:
        return problem(503, f"There is no index to search. {state.problem}")
    with state.bot.index.lease() as generation:
        if not generation.is_sound():
            return problem(503, f"The index is damaged. {state.problem}")
        ready = Health(status="ready", generation=generation.id)
    return ready.model_copy(update={"problem": state.problem}) if state.problem else ready
