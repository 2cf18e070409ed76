"""/office/drafts/…/step and …/versions: a draft's way to being published, and what it said before."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from ...errors import DraftError, FormError, MissingError, StaleError, UntickedError, describe
from ...ledger import STEPS, DraftState
from ...state import StateOf
from ..access.forms import Posted
from ..access.guards import Drafter, OfficeOf
from ..drafting.body import read_body
from ..drafting.conflicts import pairs
from ..drafting.editing import placed
from ..drafting.editor import editor_page
from ..drafting.refusing import refusal, refused_page
from ..rendering import render
from .drafts import AT

router = APIRouter(include_in_schema=False)


@router.post(AT + "/{draft_id}/step")
def step(request: Request, draft_id: int, office: OfficeOf, state: StateOf, user: Drafter, form: Posted) -> Response:
    """Submit, take back, approve, return or publish; what is flagged has to be looked at before it is submitted."""
    drafts, name, comment = office.ledger.drafts, form.text("step"), form.text("comment")
    history = drafts.history(draft_id)
    try:
        if name not in STEPS:
            raise FormError("Choose what to do with the draft.")
        if STEPS[name].to is DraftState.IN_REVIEW:
            refusal(history)
        drafts.move(user.who, user.role, draft_id, form.number("seen"), name, comment)
    except UntickedError as error:
        return refused_page(request, user, history, describe(error)[0], str(error))
    except (FormError, DraftError, StaleError) as error:
        status, trouble, _ = describe(error)
        history = drafts.history(draft_id)
        return editor_page(request, user, state.bot, history, None, status, trouble=trouble, comment=comment)
    return RedirectResponse(f"{AT}/{draft_id}", 303)


@router.get(AT + "/{draft_id}/versions/{number}")
def version(request: Request, draft_id: int, number: int, office: OfficeOf, user: Drafter) -> Response:
    """What a draft said in one version, and what changed since another: `against`, else the one before."""
    history = office.ledger.drafts.history(draft_id)
    bodies = {each.number: each for each in history.versions}
    asked = request.query_params.get("against", "")
    against = int(asked) if asked.isdecimal() and len(asked) < 6 else max(1, number - 1)
    if number not in bodies or against not in bodies:
        raise MissingError("There is no such version of the draft.")
    this, other = (placed(each, read_body(bodies[each].body)) for each in (number, against))
    return render(
        request,
        user,
        "draft_version.html",
        draft=history.draft,
        history=history,
        version=bodies[number],
        against=bodies[against],
        pairs=pairs(this, other),
    )
