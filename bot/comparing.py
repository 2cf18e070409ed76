"""Outcomes of an evaluation into figures with intervals, and two evaluations of the same questions side by side.

Intervals are 95 % percentile bootstrap intervals over questions (Efron 1979), with a fixed seed, so that the same
outcomes always give the same intervals.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from .evaluating import Outcome

_SAMPLES = 4000
_SEED = 1979
METRICS: dict[str, Callable[[Outcome], float]] = {
    "hit@1": lambda outcome: outcome.hit1,
    "hit@3": lambda outcome: outcome.hit3,
    "nDCG@10": lambda outcome: outcome.ndcg10,
    "right": lambda outcome: float(outcome.right),
}


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean and its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over the questions of a kind, by metric; ranking metrics only over questions that have an answer."""

    kind: str
    questions: int
    means: dict[str, Mean]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The mean paired difference of each metric, and the questions that are served worse than before."""

    questions: int
    differences: dict[str, Mean]
    worse: tuple[str, ...]


def figures(outcomes: Sequence[Outcome]) -> list[Figures]:
    """Figures by kind, in the order of the file, then over all questions that have an answer ("retrieval")."""
    kinds = dict.fromkeys(outcome.question.kind for outcome in outcomes)
    groups = {kind: [outcome for outcome in outcomes if outcome.question.kind == kind] for kind in kinds}
    answerable = [outcome for outcome in outcomes if outcome.question.relevant]
    if answerable:
        groups["retrieval"] = answerable
    return [_figures(kind, group) for kind, group in groups.items()]


def _figures(kind: str, group: Sequence[Outcome]) -> Figures:
    ranked = [outcome for outcome in group if outcome.question.relevant]
    means = {name: _mean([metric(outcome) for outcome in ranked]) for name, metric in METRICS.items() if ranked}
    return Figures(kind, len(group), {**means, "right": _mean([float(outcome.right) for outcome in group])})


def compare(before: Sequence[Outcome], after: Sequence[Outcome]) -> Comparison:
    """Two evaluations, question by question; questions that only one of them has are left out."""
    earlier = {outcome.question.id: outcome for outcome in before}
    pairs = [(earlier[outcome.question.id], outcome) for outcome in after if outcome.question.id in earlier]
    differences = {
        name: _mean([metric(new) - metric(old) for old, new in pairs]) for name, metric in METRICS.items() if pairs
    }
    worse = [
        f"{new.question.id}: {', '.join(lost)} ({new.question.question[:80]})"
        for old, new in pairs
        if (lost := [name for name, metric in METRICS.items() if metric(new) < metric(old)])
    ]
    return Comparison(len(pairs), differences, tuple(worse))


def _mean(values: Sequence[float]) -> Mean:
    sample = np.asarray(values, np.float64)
    chosen = np.random.default_rng(_SEED).integers(0, len(sample), (_SAMPLES, len(sample)))
    low, high = np.percentile(sample[chosen].mean(axis=1), [2.5, 97.5])
    return Mean(float(sample.mean()), float(low), float(high))
