"""Cross-validation: what a model says of rows that it was not fitted on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

_SEED = 1979

Numbers = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int_]


class Classifier(Protocol):
    """A fitted model, as scikit-learn has them."""

    def predict_proba(self, features: Any) -> Numbers:  # noqa: ANN401 - dense or sparse
        """One row a row, one column a class."""


def unseen_probabilities(
    fit: Callable[[Any, npt.NDArray[Any]], Classifier],
    features: Any,  # noqa: ANN401 - dense or sparse
    labels: npt.NDArray[Any],
    owners: Ints,
    folds: int,
) -> Numbers:
    """The probability of each class for each row, by a model that has seen no row of the same owner."""
    fold_of = np.random.default_rng(_SEED).integers(0, folds, owners.max() + 1)[owners]
    probabilities = np.zeros((len(labels), len(np.unique(labels))))
    for fold in range(folds):
        held = fold_of == fold
        probabilities[held] = fit(features[~held], labels[~held]).predict_proba(features[held])
    return probabilities
