"""Feedback that says what is wrong, by answer, for an editor to work through."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from bot import Bot, BotError, Published

from ...ledger import Feedback, Ledger

_MOST = 500
_LONGEST_QUERY = 300


@dataclass(frozen=True, slots=True)
class Complaint:
    """What residents said is wrong with one answer, newest first; `published` is None when it is gone."""

    answer_id: str
    published: Published | None
    rows: Sequence[Feedback]

    @property
    def precedents(self) -> str:
        """Where every time that its question was asked is found."""
        asked = self.published.question[:_LONGEST_QUERY] if self.published else ""
        return f"/office/precedents?{urlencode({'q': asked})}"

    @property
    def withdrawal(self) -> str:
        """Where it can be withdrawn."""
        return f"/office/withdrawals?answer={quote(self.answer_id, safe='')}"


@dataclass(frozen=True, slots=True)
class Complaints:
    """By answer, that of the newest feedback first; `more` says that there is older feedback that is not here."""

    answers: Sequence[Complaint]
    more: bool


def read_complaints(ledger: Ledger, bot: Bot, done: bool) -> Complaints:
    """What is to be worked through, or was."""
    rows = ledger.desk.feedback(done, _MOST + 1)
    answers: dict[str, list[Feedback]] = defaultdict(list)
    for row in rows[:_MOST]:
        answers[row.answer_id].append(row)
    found = [Complaint(answer_id, _published(bot, answer_id), own) for answer_id, own in answers.items()]
    return Complaints(found, len(rows) > _MOST)


def _published(bot: Bot, answer_id: str) -> Published | None:
    try:
        return bot.answer(answer_id)
    except BotError:
        return None
