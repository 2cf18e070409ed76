"""Fitting the confidence on questions with known answers, and judging the fit on questions that it has not seen.

Logistic regression over the evidence for the closest answers of each question. The figures come from ten-fold
cross-validation by question; what is kept is fitted on all of them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from .answering import Evidence, Fit
from .bot import Bot
from .errors import CalibrationError
from .evaluating import Question, key_of
from .unseen import Numbers, unseen_probabilities

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

_CLOSEST = 3  # answers of each question that the model is fitted on
_FOLDS = 10
_ANSWERED = 0.97  # of the questions that have an answer, at the threshold `related`
_LIKELY = 0.5  # from here on, the threshold `strong`, an answer is likelier right than not
_FEWEST = 50


@dataclass(frozen=True, slots=True)
class Judged:
    """One question: the probabilities that a model gave its closest answers without having seen it."""

    question: Question
    probabilities: tuple[float, ...]
    right: tuple[bool, ...]

    @property
    def best(self) -> float:
        """The highest probability, which decides whether the question gets an answer."""
        return max(self.probabilities)

    @property
    def best_is_right(self) -> bool:
        """Whether the likeliest answer is graded as one."""
        return self.right[self.probabilities.index(self.best)]


@dataclass(frozen=True, slots=True)
class Calibration:
    """A fit, and how it does on questions that it was not fitted on."""

    fit: Fit
    judged: tuple[Judged, ...]

    def at(self, threshold: float) -> tuple[float, float]:
        """The part of answerable questions that get an answer, and of the others that get none."""
        answerable = [judged.best >= threshold for judged in self.judged if judged.question.relevant]
        others = [judged.best < threshold for judged in self.judged if not judged.question.relevant]
        return float(np.mean(answerable)), float(np.mean(others))


def calibrate(bot: Bot, questions: Sequence[Question], model: str, fingerprint: str) -> Calibration:
    """Fit the confidence on questions without a gate; `model` and `fingerprint` are of the embedding model."""
    ordinary = [question for question in questions if question.expect is None]
    answerable = sum(bool(question.relevant) for question in ordinary)
    if answerable < _FEWEST or len(ordinary) - answerable < _FEWEST:
        raise CalibrationError(
            f"There are {answerable} questions with an answer and {len(ordinary) - answerable} without; "
            f"{_FEWEST} of each are needed to fit a confidence."
        )
    rows, right, owner = [], [], []
    for number, question in enumerate(ordinary):
        *before, asked = question.turns
        for result, evidence in bot.evidence(asked, _CLOSEST, before[0] if before else None):
            rows.append(list(asdict(evidence).values()))
            right.append(key_of(result) in question.relevant)
            owner.append(number)
    features, labels, owners = np.array(rows), np.array(right), np.array(owner)
    unseen = unseen_probabilities(_fitted, features, labels, owners, _FOLDS)[:, 1]
    judged = tuple(
        Judged(question, tuple(unseen[owners == number].tolist()), tuple(labels[owners == number].tolist()))
        for number, question in enumerate(ordinary)
    )
    weights, intercept = _weights(features, labels)
    related = _related(judged)
    fit = Fit(
        model=model,
        fingerprint=fingerprint,
        questions=len(ordinary),
        intercept=round(intercept, 4),
        weights={name: round(weight, 4) for name, weight in zip(Evidence.__slots__, weights, strict=True)},
        related=related,
        strong=max(_LIKELY, related),
    )
    return Calibration(fit, judged)


def _fitted(features: Numbers, labels: npt.NDArray[np.bool_]) -> Pipeline:
    """Logistic regression on evidence that is scaled first."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - over a second to import, for one command
    from sklearn.pipeline import make_pipeline  # noqa: PLC0415
    from sklearn.preprocessing import StandardScaler  # noqa: PLC0415

    return make_pipeline(StandardScaler(), LogisticRegression()).fit(features, labels)


def _weights(features: Numbers, labels: npt.NDArray[np.bool_]) -> tuple[list[float], float]:
    """Weights and intercept for evidence as it is, without the scaling that the fit is made with."""
    scaler, model = _fitted(features, labels)
    weights = model.coef_[0] / scaler.scale_
    return weights.tolist(), float(model.intercept_[0] - weights @ scaler.mean_)


def _related(judged: Sequence[Judged]) -> float:
    """The threshold at which enough of the answerable questions get an answer, rounded so that they still do."""
    answerable = sorted(each.best for each in judged if each.question.relevant)
    return math.floor(answerable[int((1 - _ANSWERED) * len(answerable))] * 10_000) / 10_000
