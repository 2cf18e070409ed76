"""Residents' questions as further wordings of answers: suggested, and decided on one by one."""

from __future__ import annotations

import hashlib
import logging
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot import Bot, NotFoundError, Published, Result, WithdrawnError, fold
from index import WORDING_LENGTH, CurationError, IndexSettings, add_wording

from ...errors import ClosedError, FormError
from ...ledger import Ledger, Typed

log = logging.getLogger("onrecord")

ON_A_PAGE = 10
_MOST = 2000  # rows that are looked through
_CLOSEST = 3
_MARK = re.compile(r"\[[a-z ]+\]")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question, how often it was asked, and the answers that it may be a wording of, closest first."""

    typed: Typed
    times: int
    closest: Sequence[Result]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Some of the questions that nobody has decided on; `waiting` is how many there are."""

    shown: Sequence[Suggestion]
    waiting: int
    unbuilt: int


def suggest(ledger: Ledger, bot: Bot, page: int = 0) -> Suggestions:
    """The questions that were asked most often first; none that is a wording already, or was decided on before."""
    known = bot.desk.wordings()
    rows = [typed for typed in ledger.desk.typed(_MOST) if fold(typed.question) not in known]
    decided = ledger.desk.decided({digest_of(typed) for typed in rows})
    undecided = [typed for typed in rows if digest_of(typed) not in decided]
    times = Counter(fold(typed.question) for typed in undecided)
    first = {fold(typed.question): typed for typed in reversed(undecided)}
    order = sorted(first.values(), key=lambda typed: (-times[fold(typed.question)], -typed.on.toordinal(), typed.id))
    shown = order[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    return Suggestions(
        [Suggestion(typed, times[fold(typed.question)], bot.search(typed.question, _CLOSEST)) for typed in shown],
        len(order),
        ledger.desk.approved_since(bot.desk.built_at().replace(tzinfo=None)),
    )


def approve(
    ledger: Ledger, bot: Bot, settings: IndexSettings, who: str, typed: Typed, answer_id: str, text: str
) -> None:
    """Let an answer be found by a question, as an editor words it; it counts from the next build on."""
    wording = _wording(text)
    answer = _answer(bot, answer_id)
    try:
        ledger.desk.decide(
            who, typed, digest_of(typed), answer.id, lambda: add_wording(settings.seeds, answer.id, wording)
        )
    except CurationError as error:
        log.error("%s", error)
        raise ClosedError(
            "The wording could not be written into alternates.toml beside the pages. The log says why; nothing changed."
        ) from None


def dismiss(ledger: Ledger, who: str, typed: Typed) -> None:
    """Never suggest a question again."""
    ledger.desk.decide(who, typed, digest_of(typed), None)


def digest_of(typed: Typed) -> str:
    """What a decision knows a question by."""
    return hashlib.sha256(fold(typed.question).encode()).hexdigest()


def _wording(text: str) -> str:
    least, most = WORDING_LENGTH
    wording = " ".join(text.split())
    if not least <= len(wording) <= most:
        raise FormError(f"A wording has {least} to {most} characters; this one has {len(wording)}.")
    if found := _MARK.search(wording):
        raise FormError(f"Take {found[0]} out, or put another word for it: residents may be shown this wording.")
    if not wording.isprintable():
        raise FormError("The wording holds a character that cannot be shown. Type it again.")
    return wording


def _answer(bot: Bot, answer_id: str) -> Published:
    if not answer_id:
        raise FormError("Choose the answer that this question is a wording of.")
    try:
        return bot.answer(answer_id)
    except (NotFoundError, WithdrawnError):
        raise FormError("There is no such answer in the record. Its page’s address ends with its id.") from None
