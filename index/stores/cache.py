"""Vectors by model and text, so that no text is ever embedded twice; safe to delete."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import numpy as np

from ..embedding import Vectors
from .sqlite import DatabaseError, OperationalError, writing

_SCHEMA = "CREATE TABLE IF NOT EXISTS vectors (key TEXT PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID"
_BATCH = 64
_CHECKSUM = 4  # bytes


def embed_cached(
    path: Path,
    model: str,
    texts: Sequence[str],
    embed: Callable[[Sequence[str]], Vectors],
    progress: Callable[[int, int], None],
) -> tuple[Vectors, int]:
    """Vectors of the texts in order, and how many had to be computed; `model` is its fingerprint.

    A cache that is no database is begun again.
    """
    try:
        return _embed_cached(path, model, texts, embed, progress)
    except DatabaseError as error:
        if isinstance(error, OperationalError):
            raise  # a full disk, say: the cache itself is sound
        path.unlink()
        return _embed_cached(path, model, texts, embed, progress)


def _embed_cached(
    path: Path,
    model: str,
    texts: Sequence[str],
    embed: Callable[[Sequence[str]], Vectors],
    progress: Callable[[int, int], None],
) -> tuple[Vectors, int]:
    keys = [_key(model, text) for text in texts]
    with writing(path, _SCHEMA) as database:
        known = {
            key: vector
            for key in keys
            if (found := database.execute("SELECT vector FROM vectors WHERE key = ?", (key,)).fetchone())
            and (vector := _unpack(found[0])) is not None
        }
        fresh = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        progress(0, len(fresh))
        for start in range(0, len(fresh), _BATCH):
            batch = list(fresh.items())[start : start + _BATCH]
            for (key, _), vector in zip(batch, embed([text for _, text in batch]), strict=True):
                known[key] = vector
                database.execute("INSERT OR REPLACE INTO vectors VALUES (?, ?)", (key, _pack(vector)))
            database.commit()
            progress(start + len(batch), len(fresh))
    return np.stack([known[key] for key in keys]) if keys else np.empty((0, 0), np.float32), len(fresh)


def forget_others(path: Path, model: str, texts: Sequence[str]) -> None:
    """Delete every vector but those of these texts by this model, and leave no byte of the others in the file."""
    if path.exists():
        try:
            _forget_others(path, {_key(model, text) for text in texts})
        except DatabaseError as error:
            if isinstance(error, OperationalError):
                raise
            path.unlink()


def _forget_others(path: Path, wanted: Collection[str]) -> None:
    with writing(path, _SCHEMA) as database:
        database.execute("PRAGMA secure_delete = ON")
        gone = [(key,) for (key,) in database.execute("SELECT key FROM vectors") if key not in wanted]
        database.executemany("DELETE FROM vectors WHERE key = ?", gone)
        database.commit()
        if gone:
            database.execute("VACUUM")


def check_cache(path: Path) -> None:
    """DatabaseError when a cache is damaged; one that is not there is not."""
    if path.exists():
        with writing(path, _SCHEMA) as database:
            (found,) = database.execute("PRAGMA quick_check(1)").fetchone()
        if found != "ok":
            raise DatabaseError(found)


def _pack(vector: Vectors) -> bytes:
    """A vector with a checksum: one that a disk has changed would go unnoticed into every later index."""
    row = vector.tobytes()
    return row + zlib.crc32(row).to_bytes(_CHECKSUM)


def _unpack(packed: bytes) -> Vectors | None:
    """The vector, or None when it is not as it was written."""
    row, checksum = packed[:-_CHECKSUM], packed[-_CHECKSUM:]
    return np.frombuffer(row, dtype=np.float32) if zlib.crc32(row).to_bytes(_CHECKSUM) == checksum else None


def _key(model: str, text: str) -> str:
    return hashlib.sha256(f"{model}\0{text}".encode()).hexdigest()
