"""Passages' vectors in Chroma; the one place that knows chromadb.

Chroma is written once, in a process of its own, and never changed: it is not safe against a crash while
writing, nor for two writers (see `index/README.md`). Vectors are ours, the metric is cosine.
"""

from __future__ import annotations

from collections.abc import Collection as Group
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

import numpy as np

from ..embedding import Vectors
from ..errors import GenerationError
from ..passages import Passage, PassageKind
from .hnsw import wipe_unused

if TYPE_CHECKING:
    from chromadb import Collection, Where
    from chromadb.api.client import Client

METRIC: Literal["cosine"] = "cosine"
_WRITE_BATCH = 200
_FEWEST = 2  # rows written before Chroma can be told to write its HNSW files
_READ_BATCH = 5000
_KEPT = 100_000  # vectors, at 384 dimensions 150 MB


def chroma_version() -> str:
    """The installed chromadb; a folder written by another version is not opened."""
    return version("chromadb")


def write_vectors(folder: Path, name: str, passages: Sequence[Passage], vectors: Vectors) -> None:
    """Write a new Chroma folder with one collection a kind of passage, and nothing in it but what is given.

    The HNSW files are written with the last row; left to itself Chroma would write those of few rows only half, and
    again in every process that reads them.
    """
    with _engine(folder):
        client = _client(folder)
        try:
            for kind in PassageKind:
                rows = [at for at, passage in enumerate(passages) if passage.kind is kind]
                collection = client.create_collection(
                    f"{name}-{kind}",
                    configuration={"hnsw": {"space": METRIC, "sync_threshold": max(len(rows), _FEWEST)}},
                    embedding_function=None,
                )
                batches = [rows[start : start + _WRITE_BATCH] for start in range(0, len(rows), _WRITE_BATCH)]
                for batch in batches * _FEWEST if len(rows) == 1 else batches:  # again counts as another row
                    collection.upsert(
                        ids=[passages[at].id for at in batch],
                        embeddings=vectors[batch],
                        metadatas=[{"answer_id": passages[at].answer_id} for at in batch],
                    )
        finally:
            client.close()
        wipe_unused(folder)


@contextmanager
def _engine(folder: Path) -> Iterator[None]:
    """Chroma's errors as ours: its own classes and messages are not for whoever reads them."""
    try:
        yield
    except GenerationError:
        raise
    except Exception as error:
        again = "Build the index again: onrecord index"
        raise GenerationError(f"{folder}: Chroma failed ({type(error).__name__}: {error}). {again}") from error


def _client(folder: Path) -> Client:
    import chromadb  # noqa: PLC0415 - most of a second to import, which commands that only parse need not pay
    from chromadb.config import Settings  # noqa: PLC0415

    return cast("Client", chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False)))


@dataclass(frozen=True, slots=True)
class VectorStore:
    """An open Chroma folder."""

    folder: Path
    client: Client
    collections: dict[PassageKind, Collection]
    kept: dict[str, Vectors] = field(default_factory=dict)
    """Vectors that were asked for by id, since reading them is most of the time that a search takes."""

    @classmethod
    def open(cls, folder: Path, name: str) -> VectorStore:
        """Open a finished folder; an absent or empty one is an error, never a new store."""
        if not (folder / "chroma.sqlite3").is_file():
            raise GenerationError(f"{folder}: there is no Chroma store. Build the index again: onrecord index")
        with _engine(folder):
            client = _client(folder)
            try:
                found = {kind: client.get_collection(f"{name}-{kind}", embedding_function=None) for kind in PassageKind}
            except Exception:
                client.close()
                raise
        return cls(folder, client, found)

    def nearest(
        self, kind: PassageKind, vector: Vectors, count: int, among: Group[str] | None = None
    ) -> list[tuple[str, float]]:
        """The nearest passages of a kind, best first, as id and cosine; `among` restricts them to answers."""
        collection = self.collections[kind]
        with _engine(self.folder):
            there = collection.count()
            if not there:
                return []
            found = collection.query(
                query_embeddings=vector[np.newaxis],
                n_results=min(count, there),
                where=cast("Where", {"answer_id": {"$in": sorted(among)}}) if among is not None else None,
                include=["distances"],
            )
        distances = found["distances"] or [[]]
        return [(name, 1.0 - distance) for name, distance in zip(found["ids"][0], distances[0], strict=True)]

    def fetch(self, kind: PassageKind, ids: Sequence[str] | None = None) -> tuple[list[str], Vectors]:
        """Stored vectors of a kind, all of them or those of the given ids that are there."""
        if ids is None:
            return self._read(kind, None)
        unread = [name for name in ids if name not in self.kept]
        read: dict[str, Vectors] = {}
        for at in range(0, len(unread), _READ_BATCH):
            read |= zip(*self._read(kind, unread[at : at + _READ_BATCH]), strict=True)
        if len(self.kept) + len(read) <= _KEPT:
            self.kept.update(read)
        found = {name: row for name in ids if (row := read.get(name, self.kept.get(name))) is not None}
        return list(found), np.stack(list(found.values())) if found else np.empty((0, 0), np.float32)

    def _read(self, kind: PassageKind, ids: Sequence[str] | None) -> tuple[list[str], Vectors]:
        with _engine(self.folder):
            found = self.collections[kind].get(ids=None if ids is None else list(ids), include=["embeddings"])
        return found["ids"], np.asarray(found["embeddings"], dtype=np.float32)

    def close(self) -> None:
        """Give back the folder; without this every generation opened would keep its memory and files."""
        self.client.close()
