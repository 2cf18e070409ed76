"""/office/drafts: starting text for a reply to a question received, edited in the page and kept by version."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from bot import BotError
from index import RecordError

from ...errors import BusyError, DraftError, FormError, StaleError, describe
from ...html import PagesOf
from ...ledger import History, now
from ...limits import Limited
from ...state import State, StateOf
from ..access.forms import Form, Posted
from ..access.guards import Drafter, OfficeOf, User
from ..drafting.body import read_body, start_body, write_body
from ..drafting.conflicts import pairs
from ..drafting.editing import Placed, arranged, chosen, kept_of, left_in, moved_to, place_rows, read_rows
from ..drafting.editor import editor_page, saved
from ..navigation import HOME
from ..office import Office
from ..rendering import render

router = APIRouter(include_in_schema=False)
AT = f"{HOME}/drafts"


@router.get(AT)
def drafts(request: Request, office: OfficeOf, user: Drafter) -> Response:
    """Every draft, and a form for a new one."""
    return _list(request, office, user)


@router.post(AT, dependencies=[Limited])
def make(request: Request, office: OfficeOf, state: StateOf, user: Drafter, form: Posted, pages: PagesOf) -> Response:
    """Starting text for a question, kept as the first version of a draft."""
    question = form.text("question").strip()
    try:
        with state.place() as bot:
            body = start_body(bot.draft(question), pages.words["draft"]["no_precedent_why"])
    except (BotError, RecordError, BusyError) as error:
        status, trouble, headers = describe(error)
        return _list(request, office, user, status, headers, trouble=trouble, question=question)
    draft_id = office.ledger.drafts.add(user.who, question, write_body(body))
    return RedirectResponse(f"{AT}/{draft_id}", 303)


@router.get(AT + "/{draft_id}")
def draft(request: Request, draft_id: int, office: OfficeOf, state: StateOf, user: Drafter) -> Response:
    """A draft as it was saved last."""
    return editor_page(request, user, state.bot, office.ledger.drafts.history(draft_id))


@router.post(AT + "/{draft_id}")
def save(request: Request, draft_id: int, office: OfficeOf, state: StateOf, user: Drafter, form: Posted) -> Response:
    """Keep what was written as a new version; or only move and add sentences, and go on."""
    history = office.ledger.drafts.history(draft_id)
    working, seen, do = _sent(history, user, form), form.number("seen"), form.text("do")
    if (other := arranged(working, do)) is not None:
        return editor_page(request, user, state.bot, history, other, seen=seen, focus=moved_to(do))
    try:
        office.ledger.drafts.save(user.who, draft_id, seen, write_body(kept_of(working)))
    except StaleError as error:
        return _conflict(request, user, office.ledger.drafts.history(draft_id), working, error)
    except (DraftError, FormError) as error:
        return _refused(request, user, state, office.ledger.drafts.history(draft_id), working, seen, error)
    return RedirectResponse(f"{AT}/{draft_id}#saved", 303)


def _sent(history: History, user: User, form: Form) -> list[Placed]:
    """What a form says, with its sources out of the versions that are kept."""
    versions = {version.number: read_body(version.body) for version in history.versions}
    return place_rows(chosen(read_rows(form), form), versions, user.who, now())


def _refused(
    request: Request, user: User, state: State, history: History, working: Sequence[Placed], seen: int, error: Exception
) -> Response:
    """The page as it was sent, with what is wrong: nothing that was typed is lost."""
    status, trouble, _ = describe(error)
    return editor_page(request, user, state.bot, history, working, status, seen=seen, trouble=trouble)


def _conflict(request: Request, user: User, history: History, working: Sequence[Placed], error: StaleError) -> Response:
    """What somebody wrote beside what somebody else saved, to choose from."""
    status, _, _ = describe(error)
    return render(
        request,
        user,
        "draft_conflict.html",
        status,
        draft=history.draft,
        newest=history.newest,
        pairs=pairs(left_in(working), saved(history)),
    )


def _list(
    request: Request,
    office: Office,
    user: User,
    status: int = 200,
    headers: dict[str, str] | None = None,
    *,
    trouble: str | None = None,
    question: str = "",
) -> Response:
    return render(
        request,
        user,
        "drafts.html",
        status,
        headers,
        drafts=office.ledger.drafts.all(),
        trouble=trouble,
        question=question,
    )
