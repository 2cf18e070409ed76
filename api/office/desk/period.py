"""The days that an editor looks at, and the steps that they are counted by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot import day

from ...errors import FormError

_MOST_DAYS, _MOST_WEEKS, _MOST_MONTHS = 31, 210, 1100  # days of a period that is counted by days, weeks, months
_WEEK = 7


class Span(StrEnum):
    """The periods that can be chosen by name; BETWEEN is from one day to another."""

    MONTH = "month"
    YEAR = "year"
    ALL = "all"
    BETWEEN = "between"


_BACK = {Span.MONTH: dt.timedelta(days=29), Span.YEAR: dt.timedelta(days=365)}


@dataclass(frozen=True, slots=True)
class Step:
    """Some days that are counted together."""

    first: dt.date
    last: dt.date
    title: str


@dataclass(frozen=True, slots=True)
class Period:
    """Days, both included, and how they were chosen."""

    span: Span
    since: dt.date
    until: dt.date

    @property
    def fields(self) -> dict[str, str]:
        """What a form or an address says of it."""
        between = {"from": self.since.isoformat(), "to": self.until.isoformat()} if self.span is Span.BETWEEN else {}
        return {"period": self.span.value, **between}

    def steps(self, first: dt.date) -> list[Step]:
        """Days, weeks, months or years, oldest first, from the first day that anything is kept of; at most some 40."""
        since = max(self.since, min(first, self.until))
        days = (self.until - since).days + 1
        if days <= _MOST_DAYS:
            return [Step(on, on, day(on)) for on in _every(since, self.until, 1)]
        if days <= _MOST_WEEKS:
            weeks = ((on, min(on + dt.timedelta(_WEEK - 1), self.until)) for on in _every(since, self.until, _WEEK))
            return [Step(on, last, f"{day(on)} to {day(last)}") for on, last in weeks]
        if days <= _MOST_MONTHS:
            return [Step(on, _next_month(on) - dt.timedelta(1), f"{on:%B %Y}") for on in _months(since, self.until)]
        years = range(since.year, self.until.year + 1)
        return [Step(dt.date(year, 1, 1), dt.date(year, 12, 31), str(year)) for year in years]


def read_period(sent: Mapping[str, str], today: dt.date) -> Period:
    """What an address or a form asks for; a year back when it says nothing. FormError when it cannot be."""
    since, until = _day(sent.get("from", "")), _day(sent.get("to", ""))
    if since or until:
        since, until = since or dt.date.min, min(until or today, today)
        if since > until:
            raise FormError("The days are the wrong way round, or lie ahead.")
        return Period(Span.BETWEEN, since, until)
    try:
        span = Span(sent.get("period") or Span.YEAR)
    except ValueError:
        raise FormError(f"Choose one of: {', '.join(Span)}.") from None
    return Period(span, today - _BACK[span] if span in _BACK else dt.date.min, today)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise FormError("Write days as 2026-11-22.") from None


def _every(since: dt.date, until: dt.date, days: int) -> Iterator[dt.date]:
    return (since + dt.timedelta(at) for at in range(0, (until - since).days + 1, days))


def _months(since: dt.date, until: dt.date) -> Iterator[dt.date]:
    on = since.replace(day=1)
    while on <= until:
        yield on
        on = _next_month(on)


def _next_month(on: dt.date) -> dt.date:
    return (on.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
