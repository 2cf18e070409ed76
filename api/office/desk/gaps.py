"""Questions that found nothing, by subject and place: what the next meeting may be asked to answer."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from bot import MOST_GROUPED, Bot, Group, fold

from ...ledger import Gap, Ledger
from .chart import Chart, draw
from .period import Period, read_period

NOWHERE = "-"
"""Stands for questions that name no place."""
_MOST = 5000  # rows that are looked at
_MOST_PLACES = 30


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which questions an editor looks at: of which days and place, with those that are dealt with or without."""

    period: Period
    area: str = ""
    dealt: bool = False

    @classmethod
    def of(cls, sent: Mapping[str, str], today: dt.date) -> Wanted:
        """Out of an address or a form; FormError when it cannot be."""
        return cls(read_period(sent, today), sent.get("area", "")[:100], sent.get("dealt") == "yes")

    def query(self, **other: str) -> str:
        """The same as an address says it, with something else in it."""
        fields = self.period.fields | {"area": self.area, "dealt": "yes" if self.dealt else ""} | other
        return urlencode({name: value for name, value in fields.items() if value})


@dataclass(frozen=True, slots=True)
class Missed:
    """One question that found nothing, and the places that it names."""

    gap: Gap
    places: tuple[str, ...]

    def is_in(self, area: str) -> bool:
        """Whether it names a place; every question is in no place in particular."""
        return not area or (not self.places if area == NOWHERE else area in self.places)


@dataclass(frozen=True, slots=True)
class Subject:
    """Questions about one thing, newest first; named after the most central, which `group` knows."""

    name: str
    group: Group
    missed: tuple[Missed, ...]

    @property
    def open(self) -> tuple[Missed, ...]:
        """Those that nobody has dealt with."""
        return tuple(each for each in self.missed if each.gap.dealt_at is None)

    @property
    def dealt(self) -> Gap | None:
        """The one that was dealt with last."""
        dealt = [(each.gap.dealt_at, each.gap.id, each.gap) for each in self.missed if each.gap.dealt_at]
        return max(dealt)[-1] if dealt else None

    @property
    def places(self) -> list[tuple[str, int]]:
        """The places that are named, most often first."""
        return _often(self.missed)


@dataclass(frozen=True, slots=True)
class Gaps:
    """What was missed in a period: `total` questions, of which `looked_at` are grouped; `elsewhere` name no place."""

    total: int
    looked_at: int
    subjects: tuple[Subject, ...]
    areas: tuple[tuple[str, int], ...]
    elsewhere: int
    chart: Chart
    first: dt.date


def read_gaps(ledger: Ledger, bot: Bot, wanted: Wanted) -> Gaps:
    """Every subject of a period, the one with most open questions first. UnavailableError without a record."""
    desk, period = ledger.desk, wanted.period
    rows = _different(desk.gaps(period.since, period.until, _MOST))
    days = desk.gap_days(period.since, period.until)
    first = desk.first_gap() or period.until
    places = bot.desk.places()
    missed = [Missed(gap, places.named(gap.question)) for gap in rows]
    groups = bot.desk.group([gap.question for gap in rows])
    subjects = [subject for group in groups if (subject := _subject(group, missed, wanted)).missed]
    shown = [subject for subject in subjects if wanted.dealt or subject.open]
    shown.sort(key=lambda subject: (-len(subject.open), -len(subject.missed), subject.name))
    within = [each for each in missed if wanted.dealt or each.gap.dealt_at is None]
    return Gaps(
        sum(days.values()),
        len(rows),
        tuple(shown),
        tuple(_often(within)[:_MOST_PLACES]),
        sum(not each.places for each in within),
        draw(period.steps(first), days),
        first,
    )


def draw_subject(subject: Subject, gaps: Gaps, period: Period) -> Chart:
    """When a subject was asked about."""
    return draw(period.steps(gaps.first), Counter(each.gap.asked_on for each in subject.missed))


def _different(rows: Sequence[Gap]) -> list[Gap]:
    """The newest rows, as far as there are no more different questions than can be grouped."""
    seen: set[str] = set()
    kept = []
    for gap in rows:
        seen.add(fold(gap.question))
        if len(seen) > MOST_GROUPED:
            break
        kept.append(gap)
    return kept


def _subject(group: Group, missed: Sequence[Missed], wanted: Wanted) -> Subject:
    own = [missed[at] for at in group.members]
    inside = [each for each in own if each.is_in(wanted.area)]
    inside.sort(key=lambda each: (each.gap.asked_on, each.gap.id), reverse=True)
    return Subject(own[0].gap.question, group, tuple(inside))


def _often(missed: Iterable[Missed]) -> list[tuple[str, int]]:
    counts = Counter(place for each in missed for place in each.places)
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
