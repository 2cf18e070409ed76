"""The page that a draft is worked on, made of whatever its sentences are at the moment: saved, arranged or refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import HTMLResponse

from bot import Bot, BotError
from index import RecordError

from ...ledger import EDITABLE, STEPS, History, Step
from ..access.guards import User
from ..rendering import render
from .body import read_body, without_precedent
from .editing import Placed, placed
from .standing import Other, Sources, Standing, marks, other_years


@dataclass(frozen=True, slots=True)
class Shown:
    """One sentence on the page; `years` with the first sentence of each answer."""

    placed: Placed
    standing: Standing
    years: Sequence[Other]


def steps_for(history: History, user: User) -> list[Step]:
    """What somebody may do with a draft now."""
    wrote = history.wrote(user.who)
    return [step for step in STEPS.values() if step.open_to(history.draft.state, user.role, wrote)]


def saved(history: History) -> list[Placed]:
    """The sentences of the newest version."""
    return placed(history.newest.number, read_body(history.newest.body))


def show(bot: Bot, working: Sequence[Placed]) -> list[Shown]:
    """Sentences with how they stand to the record."""
    sources = Sources.of(bot, (each.sentence for each in working))
    met: set[str] = set()
    shown = []
    for each in working:
        standing = sources.standing(each.sentence)
        first = standing.source is not None and standing.source.id not in met
        shown.append(Shown(each, standing, _years(bot, standing) if first else ()))
        met |= {standing.source.id} if standing.source else set()
    return shown


def _years(bot: Bot, standing: Standing) -> Sequence[Other]:
    try:
        return other_years(bot, standing.source) if standing.source else ()
    except (BotError, RecordError):
        return ()


def editor_page(
    request: Request,
    user: User,
    bot: Bot,
    history: History,
    working: Sequence[Placed] | None = None,
    status: int = 200,
    *,
    seen: int | None = None,
    trouble: str | None = None,
    focus: int | None = None,
    comment: str = "",
) -> HTMLResponse:
    """The page; `working` is what is not saved yet, and `seen` the version that it is over."""
    return render(
        request,
        user,
        "draft.html",
        status,
        draft=history.draft,
        history=history,
        editable=history.draft.state in EDITABLE,
        unsaved=working is not None,
        shown=show(bot, saved(history) if working is None else working),
        without_precedent=without_precedent(read_body(history.versions[0].body)),
        steps=steps_for(history, user),
        seen=history.draft.version if seen is None else seen,
        trouble=trouble,
        focus=focus,
        comment=comment,
        marks=marks,
        may_export=user.role.covers(STEPS["publish"].role) and history.draft.state in ("approved", "published"),
    )
