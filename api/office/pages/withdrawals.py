"""/office/withdrawals: what was withdrawn from the record, and the steps to withdraw and to restore; for editors.

Each step works from its form alone: what is chosen, what would be black, the deed. The deed is done only if it is what
was shown. The words go from form to form, and are kept nowhere.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from fastapi import APIRouter, Request, Response

from bot import NotFoundError, UnavailableError, WithdrawnError
from index import Index, Progress, WithdrawalError, WithdrawalReport, foresee

from ...errors import FormError, MissingError, OccupiedError, describe
from ...html import pages_of
from ...state import State, StateOf
from ...withdrawing import bring_back, take_down
from ..access.forms import Posted
from ..access.guards import Editor, OfficeOf, User
from ..navigation import HOME
from ..office import Office
from ..rendering import render, stream
from ..withdrawals import Choice, Row, blackened, listed, quoting, sentences
from ..working import told

router = APIRouter(include_in_schema=False)
AT = f"{HOME}/withdrawals"
_KNOWN = (FormError, WithdrawalError, OccupiedError, NotFoundError, WithdrawnError)


@router.get(AT)
def withdrawals(request: Request, office: OfficeOf, state: StateOf, user: Editor, answer: str = "") -> Response:
    """What was withdrawn and what came back; with `answer`, that answer, to choose what of it is to go."""
    if not answer.strip():
        return _list(request, state, user)
    try:
        return _choose(request, state, user, Choice(answer.strip()))
    except _KNOWN as error:
        return _list(request, state, user, error, wanted=answer)


@router.post(f"{AT}/foresee")
def foreseen(request: Request, office: OfficeOf, state: StateOf, user: Editor, form: Posted) -> Response:
    """What would be black, and what else would be touched; or the form again, to change it."""
    choice = Choice.of(form)
    try:
        if form.text("do") == "change":
            return _choose(request, state, user, choice)
        return _foresee(request, office, state, user, choice)
    except (FormError, WithdrawalError) as error:
        return _choose(request, state, user, choice, error)


@router.post(f"{AT}/withdraw")
def withdraw(request: Request, office: OfficeOf, state: StateOf, user: Editor, form: Posted) -> Response:
    """Withdraw what was shown; shown again, and not done, when it would be something else by now."""
    choice, index = Choice.of(form), _index(state)
    try:
        seen = foresee(state.settings.index, choice.answer_id, reason=choice.reason, words=choice.words)
        if seen.mark != form.text("mark"):
            return _foresee(request, office, state, user, choice, changed=True)
    except (FormError, WithdrawalError) as error:
        return _choose(request, state, user, choice, error)

    def deed(progress: Progress) -> WithdrawalReport:
        return take_down(
            state.settings,
            index.embedder,
            choice.answer_id,
            reason=choice.reason,
            by=user.name,
            words=choice.words,
            expect=seen.mark,
            progress=progress,
            serving=index,
            log=partial(office.ledger.audit.write, user.who),
        )

    return _do(request, office, state, user, "withdraw", choice.answer_id, deed)


@router.get(f"{AT}/restore")
def restorable(request: Request, state: StateOf, user: Editor, answer: str = "") -> Response:
    """What restoring an answer would bring back, and a form for the reason."""
    return _restorable(request, state, user, answer.strip())


@router.post(f"{AT}/restore")
def restore(request: Request, office: OfficeOf, state: StateOf, user: Editor, form: Posted) -> Response:
    """Bring back what was last withdrawn of an answer, if that is still what was shown."""
    answer_id, reason, index = form.text("answer"), form.text("reason").strip(), _index(state)
    row = _last(state, answer_id)
    if row is None or row.entry.mark != form.text("mark") or not reason:
        error = FormError("Say why it comes back." if not reason else "This has changed since it was shown.")
        return _restorable(request, state, user, answer_id, error)

    def deed(progress: Progress) -> WithdrawalReport:
        return bring_back(
            state.settings,
            index.embedder,
            answer_id,
            reason=reason,
            by=user.name,
            expect=form.text("mark"),
            progress=progress,
            serving=index,
            log=partial(office.ledger.audit.write, user.who),
        )

    return _do(request, office, state, user, "restore", answer_id, deed)


def _list(request: Request, state: State, user: User, error: Exception | None = None, wanted: str = "") -> Response:
    status, trouble, headers = describe(error) if error else (200, None, {})
    rows = listed(state.settings.index)
    return render(request, user, "withdrawals.html", status, headers, rows=rows, wanted=wanted, trouble=trouble)


def _choose(request: Request, state: State, user: User, choice: Choice, error: Exception | None = None) -> Response:
    status, trouble, _ = describe(error) if error else (200, None, {})
    answer = state.bot.answer(choice.answer_id)
    return render(
        request, user, "withdraw.html", status, answer=answer, texts=sentences(answer), choice=choice, trouble=trouble
    )


def _foresee(
    request: Request, office: Office, state: State, user: User, choice: Choice, *, changed: bool = False
) -> Response:
    seen = foresee(state.settings.index, choice.answer_id, reason=choice.reason, words=choice.words)
    answer = state.bot.answer(choice.answer_id)
    return render(
        request,
        user,
        "withdraw_foreseen.html",
        409 if changed else 200,
        answer=answer,
        choice=choice,
        seen=seen,
        black=blackened(answer, seen),
        drafts=list(quoting(office.ledger.drafts, {seen.answer_id, *seen.with_it})),
        changed=changed,
    )


def _restorable(request: Request, state: State, user: User, answer_id: str, error: Exception | None = None) -> Response:
    row = _last(state, answer_id)
    if row is None:
        return _list(request, state, user, MissingError("Nothing of that answer is withdrawn."), answer_id)
    status, trouble, _ = describe(error) if error else (200, None, {})
    return render(request, user, "restore.html", status, row=row, trouble=trouble)


def _do(
    request: Request,
    office: Office,
    state: State,
    user: User,
    what: str,
    answer_id: str,
    deed: Callable[[Progress], WithdrawalReport],
) -> Response:
    """Begin a deed, and a page that says how far it is; it goes on if nobody waits for it."""
    words = pages_of(request).words["withdrawals"]
    doing = words[f"{what}_doing"].replace("{who}", user.name).replace("{answer}", answer_id)
    try:
        work = office.bench.begin(doing, deed)
    except OccupiedError as error:
        return _list(request, state, user, error, answer_id)
    return stream(request, user, "withdrawal_done.html", what=what, answer_id=answer_id, work=work, told=told)


def _last(state: State, answer_id: str) -> Row | None:
    return next((row for row in listed(state.settings.index) if row.last and row.entry.answer == answer_id), None)


def _index(state: State) -> Index:
    if state.bot.index is None:
        raise UnavailableError("The record cannot be read at the moment, and so not be changed. The log says why.")
    return state.bot.index
