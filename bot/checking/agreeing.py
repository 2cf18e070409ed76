"""Whether two periods can be the same one, the record's read against its meeting's date."""

from __future__ import annotations

import calendar
import datetime as dt

from .periods import Parts, Period, Relative

_ALIKE = 0.02  # lengths this close are the same: a year is twelve months
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 12)}


def agree(draft: Period, record: Period, held: dt.date | None) -> bool | None:
    """True where both are the same or one lies in the other, False where neither does, None where it cannot be known.

    What a draft says relative to the day it is written on cannot be set against a date of the record.
    """
    if draft.relative and record.relative:
        return _same(draft.relative, record.relative)
    if draft.relative:
        return None
    if record.relative:
        reach = held and _reach(record.relative, held)
        return _overlap(_dates(draft), reach) if reach else None
    if _shared(draft.first, record.first) and _shared(draft.last, record.last):
        return True
    both_ranges = draft.first != draft.last and record.first != record.last
    return not both_ranges and _within(draft, record)


def covers(period: Period, date: dt.date) -> bool:
    """Whether a date lies in an absolute period; one without a year may be of any."""
    reach = _dates(period)
    return reach[0] <= date <= reach[1] if reach else _shared(period.first, (date.year, date.month, date.day))


def _same(one: Relative, other: Relative) -> bool | None:
    if one.what or other.what:
        return one.what == other.what and (one.ahead == other.ahead or 0 in (one.ahead, other.ahead))
    if not one.days or not other.days:
        return None
    return one.ahead == other.ahead and abs(one.days - other.days) <= _ALIKE * max(one.days, other.days)


def _shared(one: Parts, other: Parts) -> bool:
    """Whether what both say of a point in time is the same; False where nothing is said by both."""
    both = [(a, b) for a, b in zip(one, other, strict=True) if a is not None and b is not None]
    return bool(both) and all(a == b for a, b in both)


def _within(one: Period, other: Period) -> bool:
    first, second = _dates(one), _dates(other)
    if first is None or second is None:
        return False
    return (first[0] >= second[0] and first[1] <= second[1]) or (second[0] >= first[0] and second[1] <= first[1])


def _overlap(one: tuple[dt.date, dt.date] | None, other: tuple[dt.date, dt.date]) -> bool | None:
    return None if one is None else one[0] <= other[1] and other[0] <= one[1]


def _dates(period: Period) -> tuple[dt.date, dt.date] | None:
    """First and last day of an absolute period with years; None for any other."""
    (year, month, day), (until, last_month, last_day) = period.first, period.last
    if until is None:
        return None
    year = year or until
    return _day(year, month or 1, day or 1), _day(until, last_month or 12, last_day or 31)


def _day(year: int, month: int, day: int) -> dt.date:
    """The day, or the last of its month where the month is shorter."""
    return dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _reach(relative: Relative, held: dt.date) -> tuple[dt.date, dt.date] | None:
    """The days that a relative period may mean, read generously; None where it does not say how long it is."""
    if relative.what.startswith("end of"):
        year = held.year + relative.ahead
        return (held, _day(held.year, 12, 31)) if not relative.ahead else (_day(year, 1, 1), _day(year, 12, 31))
    if relative.what:
        name, said = relative.what.rstrip("0123456789"), relative.what[-4:]
        year = int(said) if said.isdigit() else held.year + relative.ahead
        first, last = _SEASONS[name]
        return _day(year, first, 1), _day(year, last, 31)
    if not relative.days:
        return None
    if not relative.ahead:
        return _day(held.year, 1, 1), _day(held.year, 12, 31)
    try:
        far = held + dt.timedelta(days=relative.ahead * relative.days)
    except OverflowError:
        return None
    if relative.days > 360:  # "last year" may be the calendar's
        far = _day(far.year, 1, 1) if relative.ahead < 0 else _day(far.year, 12, 31)
    return min(far, held), max(far, held)
