"""The data folder: a lock, sealed generations, and a pointer to the one that is published.

LOCK                       held by whoever builds
captures/<sha256>          every page ever indexed, byte for byte; <sha256>.withdrawn: blackened, in its place
parsed/<key>               what was read out of the pages of the record, but for those that something was withdrawn from
embeddings.sqlite          vectors by model and text
generations/<id>/          chroma/ words.sqlite catalogue.sqlite manifest.json
generations/.tmp-<id>/     being built
CURRENT                    the id of the published generation, replaced in one step
"""

from __future__ import annotations

import fcntl
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from filelock import FileLock, Timeout

from ..errors import GenerationError, LockedError, NoGenerationError
from .captures import Captures
from .files import sync as _sync
from .manifest import FILE_NAME as MANIFEST
from .manifest import Manifest
from .parses import Parses

_PATIENCE = 1.0  # seconds: a server clearing away an old generation is done sooner
_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{0,63}")


@dataclass(frozen=True, slots=True)
class DataFolder:
    """Where the index lives. Only a holder of the lock may write."""

    root: Path

    @property
    def generations(self) -> Path:
        """The folder of sealed generations."""
        return self.root / "generations"

    @property
    def captures(self) -> Captures:
        """The pages as they were indexed."""
        return Captures(self.root / "captures")

    @property
    def parses(self) -> Parses:
        """What was read out of the pages."""
        return Parses(self.root / "parsed")

    @contextmanager
    def locked(self, patience: float = _PATIENCE) -> Iterator[None]:
        """Hold the builder's lock, waiting for it some seconds; the kernel frees it however the process ends."""
        self.generations.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.root / "LOCK")
        try:
            lock.acquire(timeout=patience)
        except Timeout:
            raise LockedError(f"{self.root}: another build is running. Wait until it has ended.") from None
        try:
            yield
        finally:
            lock.release()

    def current(self) -> str:
        """The id of the published generation; cheap enough to ask before every reply."""
        pointer = self.root / "CURRENT"
        try:
            name = pointer.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            raise NoGenerationError(f"{self.root}: there is no index here yet. Build one: onrecord index") from None
        except (OSError, UnicodeDecodeError) as error:
            raise GenerationError(f"{pointer}: cannot be read ({error}). Build again: onrecord index") from None
        if not _ID.fullmatch(name) or not self.folder(name).is_dir() or self.folder(name).is_symlink():
            raise GenerationError(f"{pointer}: names no generation that is there. Build again: onrecord index")
        return name

    def folder(self, generation: str) -> Path:
        """The folder of a generation."""
        return self.generations / generation

    def begin(self, generation: str) -> Path:
        """An empty folder to build in; what earlier builds left unfinished is cleared away."""
        self.clear_unfinished()
        building = self.generations / f".tmp-{generation}"
        building.mkdir()
        return building

    def clear_unfinished(self) -> None:
        """Delete what builds that were killed left behind."""
        for left in self.generations.glob(".tmp-*"):
            if left.is_dir():
                shutil.rmtree(left)
            else:
                left.unlink()

    def publish(self, generation: str) -> None:
        """Seal the folder that was built and point to it, in one step that survives a crash at any moment."""
        building = self.generations / f".tmp-{generation}"
        for path in sorted(building.rglob("*")):
            _sync(path)
        building.rename(self.folder(generation))
        _sync(self.generations)
        pointer = self.root / "CURRENT.new"
        pointer.write_text(f"{generation}\n", encoding="ascii")
        _sync(pointer)
        pointer.replace(self.root / "CURRENT")
        _sync(self.root)

    def prune(self, keep: int) -> None:
        """Delete all but the current and the `keep - 1` newest other generations, and those that are being read."""
        current = self.current()
        newest = sorted(self._sealed(), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        for path in [path for path in newest if path.name != current][keep - 1 :]:
            if not _in_use(path):
                shutil.rmtree(path)

    def sweep(self) -> tuple[str, ...]:
        """Delete the generations that still hold what the current one keeps out; those left, since they are being read.

        Only for a holder of the lock.
        """
        held = [path for path in self.outdated() if _in_use(path)]
        for path in self.outdated():
            if path not in held:
                shutil.rmtree(path)
        return tuple(path.name for path in held)

    def outdated(self) -> list[Path]:
        """The generations that lack a withdrawal of the current one, or whose manifest cannot be read."""
        current = self.current()
        others = [path for path in self._sealed() if path.name != current]
        withheld = set(Manifest.read(self.folder(current)).withheld) if others else set()
        return [path for path in others if withheld and not withheld <= _withheld(path)]

    def _sealed(self) -> list[Path]:
        return [path for path in self.generations.iterdir() if path.is_dir() and path.name[0] != "."]


def hold(folder: Path) -> BinaryIO:
    """Keep a generation from being pruned by any process, until the file given back is closed."""
    held = (folder / MANIFEST).open("rb")
    fcntl.flock(held, fcntl.LOCK_SH)
    return held


def _in_use(folder: Path) -> bool:
    """Whether some process holds a generation; one without a manifest was never sealed."""
    try:
        with (folder / MANIFEST).open("rb") as manifest:
            fcntl.flock(manifest, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def _withheld(folder: Path) -> set[str]:
    try:
        return set(Manifest.read(folder).withheld)
    except GenerationError:
        return set()
