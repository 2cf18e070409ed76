"""Figures in a text as values: counts, shares, money, lengths of time, how often, ages, times of day.

Numbers that count nothing are no figures: 999, A38, Q5, Section 60, 24/7, telephone numbers, ordinals, "one of".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from .numbers import NUMBER, value_of
from .periods import Period, days_of


class FigureKind(StrEnum):
    """What a figure measures; figures of two kinds are never set against each other."""

    NUMBER = "number"
    PERCENTAGE = "percentage"
    MONEY = "money"
    DURATION = "duration"
    FREQUENCY = "frequency"
    AGE = "age"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Figure:
    """A value and where it stands; `text` is that part of its text, with what belongs to it ("over 50", "up 5.5 %").

    `low` and `high` differ for a range. Units: percent, pounds, days (how long, or from one time to the next), years of
    age, minutes past midnight, else pieces. `way` is 1 where something went up by this, -1 where down, else 0.
    """

    start: int
    end: int
    text: str
    kind: FigureKind
    low: float
    high: float
    way: int = 0
    hedge: str = ""

    def same(self, other: Figure) -> bool:
        """Whether both say the same.

        "About" leaves five in a hundred, "over" and "under" a tenth on their side; a month has no fixed length.
        """
        if self.way * other.way < 0:
            return False
        slack = (
            0.05 if _ABOUT.fullmatch(self.hedge) or _ABOUT.fullmatch(other.hedge) else 0.02 * (self.kind in _IN_DAYS)
        )
        pairs = ((self.low, other.low), (self.high, other.high))
        near = all(one == two or abs(one - two) <= max(slack, 1e-9) * max(one, two) for one, two in pairs)
        return near or _bounds(self, other) or _bounds(other, self)


def _bounds(bound: Figure, value: Figure) -> bool:
    """Whether one is "over" or "under" some round value, and the other is that value's neighbour."""
    if value.hedge or not bound.hedge:
        return False
    if bound.hedge in _MORE:
        return bound.low <= value.low <= 1.1 * bound.low
    return bound.hedge in _LESS and 0.9 * bound.low <= value.low <= bound.low


