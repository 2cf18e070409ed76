"""Dates and periods in a text, as what they mean."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass

from .numbers import NUMBER, value_of

_NAMES = list(calendar.month_name)[1:]
_LONG = "|".join([*_NAMES, *map(str.upper, _NAMES)])
_MONTH = rf"(?-i:{_LONG}|(?:{'|'.join(name[:3] for name in _NAMES if name != 'May')}|Sept)\b\.?)"
_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_POINT = (
    rf"(?:{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?|{_MONTH}\s+{_DAY},?\s+{_YEAR}|{_MONTH},?\s+(?:{_YEAR}|[23]\d))\b"
)
_SEASON = r"(?:spring|summer|autumn|winter)(?:time)?"
_LENGTH = r"(?:days?|weeks?|months?|quarters?|years?)"
_BEFORE = "|".join(rf"(?<=\b{word}\s)" for word in "in since by until during from of before after".split())
_PATTERN = re.compile(
    rf"\b(?P<range>(?:{_POINT}|{_YEAR})\s*(?:\b(?:to|and|until)\b|[-–—])\s*(?:{_POINT}|{_YEAR}\b))"
    rf"|\b(?P<point>{_POINT})"
    rf"|\b(?P<financial>{_YEAR}\s?[/–-]\s?(?:{_YEAR}|\d\d)\b(?![-/–]))"
    rf"|\b(?P<decade>{_YEAR[:-2]}0['’]?s\b)"
    rf"|\b(?P<season>(?:(?:the|this|last|next|coming)\s+)+{_SEASON}\b(?:\s+(?:of\s+)?{_YEAR}\b)?"
    rf"|(?:{_BEFORE}){_SEASON}\b(?:\s+{_YEAR}\b)?)"
    rf"|\b(?P<end>end of (?:the|this|next|last)\s+(?:year|month|week|quarter|{_SEASON})\b)"
    rf"|(?<![\w.,/£–-])(?P<year>{_YEAR}\b(?![,.]?\d|\s?%))"
    r"|\b(?P<span>(?:last|past|previous|preceding|coming|next|following)\s+(?:few\s+|couple\s+of\s+)?"
    rf"(?:(?P<count>{NUMBER}|half)(?:\s+an?)?\s+)?(?P<unit>{_LENGTH})\b)"
    r"|\b(?P<this>this\s+(?P<of>year|month|week|quarter)\b)"
    rf"|(?:{_BEFORE}|(?<=\blast\s)|(?<=\bnext\s)|(?<=\bthis\s))(?P<month>(?-i:{_LONG})\b(?!\s+[A-Z0-9]))",
    re.I,
)
_DAYS = {"day": 1.0, "week": 7.0, "fortnight": 14.0, "month": 365.25 / 12, "quarter": 365.25 / 4, "year": 365.25}

Parts = tuple[int | None, int | None, int | None]
"""Year, month and day, each None where it is not said."""
_UNSAID: Parts = (None, None, None)


@dataclass(frozen=True, slots=True)
class Relative:
    """A time told from when it was written: "last year", "the next six weeks", "the end of the month".

    `ahead` is -1 for what is past, 0 for what is now, 1 for what is to come; `days` is its length, 0 where it is not
    said; `what` names a season or an end.
    """

    ahead: int
    days: float = 0.0
    what: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """A date or period: what was found is `text[start:end] == text` of where it stands.

    An absolute one lies from `first` to `last`; a relative one has `relative` and neither.
    """

    start: int
    end: int
    text: str
    first: Parts = _UNSAID
    last: Parts = _UNSAID
    relative: Relative | None = None


def find_periods(text: str) -> list[Period]:
    """Every date and period of a text, in order."""
    return [_read(match) for match in _PATTERN.finditer(text)]


def days_of(count: float, unit: str) -> float:
    """The length of so many days, weeks, fortnights, months, quarters or years, in days."""
    return count * _DAYS[unit.lower().rstrip("s")]


def _read(match: re.Match[str]) -> Period:
    kind = next(name for name in _READERS if match[name] is not None)
    read = _READERS[kind](match)
    start, end = match.span(kind)
    if isinstance(read, Relative):
        return Period(start, end, match[kind], relative=read)
    return Period(start, end, match[kind], *read)


def _parts(text: str) -> Parts:
    """Of a point in time or a year; "April 21" is April 2021, as the pages write it."""
    year = re.search(_YEAR, text)
    month = re.search(_MONTH, text)
    rest = re.search(r"(?<!\d)\d{1,2}(?!\d)", text)
    if rest and month and not year and rest.start() > month.start():
        return 2000 + int(rest[0]), _month(month[0]), None
    return int(year[0]) if year else None, _month(month[0]) if month else None, int(rest[0]) if rest else None


def _month(name: str) -> int:
    return 1 + next(at for at, month in enumerate(_NAMES) if month.startswith(name[:3].title()))


def _range(match: re.Match[str]) -> tuple[Parts, Parts]:
    first, last = re.split(r"\s*(?:\bto\b|\band\b|\buntil\b|[-–—])\s*", match["range"], maxsplit=1, flags=re.I)
    return _parts(first), _parts(last)


def _point(match: re.Match[str]) -> tuple[Parts, Parts]:
    parts = _parts(match["point"] or match["year"])
    return parts, parts


def _financial(match: re.Match[str]) -> tuple[Parts, Parts]:
    one, other = re.findall(r"\d+", match["financial"])
    first, last = int(one), int(other) if len(other) == 4 else int(one[:2] + other)
    return ((first, 4, None), (last, 3, None)) if last == first + 1 else ((first, None, None), (last, None, None))


def _decade(match: re.Match[str]) -> tuple[Parts, Parts]:
    first = int(match["decade"][:4])
    return (first, None, None), (first + 9, None, None)


def _bare_month(match: re.Match[str]) -> tuple[Parts, Parts]:
    parts = (None, _month(match["month"]), None)
    return parts, parts


def _season(match: re.Match[str]) -> Relative:
    name, year = re.search(_SEASON, match["season"], re.I), re.search(_YEAR, match["season"])
    assert name
    return Relative(_ahead(match["season"]), 0.0, name[0].lower().removesuffix("time") + (year[0] if year else ""))


def _end(match: re.Match[str]) -> Relative:
    return Relative(_ahead(match["end"]), 0.0, "end of " + match["end"].lower().split()[-1])


def _span(match: re.Match[str]) -> Relative:
    count, unit = match["count"], match["unit"]
    if count is None and unit.lower().endswith("s"):
        return Relative(_ahead(match["span"]))
    number = 0.5 if count and count.lower() == "half" else value_of(count) if count else 1.0
    return Relative(_ahead(match["span"]), days_of(number, unit))


def _this(match: re.Match[str]) -> Relative:
    return Relative(0, days_of(1, match["of"]))


def _ahead(text: str) -> int:
    if re.search(r"\b(?:last|past|previous|preceding)\b", text, re.I):
        return -1
    return 1 if re.search(r"\b(?:next|coming|following)\b", text, re.I) else 0


_READERS: dict[str, Callable[[re.Match[str]], tuple[Parts, Parts] | Relative]] = {
    "range": _range,
    "point": _point,
    "financial": _financial,
    "decade": _decade,
    "season": _season,
    "end": _end,
    "year": _point,
    "span": _span,
    "this": _this,
    "month": _bare_month,
}
