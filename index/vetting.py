"""Whether a sealed generation gives right answers, judged in a process that may crash.

`count()` says nothing: a Chroma folder with half its index gone counts right and finds wrong neighbours.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from .errors import GenerationError
from .generation import CHROMA, Generation
from .passages import PassageKind
from .settings import IndexSettings
from .stores.children import in_child
from .stores.hnsw import check_unused
from .stores.manifest import Manifest, digest
from .stores.vectors import VectorStore

_PROBES = 40  # stored vectors searched for against exact search
_NEIGHBOURS = 10
_RECALL = 0.98
_TIE = 1e-4  # cosines this close are the same


def vet(folder: Path, settings: IndexSettings, fingerprint: str) -> None:
    """Open a generation in a child process and check what it finds; a GenerationError says what is wrong."""
    in_child(_vet, folder, settings, fingerprint)


def _vet(folder: Path, settings: IndexSettings, fingerprint: str) -> None:
    try:
        generation = Generation.open(folder, settings, fingerprint)
        try:
            _check(folder, generation)
        finally:
            generation.close()
    except GenerationError:
        raise
    except BaseException as error:  # an engine that panics raises no Exception
        raise _damaged(folder.name, f"an engine gave up on it ({type(error).__name__}: {error})") from None


def _check(folder: Path, generation: Generation) -> None:
    check_unused(folder / CHROMA)
    _check_counts(generation)
    _check_canaries(folder, generation.manifest, generation.vectors)
    for kind in PassageKind:
        _check_recall(folder, generation.vectors, kind)


def _check_counts(generation: Generation) -> None:
    manifest = generation.manifest
    if generation.catalogue.counts() != dict(manifest.counts):
        raise _damaged(generation.id, "the catalogue does not hold what the manifest says")
    ids = [name for kind in PassageKind for name in generation.vectors.fetch(kind)[0]]
    if digest(sorted(ids)) != manifest.ids_digest:
        raise _damaged(generation.id, "Chroma does not hold the passages that the manifest says")


def _check_canaries(folder: Path, manifest: Manifest, vectors: VectorStore) -> None:
    """Each canary's passage is found, or another that is just as close, since a text may stand there twice."""
    for canary in manifest.canaries:
        vector = np.asarray(canary.vector, np.float32)
        names, stored = vectors.fetch(canary.kind, [canary.passage_id])
        best = max((closeness for _, closeness in vectors.nearest(canary.kind, vector, 3)), default=0.0)
        if not names or float(stored[0] @ vector) < max(best, 1.0) - _TIE:
            raise _damaged(folder.name, f"searching for {canary.passage_id} finds something else")


def _check_recall(folder: Path, vectors: VectorStore, kind: PassageKind) -> None:
    """Neighbours found against those of an exact search, by closeness, since ties may come in any order."""
    names, stored = vectors.fetch(kind)
    if not np.isfinite(stored).all():
        raise _damaged(folder.name, "a stored vector is not finite")
    step = max(1, len(names) // _PROBES)
    hit = wanted = 0
    for vector in stored[::step]:
        exact = np.sort(stored @ vector)[::-1][:_NEIGHBOURS]
        found = [closeness for _, closeness in vectors.nearest(kind, vector, _NEIGHBOURS)]
        hit += sum(closeness >= exact[-1] - _TIE for closeness in found)
        wanted += len(exact)
    if hit < _RECALL * wanted:
        raise _damaged(folder.name, f"only {hit} of {wanted} nearest {kind} passages are found")


def _damaged(generation: str, what: str) -> GenerationError:
    return GenerationError(f"generation {generation}: {what}. Build again: onrecord index")
