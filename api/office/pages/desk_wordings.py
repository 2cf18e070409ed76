"""/office/desk/wordings: residents' questions as further wordings of answers, approved one by one; for editors."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from ...errors import ClosedError, FormError, TakenError, describe
from ...ledger import Typed
from ...limits import Limited
from ...state import State, StateOf
from ..access.forms import Form, Posted
from ..access.guards import Editor, OfficeOf, User
from ..desk.wordings import ON_A_PAGE, approve, dismiss, suggest
from ..office import Office
from ..rendering import render
from .desk import AT as DESK

router = APIRouter(include_in_schema=False, dependencies=[Limited])
AT = f"{DESK}/wordings"
_DONE = ("approved", "dismissed")


@router.get(AT)
def wordings(request: Request, office: OfficeOf, user: Editor, state: StateOf) -> Response:
    """Questions that nobody has decided on, with the answers closest to each."""
    return _page(request, office, user, state)


@router.post(AT)
def decide(request: Request, office: OfficeOf, user: Editor, state: StateOf, form: Posted) -> Response:
    """Approve one question for one answer, or dismiss it."""
    try:
        done = _decide(office, state, user, form, _typed(office, form))
    except (FormError, TakenError, ClosedError) as error:
        status = describe(error)[0]
        said = "Somebody has decided on this question already." if isinstance(error, TakenError) else str(error)
        return _page(request, office, user, state, status, trouble=said, form=form)
    return RedirectResponse(f"{AT}?done={done}", 303)


def _decide(office: Office, state: State, user: User, form: Form, typed: Typed) -> str:
    if form.text("do") == "dismiss":
        dismiss(office.ledger, user.who, typed)
        return "dismissed"
    answer = form.text("other").strip() or form.text("answer")
    with state.place() as bot:
        approve(office.ledger, bot, state.settings.index, user.who, typed, answer, form.text("text"))
    return "approved"


def _typed(office: Office, form: Form) -> Typed:
    table, row = form.text("table"), form.number("row")
    typed = office.ledger.desk.typed_in(table, row)
    if typed is None:
        raise FormError("This question is not kept any more.")
    return typed


def _page(
    request: Request,
    office: Office,
    user: User,
    state: State,
    status: int = 200,
    form: Form | None = None,
    **context: object,
) -> Response:
    sent = request.query_params
    asked = sent.get("page", "")
    page = int(asked) if asked.isdecimal() and len(asked) < 6 else 0
    with state.place() as bot:
        found = suggest(office.ledger, bot, page)
    return render(
        request,
        user,
        "desk_wordings.html",
        status,
        at=AT,
        found=found,
        form=form,
        done=sent.get("done") if sent.get("done") in _DONE else None,
        page=page,
        more=found.waiting > (page + 1) * ON_A_PAGE,
        **context,
    )
