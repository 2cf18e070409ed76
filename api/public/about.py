"""What the service says of itself: what is kept, and how accessible it is."""

from __future__ import annotations

from fastapi import APIRouter, Response

from ..html import PagesOf
from ..state import StateOf

router = APIRouter(include_in_schema=False)


@router.get("/privacy")
def privacy(state: StateOf, pages: PagesOf) -> Response:
    """What is kept of what residents type, for how long, and what is not."""
    return _statement("privacy", state, pages)


@router.get("/accessibility")
def accessibility(state: StateOf, pages: PagesOf) -> Response:
    """What was tested, how, and what falls short."""
    return _statement("accessibility", state, pages)


def _statement(name: str, state: StateOf, pages: PagesOf) -> Response:
    settings = state.settings
    known = {"days": f"{settings.ledger.keep_days:,}", "minutes": f"{settings.bot.conversation_minutes:g}"}
    return pages.render("statement.html", about=name, known=known, contact=settings.api.contact)
