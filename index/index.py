"""The record, open for reading: hands out leases on the generation that is published now."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from .choosing import choose_generation, find_stand_in
from .embedding import Embedder, Vectors, open_model
from .errors import GenerationError, RecordError
from .generation import Generation
from .record import Answer
from .reranking import open_reranker
from .settings import IndexSettings
from .stores.generations import DataFolder
from .stores.manifest import FILE_NAME as MANIFEST
from .vetting import vet

_PATIENCE = 60.0  # seconds until a damaged generation is looked at again, since a look takes a process


class _Lent:
    """A generation and how many are using it; closed when it is retired and the last lease has ended."""

    def __init__(self, generation: Generation) -> None:
        self.generation = generation
        self.leases = 0
        self.retired = False

    def close_if_unused(self) -> bool:
        """Whether it was closed."""
        unused = self.retired and not self.leases
        if unused:
            self.generation.close()
        return unused


class Index:
    """The published record. Open one a process; it is safe for many threads."""

    def __init__(self, settings: IndexSettings, embedder: Embedder, generation: Generation) -> None:
        self.settings = settings
        self._embedder = embedder
        self._reranker = open_reranker(settings.reranker) if settings.reranker else None
        self._data = DataFolder(settings.data)
        self._current = _Lent(generation)
        self._lock = threading.Lock()
        self._refreshing = threading.Lock()
        self._refused: tuple[Path, float, GenerationError] | None = None
        self.problem: str | None = None
        """When it was opened: why it is an older generation than the published one."""

    @classmethod
    def open(cls, settings: IndexSettings, embedder: Embedder | None = None, *, vetted: bool = False) -> Index:
        """Open the published generation; `vetted` first opens it in a child process, as a server should.

        A damaged one is an error, or when `vetted` gives way to an older one that is sound: `problem` says so.
        Raises NoGenerationError when nothing is published, GenerationError when what is there is damaged or was
        made by other software or another model, ModelError when the model is not there.
        """
        model: Embedder = embedder or open_model(settings)
        folder, problem = choose_generation(settings, model.fingerprint) if vetted else (cls.published(settings), None)
        opened = _open_read if vetted else Generation.open
        index = cls(settings, model, opened(folder, settings, model.fingerprint))
        index.problem = problem
        return index

    @staticmethod
    def published(settings: IndexSettings) -> Path:
        """The folder of the published generation; NoGenerationError when there is none."""
        data = DataFolder(settings.data)
        return data.folder(data.current())

    @contextmanager
    def lease(self) -> Iterator[Generation]:
        """The current generation, which stays open until the block ends, whatever is published meanwhile."""
        with self._lock:
            lent = self._current
            lent.leases += 1
        try:
            yield lent.generation
        finally:
            with self._lock:
                lent.leases -= 1
                closed = lent.close_if_unused()
            if closed:
                self._clear_away()

    def refresh(self) -> bool:
        """Take up a newly published generation, vetted first; True if there was one. Slow: not for a request.

        Where that is damaged it raises what is wrong, and goes on with the one in use; or, if that has been damaged
        too, with another that is sound.
        """
        with self._refreshing:
            fresh = self._look()
            self._clear_away()
            return fresh

    def _look(self) -> bool:
        with self.lease() as held:
            sound = held.is_sound()
        try:
            published = self._data.current()
            folder = self._data.folder(published)
            if published != held.id:
                self._take_up(folder)
            elif not sound or not (folder / MANIFEST).is_file():
                raise _damaged(held)
            return published != held.id
        except RecordError:
            stand_in = None if sound else find_stand_in(self.settings, self._embedder.fingerprint)
            if stand_in:
                self._take_up(stand_in)
            raise

    def _take_up(self, folder: Path) -> None:
        """Vet a generation and put it in place of the present one."""
        if self._refused and self._refused[0] == folder and time.monotonic() < self._refused[1]:
            raise self._refused[2]
        try:
            vet(folder, self.settings, self._embedder.fingerprint)
        except GenerationError as error:
            self._refused = folder, time.monotonic() + _PATIENCE, error
            raise
        fresh = _Lent(_open_read(folder, self.settings, self._embedder.fingerprint))
        with self._lock:
            former, self._current = self._current, fresh
            former.retired = True
            former.close_if_unused()

    def _clear_away(self) -> None:
        """Delete older generations that hold what was withdrawn since, if nobody reads them and nobody builds."""
        with suppress(RecordError, OSError):
            if self._data.outdated():
                with self._data.locked(patience=0):
                    self._data.sweep()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of what is asked, one row a text."""
        return self._embedder.embed_questions(texts)

    @property
    def embedder(self) -> Embedder:
        """The model, for whoever builds in this process."""
        return self._embedder

    @property
    def rerank(self) -> Callable[[str, Sequence[Answer]], list[float]] | None:
        """Scores of answers for a question by the re-ranker, if the settings name one."""
        return self._reranker.scores if self._reranker else None

    def close(self) -> None:
        """Close the current generation once its last lease ends."""
        with self._lock:
            self._current.retired = True
            closed = self._current.close_if_unused()
        if closed:
            self._clear_away()


def _open_read(folder: Path, settings: IndexSettings, fingerprint: str) -> Generation:
    """Open a generation and let Chroma read its files, which it puts off till the first search: it fails now or not."""
    generation = Generation.open(folder, settings, fingerprint)
    if not generation.is_sound():
        generation.close()
        raise _damaged(generation)
    return generation


def _damaged(generation: Generation) -> GenerationError:
    return GenerationError(f"generation {generation.id} has been damaged. Build again: onrecord index")
