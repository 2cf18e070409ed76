"""Is the process alive, and can it answer."""

from __future__ import annotations

import re

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from .errors import RESPONSES, problem
from .state import State, StateOf

_FOLDERS = re.compile(r"(?<![^\s('\"])/[^\s('\"]*/(?=[^\s/])")
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
        return problem(503, f"There is no index to search. {_told(state)}")
    with state.bot.index.lease() as generation:
        if not generation.is_sound():
            return problem(503, f"The index is damaged. {_told(state)}")
        ready = Health(status="ready", generation=generation.id)
    return ready.model_copy(update={"problem": _told(state)}) if state.problem else ready


def _told(state: State) -> str:
    """What is wrong, without the folders of this machine, which are nobody's business: the log names them."""
    problem, index = state.problem or "", state.settings.index
    for folder, name in ((index.data, "the index"), (index.seeds, "the pages")):  # whole: there may be spaces in it
        problem = re.sub(rf"(?<![^\s('\"]){re.escape(str(folder))}(?=[:\s])", name, problem.replace(f"{folder}/", ""))
    return _FOLDERS.sub("", problem)
