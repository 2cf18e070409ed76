"""Likeness to examples: a linear reading of words and word pieces, learnt when the gates are opened.

Regularised least squares (ridge regression on one-against-rest targets, solved exactly in its dual form), after
Rifkin, Yeo and Poggio, "Regularized Least-Squares Classification" (2003). Exact, so the same examples always give the
same gates; nothing is downloaded or stored.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from .normalise import normalise
from .schema import Example
from .verdict import Gate

_TOKENS = re.compile(r"\w+|[^\w\s]")
_PIECE = 4  # letters; shorter and longer pieces as well read no better and take longer to learn
_SEEN_AT_LEAST = 2
_RIDGE = 1.0
CLASSES = (None, *Gate)
_LONGEST = 400  # characters: the examples are short, and a long letter is like anything

Floats = NDArray[np.float32]


def features(text: str) -> Counter[str]:
    """Words, pairs of words and pieces of words of a normalised text, counted."""
    tokens = _TOKENS.findall(text)
    framed = ["^", *tokens, "$"]
    counts = Counter(f"w {token}" for token in framed)
    counts.update(f"w {a} {b}" for a, b in pairwise(framed))
    for token in (f" {token} " for token in tokens):
        counts.update(token[i : i + _PIECE] for i in range(len(token) - _PIECE + 1))
    return counts


class Likeness:
    """How like the examples of each gate a text is."""

    def __init__(self, examples: Sequence[Example]) -> None:
        counted = [features(normalise(example.text)) for example in examples]
        seen = Counter(name for counts in counted for name in counts)
        names = sorted(name for name, times in seen.items() if times >= _SEEN_AT_LEAST)
        self._column = {name: i for i, name in enumerate(names)}
        self._rarity = {name: math.log((1 + len(examples)) / (1 + seen[name])) + 1 for name in names}
        self._rarest = math.log(1 + len(examples)) + 1
        rows = np.stack([self._row(counts) for counts in counted])
        self._weights, self._bias = _solve(rows, [CLASSES.index(example.gate) for example in examples])

    def closest(self, text: str) -> tuple[Gate, float] | None:
        """The gate a normalised text is most like, and by how much more than like an ordinary question.

        Targets are 1 and -1, so the margin lies about between -2 and 2. None for a text too long to compare.
        """
        if len(text) > _LONGEST:
            return None
        ordinary, *scores = self.scores(text)
        gate, score = max(zip(Gate, scores, strict=True), key=lambda pair: pair[1])
        return gate, round(float(score - ordinary), 4)

    def scores(self, text: str) -> Floats:
        """How like ordinary questions and each gate's examples a normalised text is, in the order of `CLASSES`."""
        scores: Floats = self._row(features(text)) @ self._weights + self._bias
        return scores

    def unseen_scores(self, examples: Sequence[Example]) -> Floats:
        """What `scores` would be for each of its own examples had it learnt from the others alone.

        The leave-one-out residuals of ridge regression in closed form: dual weight over the inverse's diagonal.
        """
        rows = np.stack([self._row(features(normalise(example.text))) for example in examples])
        targets, _, kernel = _problem(rows, [CLASSES.index(example.gate) for example in examples])
        inverse = np.linalg.inv(kernel)
        centred = targets - self._bias
        scores = targets - (inverse @ centred) / np.diag(inverse)[:, np.newaxis]
        return np.asarray(scores, dtype=np.float32)

    def _row(self, counts: Counter[str]) -> Floats:
        """A text's features, weighed; unknown ones count in its length, so that a strange text is like nothing."""
        weighed = {name: (1 + math.log(n)) * self._rarity.get(name, self._rarest) for name, n in counts.items()}
        known = [name for name in weighed if name in self._column]
        row = np.zeros(len(self._column), dtype=np.float32)
        row[[self._column[name] for name in known]] = [weighed[name] for name in known]
        return row / np.float32(math.hypot(*weighed.values()) or 1)


def _solve(rows: Floats, classes: Sequence[int]) -> tuple[Floats, Floats]:
    """Weights and bias of one ridge regression a class."""
    targets, bias, kernel = _problem(rows, classes)
    return rows.T @ np.linalg.solve(kernel, targets - bias), bias


def _problem(rows: Floats, classes: Sequence[int]) -> tuple[Floats, Floats, Floats]:
    """Targets, bias and kernel with its ridge; rare classes count by the root of their rarity."""
    labels = np.array(classes)
    sizes = np.bincount(labels, minlength=len(CLASSES))
    emphasis = np.sqrt(len(labels) / (len(sizes) * np.maximum(sizes, 1)[labels]))
    targets = np.where(labels[:, None] == np.arange(len(sizes)), 1.0, -1.0)
    bias = emphasis @ targets / emphasis.sum()
    ridge = _RIDGE * np.diag(1 / emphasis).astype(np.float32)
    return targets.astype(np.float32), bias.astype(np.float32), rows @ rows.T + ridge
