"""/office/desk/feedback: what residents say is wrong with answers, to be worked through; for editors."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from ...errors import FormError, describe
from ...state import State, StateOf
from ..access.forms import Form, Posted
from ..access.guards import Editor, OfficeOf, User
from ..desk.complaints import read_complaints
from ..office import Office
from ..rendering import render
from .desk import AT as DESK

router = APIRouter(include_in_schema=False)
AT = f"{DESK}/feedback"
_LONGEST_NOTE = 1000
_MOST_IDS = 500


@router.get(AT)
def feedback(request: Request, office: OfficeOf, user: Editor, state: StateOf) -> Response:
    """By answer, newest first; what is open, or what was done."""
    return _page(request, office, user, state)


@router.post(AT)
def finish(request: Request, office: OfficeOf, user: Editor, state: StateOf, form: Posted) -> Response:
    """Mark what was ticked of one answer's feedback as done, with a note."""
    answer_id = form.text("answer")
    try:
        ids, note = _ids(form), _note(form)
    except FormError as error:
        status, trouble, _ = describe(error)
        typed = {answer_id: form.text("note")}
        return _page(request, office, user, state, status, trouble=trouble, wrong=answer_id, typed=typed)
    office.ledger.desk.finish(user.who, answer_id, ids, note)
    return RedirectResponse(f"{AT}?finished={quote(answer_id, safe='')}", 303)


def _page(request: Request, office: Office, user: User, state: State, status: int = 200, **context: object) -> Response:
    done = request.query_params.get("state") == "done"
    found = read_complaints(office.ledger, state.bot, done)
    context = {"wrong": None, "typed": {}} | context
    finished = request.query_params.get("finished", "")[:200]
    return render(
        request, user, "desk_feedback.html", status, at=AT, found=found, done=done, finished=finished, **context
    )


def _ids(form: Form) -> list[int]:
    ids = form.all("row")
    if not 0 < len(ids) <= _MOST_IDS or not all(each.isdecimal() and len(each) < 18 for each in ids):
        raise FormError("Tick what you have worked through.")
    return list(map(int, ids))


def _note(form: Form) -> str:
    note = form.text("note").strip()
    if not note:
        raise FormError("Say in the note what came of it.")
    if len(note) > _LONGEST_NOTE:
        raise FormError(f"A note has at most {_LONGEST_NOTE:,} characters.")
    return note
