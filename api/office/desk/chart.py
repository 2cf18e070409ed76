"""Counts over time as bars: the figures, and where a picture of them has its shapes. No colour, no style."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from .period import Step

_WIDTH, _GAP, _HEIGHT = 10, 2, 100  # units of the picture, which is stretched to where it stands


@dataclass(frozen=True, slots=True)
class Bar:
    """One step: what it counts, and its shape in units of the picture."""

    step: Step
    count: int
    x: int
    y: float
    width: int
    height: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars from the oldest step to the newest."""

    bars: tuple[Bar, ...]
    width: int
    height: int

    @property
    def total(self) -> int:
        """What all bars count."""
        return sum(bar.count for bar in self.bars)

    @property
    def most(self) -> Bar:
        """The highest bar, the newest of several."""
        return max(reversed(self.bars), key=lambda bar: bar.count)

    @property
    def told(self) -> str:
        """Every figure that is not nothing, in words."""
        return "; ".join(f"{bar.step.title}: {bar.count}" for bar in self.bars if bar.count)


def draw(steps: Sequence[Step], days: Mapping[date, int]) -> Chart:
    """Bars of counts by day, the highest as tall as the picture."""
    counts = [sum(count for on, count in days.items() if step.first <= on <= step.last) for step in steps]
    top = max(*counts, 1)
    bars = tuple(
        Bar(step, count, at * _WIDTH + _GAP // 2, round(_HEIGHT - tall, 2), _WIDTH - _GAP, round(tall, 2))
        for at, (step, count) in enumerate(zip(steps, counts, strict=True))
        for tall in (_HEIGHT * count / top,)
    )
    return Chart(bars, _WIDTH * len(steps), _HEIGHT)
