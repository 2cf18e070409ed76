"""How many telling words two texts share: tf-idf cosine over a handful of texts, without an engine."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence


def words_of(text: str) -> list[str]:
    """Lower-case words of three letters or more, without a plural's s."""
    return [word.rstrip("s") for word in re.findall(r"[a-z]{3,}", text.lower())]


def weigh(texts: Sequence[str]) -> list[dict[str, float]]:
    """Words of each text, weighted by how few of the texts hold them (tf-idf)."""
    bags = [Counter(words_of(text)) for text in texts]
    spread = Counter(word for bag in bags for word in bag)
    return [
        {word: (1 + math.log(count)) * math.log(len(texts) / spread[word]) for word, count in bag.items()}
        for bag in bags
    ]


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Cosine of two weighted bags of words, 0 to 1; 0 where one of them is empty."""
    norm = math.sqrt(sum(v * v for v in one.values()) * sum(v * v for v in other.values()))
    return sum(weight * other.get(word, 0.0) for word, weight in one.items()) / norm if norm else 0.0