_MORE, _LESS = ("over", "more than", "at least"), ("under", "fewer than", "less than", "up to")
_IN_DAYS = (FigureKind.DURATION, FigureKind.FREQUENCY)
_ABOUT = re.compile(r"about|around|approximately|approx\.?|roughly|nearly|almost|just over|just under|circa")
_HEDGE = rf"(?:\b(?P<hedge>{_ABOUT.pattern}|{'|'.join(_MORE + _LESS)})\s+)?"
_RANGE = rf"(?P<low>{NUMBER})(?:\s?(?:[-–—]|\bto\b)\s?(?P<high>\d[\d.,]*\d|\d|(?<=to\s){NUMBER}))?"
_AGES = _RANGE.replace("?P<low>", "?P<from>").replace("?P<high>", "?P<until>")
_UNIT = r"(?P<unit>minute|hour|day|week|fortnight|month|quarter|year)s?"
_TENTHS = "half third quarter fifth sixth seventh eighth ninth tenth".split()
_PART = "|".join(_TENTHS)
_OFTEN = (
    {"daily": 1, "weekly": 7, "fortnightly": 14, "bi-weekly": 14, "biweekly": 14, "monthly": days_of(1, "month")}
    | {
        "quarterly": days_of(3, "months"),
        "half-yearly": days_of(6, "months"),
    }
    | dict.fromkeys(("annually", "yearly", "annual"), days_of(1, "year"))
)
_CHANGES = {"doubl": (100, 1), "trebl": (200, 1), "tripl": (200, 1), "halv": (50, -1)}
_UP = r"(?P<up>increas\w*|rose|rise[sn]?|rising|grew|grown|growth|up|climb\w*|uplift)"
_DOWN = r"(?P<down>decreas\w*|reduc\w*|fell|fall\w*|drop\w*|declin\w*|down|cut)"
_WENT = re.compile(rf"\b(?:{_UP}|{_DOWN})\s+(?:by\s+|of\s+)?(?:an?\s+)?$", re.I)
_GOES = re.compile(rf"\s+(?:{_UP}|{_DOWN})\b", re.I)
_NO_FIGURE = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+|(?<![\d.,])\b(?:999|101|105|111|112)\b(?![,.]?\d|\s?%)|\b24/7\b|\b24 hours a day\b"
    r"|(?<!\w)\+?\d[\d ()]{8,}\d\b|\b\d+\s?/\s?\d+(?:\s?/\s?\d+)?\b|\b\d+(?:st|nd|rd|th)\b"
    r"|\b(?:sections?|questions?|articles?|schedules?|parts?|chapters?|paragraphs?|pages?|band|nos?\.)\s+\d+\w*"
    r"|\b(?-i:[A-Z]+)\d+\w*\b|\bone[ -](?:to|on|by)[ -]one\b"
    r"|\b(?:no|any|every|each|this|that|the|some) one\b"
    r"|\bone(?=\s+(?:of|or|another|that|who|which|where|day|too|is|was|has|can|thing|hand)\b|['’]s|[,.;:?!)]|$)",
    re.I,
)
_PATTERNS: tuple[tuple[FigureKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.I))
    for kind, pattern in (
        (
            FigureKind.MONEY,
            rf"{_HEDGE}(?:£\s?(?P<low>[\d.,]*\d(?:\s?(?:k|m|bn|thousand|million|billion)\b)?)"
            rf"|(?P<pounds>{NUMBER})\s+pounds?\b)",
        ),
        (
            FigureKind.FREQUENCY,
            rf"\b(?P<often>{'|'.join(_OFTEN)})\b|\b(?:every|each|per)\s+(?:(?P<low>{NUMBER})\s+)?{_UNIT}\b"
            rf"|\b(?P<times>once|twice|{NUMBER}\s+times)\s+(?:a|an|each|every|per)\s+(?P<each>day|week|month|quarter|year)\b",
        ),
        (
            FigureKind.AGE,
            rf"{_RANGE}[\s-]?years?[\s-]olds?\b|{_AGES}"
            r"\s?years(?:\s+of\s+age\b|(?=\)))|\b(?:under|over)[\s-](?P<bound>\d\d?)['’]?s\b"
            r"|\baged?\s+(?:between\s+|of\s+)?(?P<aged>\d\d?)(?:\s?(?:[-–]|to|and)\s?(?P<to>\d\d?))?\b",
        ),
        (
            FigureKind.TIME,
            r"\b(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s?(?P<half>[ap])\.?m\b|\b(?P<clock>\d{1,2}:\d\d)\b|\b(?P<named>midnight|noon)\b",
        ),
        (
            FigureKind.PERCENTAGE,
            rf"{_HEDGE}(?:{_RANGE}\s?(?:%|per\s?cent\b)"
            rf"|(?P<some>{NUMBER})\s+(?:in|out\s+of)(?:\s+every)?\s+(?P<all>{NUMBER})"
            rf"|\b(?P<tops>an?|one|two|three|four|five)[\s-](?P<part>{_PART.removeprefix('half|')})s?\b(?!\s+(?:time|occasion|party|person|of\s+an))"
            r"|\b(?P<half>half)\b(?![\s-]+(?:an?\s+(?:hour|day|year|mile)|hour|day|past|term|year|way|time)))"
            rf"|\b(?P<change>{'|'.join(_CHANGES)})(?:e?d|es?|ing)\b",
        ),
        (FigureKind.DURATION, rf"{_HEDGE}{_RANGE}[\s-]{_UNIT}\b|\bhalf\s+an?\s+(?P<halved>hour|day|year)\b"),
        (FigureKind.NUMBER, rf"{_HEDGE}{_RANGE}(?![\w%]|[-–][A-Za-z])"),
    )
)


def find_figures(text: str, periods: Sequence[Period]) -> list[Figure]:
    """Every figure of a text, in order; what belongs to one of its periods is none."""
    taken = [(period.start, period.end) for period in periods]
    taken += [match.span() for match in _NO_FIGURE.finditer(text) if _free(match, taken)]
    found = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if _free(match, taken):
                taken.append(match.span())
                found.append(_directed(_figure(kind, match), text))
    return sorted(found, key=lambda figure: figure.start)


