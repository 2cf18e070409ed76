"""A second look at the closest answers by a model that reads question and answer together.

Off by default: no such model comes out of a package. Any CrossEncoder of sentence-transformers will do.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from .errors import ModelError
from .record import Answer

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder


class Reranker(Protocol):
    """What the index needs of a re-ranking model."""

    def scores(self, question: str, answers: Sequence[Answer]) -> list[float]:
        """How well each answer fits the question, higher is better, on a scale of the model's own."""


@dataclass(frozen=True)
class LocalReranker:
    """A CrossEncoder from a local folder; loaded at first use, one inference at a time."""

    folder: Path
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)

    @cached_property
    def _model(self) -> CrossEncoder:
        import sentence_transformers  # noqa: PLC0415 - seconds of import: torch

        try:
            model: CrossEncoder = sentence_transformers.CrossEncoder(
                str(self.folder), device="cpu", local_files_only=True
            )
        except Exception as error:  # each format of weights has errors of its own
            raise ModelError(f"{self.folder}: this is no CrossEncoder of sentence-transformers ({error}).") from error
        return model

    def scores(self, question: str, answers: Sequence[Answer]) -> list[float]:
        """Scores of question and response together; a ModelError if they are not one finite number each."""
        pairs = [(question, f"{answer.question}\n{answer.response}") for answer in answers]
        with self._lock:
            found = np.asarray(self._model.predict(pairs, show_progress_bar=False), np.float64)
        if found.shape != (len(pairs),) or not np.isfinite(found).all():
            raise ModelError(f"{self.folder}: the model does not give one finite score a pair. Use another re-ranker.")
        return [float(score) for score in found]


def open_reranker(folder: Path) -> LocalReranker:
    """The re-ranker of a folder; ModelError when there is none."""
    if not folder.is_dir():
        raise ModelError(f"{folder}: no such folder. Give the folder of a CrossEncoder, or no re-ranker.")
    return LocalReranker(folder)
