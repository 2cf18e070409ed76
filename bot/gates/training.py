"""Fitting a reader on the examples, and judging it on examples that it has not seen.

The probabilities that bars are chosen by are cross-validated; what is kept is fitted on all of the examples.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ..unseen import Ints, Numbers, unseen_probabilities
from .examples import PACKAGED, read_examples
from .normalise import normalise
from .reader import SCALE, WORDS_ALONE, About, Fit, hash_of
from .reading import CLASSES, Bars, Read
from .schema import Example
from .verdict import Gate, Verdict
from .words import COLUMNS, Floats, rarity, row

if TYPE_CHECKING:
    from scipy.sparse import csr_array
    from sklearn.linear_model import LogisticRegression

_FOLDS = 5
_LOOSENESS = 10.0
# The part of the ordinary examples that each bar may stop. Half of these are near misses, written to be mistaken for
# something else. What is only doubtful is answered all the same, so its bars may be lower.
_ALARMS = {
    "danger": 0.012,
    "doubtful_danger": 0.035,
    "support": 0.02,
    "own_case": 0.005,
    "doubtful_own_case": 0.03,
    "refused": 0.006,
}
_GATES = {
    "support": Gate.SUPPORT,
    "own_case": Gate.OWN_CASE,
    "doubtful_own_case": Gate.OWN_CASE,
    "refused": Gate.REFUSED,
}
_OVERRULED = 0.01  # of the examples of the milder gates, the part a rule may be overruled for

Embed = Callable[[Sequence[str]], Floats]


@dataclass(frozen=True, slots=True)
class Training:
    """A fit, and how each example was read by a model that had not seen it."""

    fit: Fit
    examples: tuple[Example, ...]
    unseen: tuple[Read, ...]

    def verdicts(self, gate: Gate | None) -> list[Verdict | None]:
        """What closes on each example of one gate, without the rules."""
        reads = [read for example, read in zip(self.examples, self.unseen, strict=True) if example.gate is gate]
        return [read.closes(self.fit.about.bars) for read in reads]


def train(embed: Embed, model: str, fingerprint: str, path: Path = PACKAGED) -> tuple[Training, Training]:
    """Fit on a file of examples: by words alone, and with an embedding model, whose reading goes with that of words.

    `embed` gives vectors of length 1, as for questions.
    """
    examples = read_examples(path)
    texts = [normalise(example.text) for example in examples]
    labels = np.array([CLASSES.index(example.gate) for example in examples])
    weights = rarity(texts)
    vectors = embed([example.text for example in examples])
    trainings: list[Training] = []
    before: list[Numbers] = []
    for name, owner, seen in ((WORDS_ALONE, WORDS_ALONE, vectors[:, :0]), (model, fingerprint, vectors)):
        features = _features(texts, weights, seen)
        before.append(unseen_probabilities(_fitted, features, labels, np.arange(len(labels)), _FOLDS))
        unseen = np.mean(before, axis=0)
        regression = _fitted(features, labels)
        by_column = np.asarray(regression.coef_.T, dtype=np.float32)
        about = About(
            model=name, fingerprint=owner, examples=len(texts), sha256=hash_of(path), bars=_bars(unseen, labels)
        )
        fit = Fit(
            about=about,
            rarity=weights,
            words=np.round(by_column[:COLUMNS], 2),
            meaning=np.round(by_column[COLUMNS:], 3),
            intercepts=np.asarray(regression.intercept_, dtype=np.float32),
        )
        trainings.append(Training(fit, examples, tuple(Read.of(each) for each in unseen.tolist())))
    return trainings[0], trainings[1]


def _fitted(features: csr_array, labels: Ints) -> LogisticRegression:
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - over a second to import, for one command

    return LogisticRegression(C=_LOOSENESS, max_iter=400).fit(features, labels)


def _features(texts: Sequence[str], weights: Floats, vectors: Floats) -> csr_array:
    """One row a text: its words, then its vector."""
    from scipy.sparse import csr_array, hstack  # noqa: PLC0415 - a quarter of a second to import, for one command

    rows = [row(text, weights) for text in texts]
    starts = np.cumsum([0, *(len(columns) for columns, _ in rows)])
    columns, values = (np.concatenate(parts) for parts in zip(*rows, strict=True))
    return hstack([csr_array((values, columns, starts), shape=(len(texts), COLUMNS)), SCALE * vectors], format="csr")


def _bars(unseen: Numbers, labels: Ints) -> Bars:
    ordinary = unseen[labels == 0]
    milder = unseen[labels > CLASSES.index(Gate.CRISIS)]
    columns = {name: ordinary[:, CLASSES.index(gate)] for name, gate in _GATES.items()}
    columns["danger"] = columns["doubtful_danger"] = ordinary[:, 1] + ordinary[:, 2]
    bars = {name: float(np.quantile(column, 1 - _ALARMS[name])) for name, column in columns.items()}
    return Bars(**bars, ordinary=float(np.quantile(milder[:, 0], 1 - _OVERRULED)))
