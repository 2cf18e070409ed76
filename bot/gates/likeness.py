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
_CLASSES = (None, *Gate)
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
        self._weights, self._bias = _solve(rows, [_CLASSES.index(example.gate) for example in examples])

    def closest(self, text: str) -> tuple[Gate, float] | None:
        """The gate a normalised text is most like, and by how much more than like an ordinary question.

        Targets are 1 and -1, so the margin lies about between -2 and 2. None for a text too long to compare.
        """
        if len(text) > _LONGEST:
            return None
        ordinary, *scores = self._row(features(text)) @ self._weights + self._bias
        gate, score = max(zip(Gate, scores, strict=True), key=lambda pair: pair[1])
        return gate, round(float(score - ordinary), 4)

    def _row(self, counts: Counter[str]) -> Floats:
        """A text's features, weighed; unknown ones count in its length, so that a strange text is like nothing."""
        weighed = {name: (1 + math.log(n)) * self._rarity.get(name, self._rarest) for name, n in counts.items()}
        known = [name for name in weighed if name in self._column]
        row = np.zeros(len(self._column), dtype=np.float32)
        row[[self._column[name] for name in known]] = [weighed[name] for name in known]
        return row / np.float32(math.hypot(*weighed.values()) or 1)


def _solve(rows: Floats, classes: Sequence[int]) -> tuple[Floats, Floats]:
    """Weights and bias of one ridge regression a class; rare classes count by the root of their rarity."""
    labels = np.array(classes)
    sizes = np.bincount(labels, minlength=len(Gate) + 1)
    emphasis = np.sqrt(len(labels) / (len(sizes) * sizes[labels]))
    targets = np.where(labels[:, None] == np.arange(len(sizes)), 1.0, -1.0)
    bias = emphasis @ targets / emphasis.sum()
    ridge = _RIDGE * np.diag(1 / emphasis).astype(np.float32)
    dual = np.linalg.solve(rows @ rows.T + ridge, (targets - bias).astype(np.float32))
    return rows.T @ dual, bias.astype(np.float32)
