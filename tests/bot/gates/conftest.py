"""A small set of examples whose gates are plain from one word, and what is learnt from it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.gates import Gate, Training, train

WORDS = ("wolf", "cliff", "hurt", "mine", "fool", "zoo")
GATES = (*Gate, None)


def embed(texts: Sequence[str]) -> np.ndarray:
    """One dimension a word: the meaning of these texts is plain."""
    return np.array([[float(word in text) for word in WORDS] for text in texts], dtype=np.float32)


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty lines a gate."""
    path = tmp_path_factory.mktemp("gates") / "examples.jsonl"
    rows = [
        {"text": f"{word} number {i} said quietly", "gate": gate}
        for word, gate in zip(WORDS, GATES, strict=True)
        for i in range(20)
    ]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def trainings(examples: Path) -> tuple[Training, Training]:
    """By words alone, and with meaning."""
    return train(embed, "a model", "1234", examples)
