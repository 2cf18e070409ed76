"""How sure a reply may be of an answer."""

from __future__ import annotations

from ..replies import Band
from ..settings import BotSettings


def band(score: float, settings: BotSettings) -> Band | None:
    """The band of a score; None is too far away to be shown."""
    if score >= settings.strong:
        return Band.STRONG
    return Band.RELATED if score >= settings.related else None
