"""/office/precedents/changes: what changed between two responses, marked word by word."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from bot import Bot, Change, ChangeKind, Published, changes

from ...errors import FormError
from ...html import PagesOf
from ...limits import Limited
from ...state import StateOf
from ..access.guards import Staff
from ..precedents.asked import AskedFor
from ..rendering import render
from .precedents import AT

router = APIRouter(include_in_schema=False, dependencies=[Limited])
_HARD_TO_READ = 2  # words changed for each one kept
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Compared:
    """Two answers, the older first, and their responses in pieces; `words` counts those of each kind."""

    older: Published
    newer: Published
    swapped: bool
    pieces: Sequence[Change]
    words: Mapping[ChangeKind, int]

    @property
    def apart(self) -> bool:
        """Whether so little was kept that marks are hard to read."""
        changed = self.words[ChangeKind.REMOVED] + self.words[ChangeKind.ADDED]
        return changed > _HARD_TO_READ * self.words[ChangeKind.KEPT]


@router.get(f"{AT}/changes")
def show(request: Request, user: Staff, state: StateOf, asked: AskedFor, pages: PagesOf) -> Response:
    """What changed from the response of `older` to that of `newer`; the rest of the address is the search before."""
    older, newer = (request.query_params.get(name, "") for name in ("older", "newer"))
    if older == newer:
        raise FormError(pages.words["changes"]["one"])
    with state.place() as bot:
        compared = _compare(bot, older, newer)
    back = f"{AT}?{asked.address(page=asked.text('page'))}"
    return render(request, user, "changes.html", compared=compared, back=back)


def _compare(bot: Bot, older: str, newer: str) -> Compared:
    """Both answers by their dates; as they were asked for where one has none."""
    today = dt.date.today()
    one, other = bot.answer(older, today), bot.answer(newer, today)
    swapped = bool(one.citation.date and other.citation.date and one.citation.date > other.citation.date)
    if swapped:
        one, other = other, one
    pieces = changes(one.response, other.response)
    words: Counter[ChangeKind] = Counter()
    for piece in pieces:
        words[piece.kind] += len(_WORD.findall(piece.text))
    return Compared(one, other, swapped, pieces, words)
