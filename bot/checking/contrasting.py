"""What a draft sentence and a published one about the same thing say differently."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ..wording import day
from .agreeing import agree, covers
from .contradicting import denied
from .figures import Figure, FigureKind
from .naming import names_apart
from .periods import Period
from .reading import Reading
from .words import Alignment, align


@dataclass(frozen=True, slots=True)
class Difference:
    """What the draft says and what the record says instead.

    `kind`: number, percentage, money, duration, frequency, age, time, date, period, name or negation.
    """

    kind: str
    draft: str
    record: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What the record says to one place of the draft: the same, where `difference` is None, or something else.

    `likeness`, 0 to 1: how far the two places speak of the same thing.
    """

    place: int
    likeness: float
    difference: Difference | None = None


_SAME_COUNTED = 0.22  # likeness of what two figures count from which another value contradicts
_EQUAL_BONUS = 0.3
_THE_SAME = 0.8


def contrast(draft: Reading, record: Reading, held: dt.date | None) -> list[Finding]:
    """Set a draft sentence against a published one, whose meeting was held on that date.

    A figure or date of the draft without a finding has no counterpart there.
    """
    alignment = align(draft.words, record.words)
    findings = list(_figures(draft, record, held, alignment))
    told = {finding.place for finding in findings if finding.difference}
    findings += [each for each in _periods(draft, record, held, alignment) if each.place not in told]
    findings += [
        Finding(name.start, 1.0, Difference("name", name.text, other))
        for name, other in names_apart(draft, record, alignment)
    ]
    denial = denied(draft, record, alignment)
    if denial:
        findings.append(Finding(-1, 1.0, Difference("negation", *denial)))
    return findings


def _figures(draft: Reading, record: Reading, held: dt.date | None, alignment: Alignment) -> Iterator[Finding]:
    for figure, other, likeness in _paired(draft, record, alignment):
        period, published = draft.period_of(figure), record.period_of(other)
        apart = period is not None and _apart(period, published, held)
        if figure.same(other):
            yield Finding(figure.start, likeness)
            if period and published and apart:
                yield Finding(period.start, likeness, Difference("period", period.text, published.text))
        elif likeness >= _SAME_COUNTED and period and apart:
            then = published.text if published else day(held) if held else ""
            said = Difference("period", f"{figure.text} ({period.text})", f"{other.text} ({then})")
            yield Finding(figure.start, likeness, said)
            yield Finding(period.start, likeness, said)
        elif likeness >= _SAME_COUNTED:
            yield Finding(figure.start, likeness, Difference(figure.kind.value, figure.text, other.text))


def _paired(draft: Reading, record: Reading, alignment: Alignment) -> list[tuple[Figure, Figure, float]]:
    """Figures of the draft with the published ones that count the same, the likest first.

    A published figure is set against one other value only; it may be said several times.
    """
    pairs = []
    for one in draft.figures:
        for other in record.figures:
            if one.kind is other.kind:
                likeness = _likeness(one, other, draft, record, alignment)
                pairs.append((likeness + _EQUAL_BONUS * one.same(other), likeness, one, other))
    taken: dict[int, tuple[Figure, Figure, float]] = {}
    used: set[int] = set()
    for _, likeness, one, other in sorted(pairs, key=lambda pair: (-pair[0], pair[2].start, pair[3].start)):
        if one.start not in taken and (other.start not in used or one.same(other)):
            taken[one.start] = (one, other, likeness)
            used.add(other.start)
    return list(taken.values())


def _likeness(one: Figure, other: Figure, draft: Reading, record: Reading, alignment: Alignment) -> float:
    """How far two figures count the same, 0 to 1: by standing in each other's place, or by the words round them."""
    if _in_place(one, other, alignment):
        return 1.0
    if one.kind in (FigureKind.FREQUENCY, FigureKind.AGE):  # words round these say little
        return 0.3
    mine, theirs = draft.around(one), record.around(other)
    whole = sum(mine.values())
    return sum(min(weight, theirs.get(stem, 0.0)) for stem, weight in mine.items()) / whole if whole else 0.0


def _in_place(one: Figure | Period, other: Figure | Period, alignment: Alignment) -> bool:
    """Whether the aligned texts have these two in the same place."""
    for change in alignment.changes:
        if len(change.before) <= 5 and len(change.after) <= 5:
            mine = any(one.start <= word.start < one.end for word in change.before)
            if mine and any(other.start <= word.start < other.end for word in change.after):
                return True
    return any(
        one.start <= mine.start < one.end and other.start <= theirs.start < other.end
        for mine, theirs in alignment.pairs
    )


def _apart(period: Period, published: Period | None, held: dt.date | None) -> bool:
    """Whether two figures speak of different times; one without a period speaks of its meeting's time."""
    if published:
        return agree(period, published, held) is False
    return period.relative is None and held is not None and not covers(period, held)


def _periods(draft: Reading, record: Reading, held: dt.date | None, alignment: Alignment) -> Iterator[Finding]:
    for period in draft.periods:
        told_alike = [other for other in record.periods if (other.relative is None) == (period.relative is None)]
        published = told_alike or record.periods
        aligned = [other for other in published if _in_place(period, other, alignment)]
        sure = max((_sameness(period, other, held) for other in published), default=0.0)
        if any(_sameness(period, other, held) for other in aligned):
            yield Finding(period.start, 1.0)
        elif sure and (sure == _THE_SAME or not aligned):
            yield Finding(period.start, sure if told_alike else 0.3)
        else:
            apart = [other for other in aligned or published if agree(period, other, held) is False]
            kind = "period" if _measures(draft, period) or period.relative else "date"
            if apart:
                yield Finding(period.start, 1.0 if aligned else 0.5, Difference(kind, period.text, apart[0].text))
            elif period.relative or (held and covers(period, held)):
                yield Finding(period.start, 0.1)


def _sameness(period: Period, other: Period, held: dt.date | None) -> float:
    """How sure it is that two periods are one, 0 where they are not: the year of a date may be that of another."""
    if period.text.lower() == other.text.lower():
        return _THE_SAME
    if not agree(period, other, held):
        return 0.0
    return _THE_SAME if (period.first, period.last) == (other.first, other.last) else 0.5


def _measures(draft: Reading, period: Period) -> bool:
    """Whether a period is that of a figure, and not what the sentence tells itself."""
    return any(draft.period_of(figure) == period for figure in draft.figures)
