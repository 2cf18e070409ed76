"""Stand-ins for engines: deterministic, without a model."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

import numpy as np

from index import Vectors

DIMENSION = 64


class WordEmbedder:
    """Texts that share words get close vectors; counts what it was asked to embed."""

    def __init__(self, fingerprint: str = "words", window: int = 200) -> None:
        self.fingerprint = fingerprint
        self.window = window
        self.embedded: list[str] = []

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        return np.stack([_vector(text) for text in texts])

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.embedded += texts
        return self.embed_questions(texts)


def _vector(text: str) -> Vectors:
    vector = np.full(DIMENSION, 0.01, np.float32)
    for word in re.findall(r"\w{3,}", text.lower()):
        vector[zlib.crc32(word.encode()) % DIMENSION] += 1
    return np.asarray(vector / np.linalg.norm(vector), np.float32)


def quiet(stage: str, done: int, total: int) -> None:
    """A progress callback that says nothing."""
