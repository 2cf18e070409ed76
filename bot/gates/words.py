"""A question's words as numbers: words, pairs of words and pieces of words, each in one of many columns.

A column is a checksum of the name ("hashing trick": Weinberger and others, "Feature Hashing for Large Scale Multitask
Learning", 2009), so that a fit is a table of numbers and holds no list of words.
"""

import math
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

COLUMNS = 1 << 16
_PIECES = (3, 4, 5)  # letters
_TOKENS = re.compile(r"\w+|[^\w\s]")

Floats = NDArray[np.float32]
Columns = NDArray[np.int32]


def words(text: str) -> Iterator[str]:
    """Words and marks of a normalised text, and each pair of neighbours, its beginning and end included."""
    framed = ["^", *_TOKENS.findall(text), "$"]
    yield from framed
    yield from (f"{one} {two}" for one, two in pairwise(framed))


def pieces(text: str) -> Iterator[str]:
    """Runs of letters inside words, for words misspelt or never seen; a space stands where a word begins or ends."""
    for token in _TOKENS.findall(text):
        padded = f" {token} "
        for size in _PIECES:
            yield from (f"+{padded[i : i + size]}" for i in range(len(padded) - size + 1))


def counted(text: str) -> tuple[Counter[int], Counter[int]]:
    """How often each column occurs, for words and for pieces."""
    return _columns(words(text)), _columns(pieces(text))


def rarity(texts: Sequence[str]) -> Floats:
    """The weight of each column: the fewer of the texts it occurs in, the heavier (inverse document frequency)."""
    seen = np.zeros(COLUMNS)
    for text in texts:
        seen[list(set().union(*counted(text)))] += 1
    return (np.log((1 + len(texts)) / (1 + seen)) + 1).astype(np.float16).astype(np.float32)


def row(text: str, weights: Floats) -> tuple[Columns, Floats]:
    """Columns and values of a normalised text; words and pieces weigh the same, however long it is."""
    total: Counter[int] = Counter()
    for counts in counted(text):
        total.update(_of_length_one({column: (1 + math.log(n)) * weights[column] for column, n in counts.items()}))
    return np.fromiter(total.keys(), np.int32, len(total)), np.fromiter(total.values(), np.float32, len(total))


def _columns(names: Iterator[str]) -> Counter[int]:
    return Counter(zlib.crc32(name.encode()) % COLUMNS for name in names)


def _of_length_one(values: Mapping[int, float]) -> dict[int, float]:
    length = math.hypot(*values.values()) or 1.0
    return {column: float(value / length) for column, value in values.items()}