def _free(match: re.Match[str], taken: Sequence[tuple[int, int]]) -> bool:
    return all(match.end() <= start or match.start() >= end for start, end in taken)


def _figure(kind: FigureKind, match: re.Match[str]) -> Figure:
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    low, high = _READERS[kind](groups)
    hedge = groups.get("hedge", "").lower()
    way = next((way for stem, (_, way) in _CHANGES.items() if groups.get("change", "").lower() == stem), 0)
    return Figure(match.start(), match.end(), match[0], kind, low, high, way, hedge)


def _directed(figure: Figure, text: str) -> Figure:
    """With the words that say whether it went up or down."""
    if figure.kind not in (FigureKind.NUMBER, FigureKind.PERCENTAGE, FigureKind.MONEY) or figure.way:
        return figure
    found, start, end = _WENT.search(text[: figure.start]), figure.start, figure.end
    if found:
        start = found.start()
    else:
        found = _GOES.match(text, figure.end)
        end = found.end() if found else end
    if not found:
        return figure
    return replace(figure, start=start, end=end, text=text[start:end], way=1 if found["up"] else -1)


def _range(groups: dict[str, str]) -> tuple[float, float]:
    low = value_of(groups["low"])
    return low, value_of(groups["high"]) if "high" in groups else low


def _money(groups: dict[str, str]) -> tuple[float, float]:
    value = value_of(groups.get("low") or groups["pounds"])
    return value, value


def _frequency(groups: dict[str, str]) -> tuple[float, float]:
    if "often" in groups:
        value = float(_OFTEN[groups["often"].lower()])
    elif "times" in groups:
        times = groups["times"].lower()
        count = {"once": 1.0, "twice": 2.0}.get(times) or value_of(times.removesuffix("times").strip())
        value = days_of(1, groups["each"]) / max(count, 1.0)
    else:
        value = _length(value_of(groups["low"]) if "low" in groups else 1.0, groups["unit"])
    return value, value


def _length(count: float, unit: str) -> float:
    """In days."""
    short = {"minute": 1 / 1440, "hour": 1 / 24}.get(unit.lower())
    return count * short if short else days_of(count, unit)


def _duration(groups: dict[str, str]) -> tuple[float, float]:
    if "halved" in groups:
        value = _length(0.5, groups["halved"])
        return value, value
    low, high = _range(groups)
    return _length(low, groups["unit"]), _length(high, groups["unit"])


def _age(groups: dict[str, str]) -> tuple[float, float]:
    low = next(value_of(groups[name]) for name in ("low", "from", "bound", "aged") if name in groups)
    return low, next((value_of(groups[name]) for name in ("high", "until", "to") if name in groups), low)


def _time(groups: dict[str, str]) -> tuple[float, float]:
    if "named" in groups:
        value = 0.0 if groups["named"].lower() == "midnight" else 720.0
    elif "clock" in groups:
        hour, minute = groups["clock"].split(":")
        value = 60.0 * int(hour) + int(minute)
    else:
        value = 60.0 * (int(groups["hour"]) % 12 + 12 * (groups["half"] in "pP")) + int(groups.get("minute", 0))
    return value, value


def _percentage(groups: dict[str, str]) -> tuple[float, float]:
    if "low" in groups:
        return _range(groups)
    if "change" in groups:
        value = float(_CHANGES[groups["change"].lower()][0])
    elif "some" in groups:
        value = 100 * value_of(groups["some"]) / max(value_of(groups["all"]), 1.0)
    else:
        tops = {"a": 1.0, "an": 1.0}.get(groups.get("tops", "a").lower()) or value_of(groups["tops"])
        value = 100 * tops / (2 + _TENTHS.index(groups.get("part", "half").lower()))
    return value, value


_READERS = {
    FigureKind.NUMBER: _range,
    FigureKind.PERCENTAGE: _percentage,
    FigureKind.MONEY: _money,
    FigureKind.DURATION: _duration,
    FigureKind.FREQUENCY: _frequency,
    FigureKind.AGE: _age,
    FigureKind.TIME: _time,
}
