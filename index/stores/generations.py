"""The data folder: a lock, sealed generations, and a pointer to the one that is published.

LOCK                       held by whoever builds
captures/<sha256>          every page ever indexed, byte for byte; <sha256>.withdrawn: blackened, in its place
parsed/<key>               what was read out of the pages of the record, but for those that something was withdrawn from
embeddings.sqlite          vectors by model and text
generations/<id>/          chroma/ words.sqlite catalogue.sqlite manifest.json
generations/.tmp-<id>/     being built, or being deleted
CURRENT                    the id of the published generation, replaced in one step

Ids are time stamps that only go up, whatever the clock does: the highest is the newest.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from filelock import FileLock, Timeout

from ..errors import BuildError, GenerationError, LockedError, NoGenerationError
from .captures import Captures
from .files import sync as _sync
from .manifest import FILE_NAME as MANIFEST
from .manifest import Manifest
from .parses import Parses

_PATIENCE = 1.0  # seconds: a server clearing away an old generation is done sooner
_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{0,63}")
_STAMP = "%Y%m%dT%H%M%S%fZ"
_TICK = dt.timedelta(microseconds=1)
_UNFINISHED = ".tmp-"


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
        lock = FileLock(self.root / "LOCK")
        try:
            self.generations.mkdir(parents=True, exist_ok=True)
            lock.acquire(timeout=patience)
        except Timeout:
            raise LockedError(f"{self.root}: another build is running. Wait until it has ended.") from None
        except OSError as error:
            raise BuildError(
                f"{self.root}: cannot be written ({error.strerror}), so nothing was changed. Look for missing rights "
                "or a full disk, or name another folder with --data."
            ) from None
        try:
            yield
        finally:
            lock.release()

    def current(self) -> str:
        """The id of the published generation; cheap enough to ask before every reply."""
        name = self.named()
        if not self.folder(name).is_dir() or self.folder(name).is_symlink():
            raise GenerationError(f"{self._pointer}: names no generation that is there. Build again: onrecord index")
        return name

    def named(self) -> str:
        """The id that the pointer holds, whether there is such a generation or not."""
        try:
            name = self._pointer.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            if self.newest_first():
                raise GenerationError(f"{self._pointer}: is gone. Build again: onrecord index") from None
            raise NoGenerationError(f"{self.root}: there is no index here yet. Build one: onrecord index") from None
        except (OSError, UnicodeDecodeError) as error:
            raise GenerationError(f"{self._pointer}: cannot be read ({error}). Build again: onrecord index") from None
        if not _ID.fullmatch(name):
            raise GenerationError(f"{self._pointer}: names no generation. Build again: onrecord index")
        return name

    @property
    def _pointer(self) -> Path:
        return self.root / "CURRENT"

    def folder(self, generation: str) -> Path:
        """The folder of a generation."""
        return self.generations / generation

    def next_id(self, now: dt.datetime, source: str) -> str:
        """An id for what is about to be built: the time, but later than any there, and what it is built from."""
        there = [stamp for path in self.newest_first() if (stamp := _stamp(path.name))]
        return f"{max([now, *(stamp + _TICK for stamp in there)]):{_STAMP}}-{source[:8]}"

    def begin(self, generation: str) -> Path:
        """An empty folder to build in; what earlier builds left unfinished is cleared away."""
        self.clear_unfinished()
        building = self.generations / f"{_UNFINISHED}{generation}"
        building.mkdir()
        return building

    def unfinished(self) -> list[Path]:
        """What builds that were killed left behind: never sealed, or sealed and never published."""
        left = list(self.generations.glob(f"{_UNFINISHED}*"))
        with suppress(GenerationError, NoGenerationError):
            current = self.current()
            left += [path for path in self.newest_first() if path.name > current]
        return left

    def clear_unfinished(self) -> None:
        """Delete what builds that were killed left behind."""
        for left in self.unfinished():
            if not left.is_dir():
                left.unlink()
            elif left.name.startswith(_UNFINISHED):
                shutil.rmtree(left)
            else:
                self._delete(left)

    def publish(self, generation: str) -> None:
        """Seal the folder that was built and point to it, in one step that survives a crash at any moment."""
        building = self.generations / f"{_UNFINISHED}{generation}"
        for path in sorted(building.rglob("*")):
            _sync(path)
        building.rename(self.folder(generation))
        _sync(self.generations)
        pointer = self.root / "CURRENT.new"
        pointer.write_text(f"{generation}\n", encoding="ascii")
        _sync(pointer)
        pointer.replace(self._pointer)
        _sync(self.root)

    def prune(self, keep: int) -> None:
        """Delete all but the current and the `keep - 1` newest other generations, and those that are being read."""
        current = self.current()
        for path in [path for path in self.newest_first() if path.name != current][keep - 1 :]:
            self._delete(path)

    def sweep(self) -> tuple[str, ...]:
        """Delete the generations that still hold what the current one keeps out; those left, since they are being read.

        Only for a holder of the lock.
        """
        return tuple(path.name for path in self.outdated() if not self._delete(path))

    def outdated(self) -> list[Path]:
        """The generations that lack a withdrawal of the current one, or whose manifest cannot be read."""
        current = self.current()
        others = [path for path in self.newest_first() if path.name != current]
        withheld = set(Manifest.read(self.folder(current)).withheld) if others else set()
        return [path for path in others if withheld and not withheld <= _withheld(path)]

    def newest_first(self) -> list[Path]:
        """The sealed generations."""
        if not self.generations.is_dir():
            return []
        sealed = [path for path in self.generations.iterdir() if path.is_dir() and path.name[0] != "."]
        return sorted(sealed, key=lambda path: path.name, reverse=True)

    def _delete(self, folder: Path) -> bool:
        """Delete a generation, whole in the eyes of readers, unless some process reads it; whether it is gone."""
        with ExitStack() as held:
            try:
                manifest = held.enter_context((folder / MANIFEST).open("rb"))
                fcntl.flock(manifest, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            except OSError:
                pass  # one without a manifest was never sealed
            gone = folder.rename(folder.with_name(f"{_UNFINISHED}{folder.name}"))
            shutil.rmtree(gone)
        return True


def hold(folder: Path) -> BinaryIO:
    """Keep a generation from being deleted by any process, until the file given back is closed."""
    path = folder / MANIFEST
    held = None
    try:
        held = path.open("rb")
        fcntl.flock(held, fcntl.LOCK_SH | fcntl.LOCK_NB)
        path.stat()
    except OSError as error:
        if held:
            held.close()
        raise GenerationError(f"{path}: cannot be read ({error.strerror}). Build again: onrecord index") from None
    return held


def _stamp(generation: str) -> dt.datetime | None:
    """The time in an id; None in one that was given by hand."""
    try:
        return dt.datetime.strptime(generation.partition("-")[0], _STAMP).replace(tzinfo=dt.UTC)
    except ValueError:
        return None


def _withheld(folder: Path) -> set[str]:
    try:
        return set(Manifest.read(folder).withheld)
    except GenerationError:
        return set()
