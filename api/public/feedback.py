"""What residents make of an answer, and what they might ask next."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.exceptions import HTTPException

from bot import Suggestion

from ..errors import RESPONSES
from ..html import PagesOf
from ..ledger import Verdict
from ..limits import Limited
from ..state import State, StateOf
from .ask import Asked
from .forms import UNKEPT, FormOf

router = APIRouter(tags=["chat"], dependencies=[Limited])
_ERRORS: dict[int | str, dict[str, Any]] = {
    404: RESPONSES[404],
    410: RESPONSES[410],
    422: RESPONSES[422],
    429: RESPONSES[429],
    503: RESPONSES[503],
}
_ID = Field(min_length=1, max_length=200)


class Given(BaseModel):
    """What somebody made of an answer; the question, if it is sent, is kept without personal data, or not at all."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={
            "examples": [{"answer_id": "003_1a58a8230cb90626-q5", "verdict": "answered", "question": None}]
        },
    )

    answer_id: str = _ID
    verdict: Verdict
    question: str | None = Field(default=None, max_length=10_000)

    def keep(self, state: State) -> None:
        """Put it into the ledger; an answer that is not there is an error."""
        state.keeper.feedback(self.answer_id, self.verdict, self.question, dt.date.today())


@router.post(
    "/feedback", operation_id="feedback", summary="Say what you make of an answer", status_code=204, responses=_ERRORS
)
def feedback(given: Given, state: StateOf) -> Response:
    """Kept for the office to read."""
    given.keep(state)
    return Response(status_code=204)


@router.post("/ask/feedback", include_in_schema=False)
def feedback_by_form(form: FormOf, state: StateOf, pages: PagesOf) -> Response:
    """The same for a browser without scripts, with a page of thanks to go on from."""
    try:
        given = Given.model_validate({name: form.get(name) for name in Given.model_fields})
    except ValidationError:
        raise HTTPException(422, "The form cannot be read.") from None
    given.keep(state)
    return pages.render("thanks.html", 200, UNKEPT, answer_id=given.answer_id, asked=Asked.of(form))


@router.get("/suggestions", operation_id="suggestions", summary="What to ask next", responses=_ERRORS)
def suggestions(
    answer: Annotated[list[Annotated[str, _ID]], Query(min_length=1, max_length=10)], state: StateOf
) -> list[Suggestion]:
    """Up to three questions that answers close to the first of these ones answer."""
    with state.place() as bot:
        return bot.suggestions(answer)
