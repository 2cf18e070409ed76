"""How old an answer is, in words, and whether that should worry its reader."""

from __future__ import annotations

import datetime as dt

from index import Answer, Meeting

from ..replies import Freshness
from .history import changed_since

_UNKNOWN = "date not known"


def freshness(answer: Answer, meeting: Meeting, today: dt.date, stale_after_days: int) -> Freshness:
    """The age of an answer against its meeting's date; without a date it counts as old.

    What was changed on its page comes before what ages.
    """
    reasons = (*changed_since(answer), *answer.ageing)
    if meeting.date is None:
        return Freshness(_UNKNOWN, True, reasons)
    stale = (today - meeting.date).days >= stale_after_days
    return Freshness(age_in_words(meeting.date, today), stale, reasons)


def age_in_words(then: dt.date, today: dt.date) -> str:
    """ "3 years and 8 months ago", in whole months; days below a month. A date that lies ahead is said as such."""
    days = (today - then).days
    if days < 0:
        return "date lies ahead"
    months = (today.year - then.year) * 12 + today.month - then.month - (today.day < then.day)
    if months == 0:
        return "today" if days == 0 else f"{_count(days, 'day')} ago"
    years, rest = divmod(months, 12)
    parts = [_count(number, unit) for number, unit in ((years, "year"), (rest, "month")) if number]
    return f"{' and '.join(parts)} ago"


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}"
