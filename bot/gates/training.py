"""Fitting the reading of meaning on the examples, and judging the fit on examples that it has not seen.

The likeness an example is read with is that of the other examples alone, and the probabilities that bars are chosen
by are cross-validated; what is kept is fitted on all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from .examples import read_examples
from .likeness import CLASSES, Floats, Likeness
from .meaning import Bars, MeaningFit, Read, signals
from .schema import Example
from .verdict import Gate, Verdict

if TYPE_CHECKING:
    from sklearn.linear_model import LogisticRegression

_FOLDS = 5
_SEED = 1979
_LOOSENESS = 0.3  # the inverse of the penalty
# The part of the ordinary examples that each bar may stop. A good half of these are near misses, written to be mistaken
# for something else. What is only doubtful is answered all the same, so its bars may be lower.
_ALARMS = {
    "danger": 0.01,
    "doubtful_danger": 0.04,
    "support": 0.03,
    "own_case": 0.01,
    "doubtful_own_case": 0.04,
    "refused": 0.01,
}
_GATES = {
    "support": Gate.SUPPORT,
    "own_case": Gate.OWN_CASE,
    "doubtful_own_case": Gate.OWN_CASE,
    "refused": Gate.REFUSED,
}
_OVERRULED = 0.01  # of the examples of the milder gates, the part a rule may be overruled for

Ints = npt.NDArray[np.int_]


@dataclass(frozen=True, slots=True)
class Training:
    """A fit, and how each example was read by a model that had not seen it."""

    fit: MeaningFit
    examples: tuple[Example, ...]
    unseen: tuple[Read, ...]

    def verdicts(self, gate: Gate | None) -> list[Verdict | None]:
        """What closes on each example of one gate, by meaning and likeness alone."""
        reads = [read for example, read in zip(self.examples, self.unseen, strict=True) if example.gate is gate]
        return [read.closes(self.fit.bars) for read in reads]


def train(
    embed: Callable[[Sequence[str]], Floats], model: str, fingerprint: str, examples: Sequence[Example] | None = None
) -> Training:
    """Fit on the examples (those of the package by default); `embed` gives vectors of length 1, as for questions."""
    rows = tuple(examples or read_examples())
    features = signals(embed([row.text for row in rows]), Likeness(rows).unseen_scores(rows))
    labels = np.array([CLASSES.index(row.gate) for row in rows])
    unseen = _cross_validated(features, labels)
    fitted = _fit(features, labels)
    fit = MeaningFit(
        model=model,
        fingerprint=fingerprint,
        examples=len(rows),
        bars=_bars(unseen, labels),
        intercepts=_rounded(fitted.intercept_),
        weights=tuple(_rounded(row) for row in fitted.coef_),
    )
    return Training(fit, rows, tuple(Read.of(row) for row in unseen.tolist()))


def _fit(features: Floats, labels: Ints) -> LogisticRegression:
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - over a second to import, for one command

    return LogisticRegression(C=_LOOSENESS, max_iter=300, tol=1e-3).fit(features, labels)


def _cross_validated(features: Floats, labels: Ints) -> npt.NDArray[np.float64]:
    folds = np.random.default_rng(_SEED).integers(0, _FOLDS, len(labels))
    probabilities = np.zeros((len(labels), len(CLASSES)))
    for fold in range(_FOLDS):
        held = folds == fold
        probabilities[held] = _fit(features[~held], labels[~held]).predict_proba(features[held])
    return probabilities


def _bars(unseen: npt.NDArray[np.float64], labels: Ints) -> Bars:
    ordinary = unseen[labels == 0]
    milder = unseen[labels > CLASSES.index(Gate.CRISIS)]
    columns = {name: ordinary[:, CLASSES.index(gate)] for name, gate in _GATES.items()}
    columns["danger"] = columns["doubtful_danger"] = ordinary[:, 1] + ordinary[:, 2]
    bars = {name: float(np.quantile(column, 1 - _ALARMS[name])) for name, column in columns.items()}
    return Bars(**bars, ordinary=float(np.quantile(milder[:, 0], 1 - _OVERRULED)))


def _rounded(numbers: npt.NDArray[np.float64]) -> tuple[float, ...]:
    return tuple(np.round(numbers.astype(float), 4).tolist())
