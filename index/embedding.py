"""Texts into vectors: the one place that knows sentence-transformers."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from .errors import ModelError
from .models import locate
from .settings import IndexSettings

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = npt.NDArray[np.float32]

_SPECIAL_TOKENS = 2  # [CLS] and [SEP], which the window has to hold too


class Embedder(Protocol):
    """What the index needs of a model. Vectors are float32 rows of length 1."""

    @property
    def fingerprint(self) -> str:
        """Tells models apart whose vectors cannot be compared; of the files, so that a swapped file shows."""

    @property
    def window(self) -> int:
        """The most tokens a text may have; what lies beyond would be dropped."""

    def count_tokens(self, text: str) -> int:
        """How many tokens a text takes."""

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Vectors of what is asked, shape (n, dimension)."""

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of what was published, shape (n, dimension)."""


@dataclass(frozen=True)
class LocalEmbedder:
    """A sentence-transformers model from local files; loaded at first use, one inference at a time."""

    folder: Path
    fingerprint: str
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)

    @cached_property
    def _model(self) -> SentenceTransformer:
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - seconds of import: torch
        from transformers.utils.logging import disable_progress_bar  # noqa: PLC0415

        disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            return SentenceTransformer(str(self.folder), device="cpu", local_files_only=True)
        except Exception as error:  # each format of weights has errors of its own
            raise ModelError(f"{self.folder}: this is not a sentence-transformers model ({error}).") from error

    @property
    def window(self) -> int:
        """The most tokens a text may have."""
        return int(self._model.max_seq_length or 512) - _SPECIAL_TOKENS

    def count_tokens(self, text: str) -> int:
        """How many tokens a text takes."""
        return len(self._model.tokenizer.tokenize(text, verbose=False))  # it may be longer than the window

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Vectors of what is asked, with the model's own prompt for queries if it has one."""
        with self._lock:
            return self._checked(self._model.encode_query(list(texts), normalize_embeddings=True))

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of what was published, with the model's own prompt for documents if it has one."""
        with self._lock:
            return self._checked(self._model.encode_document(list(texts), normalize_embeddings=True))

    def _checked(self, vectors: object) -> Vectors:
        """A vector with NaN would match anything, so it goes no further."""
        checked = np.asarray(vectors, dtype=np.float32)
        if not np.isfinite(checked).all():
            raise ModelError(f"{self.folder}: the model returned numbers that are not finite. Install it again.")
        return checked


def open_model(settings: IndexSettings) -> LocalEmbedder:
    """The embedder that the settings name, with its files found and checked; loaded at first use."""
    return LocalEmbedder(*locate(settings.model, settings.data / "models"))
