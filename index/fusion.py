"""Signals of several stores into one score, keyed on answers.

Each signal is absolute (a cosine, a part of the most that BM25 could be), not relative to the other hits, so
an answer's score is the same for any number of hits and behind any filter.
"""

from __future__ import annotations

from dataclasses import dataclass

from .settings import FusionWeights


@dataclass(frozen=True, slots=True)
class Signals:
    """How close an answer is to what was asked, by each store; 0 to 1, higher is closer.

    `question`: cosine to the published question, or to a wording that an editor added if that is closer;
    `passage`: cosine to the closest sentence of the response; `words`: telling words in common (BM25 as a part of
    its bound); `coverage`: the part of the telling words that the answer has, by rarity; `unheard`: the part that no
    answer has. The last two say how sure one may be of an answer and are not in its score.
    """

    question: float
    passage: float
    words: float
    coverage: float = 0.0
    unheard: float = 0.0


def fuse(signals: Signals, weights: FusionWeights) -> float:
    """The weighted mean of the closeness signals, 0 to 1."""
    total = weights.question + weights.passage + weights.words
    score = (
        weights.question * max(signals.question, 0.0)
        + weights.passage * max(signals.passage, 0.0)
        + weights.words * signals.words
    )
    return min(score / total, 1.0) if total else 0.0
