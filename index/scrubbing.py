"""Clears the data folder of what was withdrawn: captures, parses, vectors, left-overs and older generations.

Every build does it, also one that changes nothing, so that a build which was killed half-way is made good by the next.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from .errors import SourceError
from .generation import CATALOGUE
from .reading import Reading
from .sources.saying import said_in
from .stores.cache import forget_others
from .stores.catalogue import Catalogue
from .stores.generations import DataFolder
from .telling import telling


def scrub(data: DataFolder, reading: Reading, fingerprint: str) -> tuple[str, ...]:
    """Delete whatever still holds something withdrawn; gives back the older generations that somebody still reads."""
    data.clear_unfinished()
    data.parses.clear(page.page for page in reading.pages if not page.withheld)
    present = [page for page in reading.pages if not page.earlier]
    if not any(page.withheld for page in reading.pages):
        data.captures.clear(present, lambda _: False)
        return ()
    data.captures.clear(present, _of_files(telling(reading.captured, reading.pages)))
    catalogue = Catalogue.open(data.folder(data.current()) / CATALOGUE)
    passages = catalogue.passages(answer.id for answer in catalogue.answers())
    catalogue.close()
    texts = [passage.text for each in passages.values() for passage in each]
    forget_others(data.root / "embeddings.sqlite", fingerprint, texts)
    return data.sweep()


def _of_files(tells: Callable[[str], bool]) -> Callable[[Path], bool]:
    """Whether a capture says what was withdrawn; one that cannot be read any more is taken to say it."""

    def tells_in(path: Path) -> bool:
        try:
            return any(map(tells, said_in(path)))
        except SourceError:
            return True

    return tells_in
