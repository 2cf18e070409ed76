"""Clears the data folder of what was withdrawn: captures, parses, vectors, left-overs and older generations.

Every build does it, also one that changes nothing, so that a build which was killed half-way is made good by the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from .errors import SourceError
from .generation import CATALOGUE
from .reading import Reading
from .sources.saying import said_in
from .stores.cache import forget_others
from .stores.catalogue import Catalogue
from .stores.generations import DataFolder
from .withholding import plain

_RUN = 5  # words in a row that tell where a text comes from


def scrub(data: DataFolder, reading: Reading, fingerprint: str) -> tuple[str, ...]:
    """Delete whatever still holds something withdrawn; gives back the older generations that somebody still reads."""
    data.clear_unfinished()
    data.parses.clear(page.page for page in reading.pages if not page.withheld)
    if not any(page.withheld for page in reading.pages):
        data.captures.clear(reading.pages, lambda _: False)
        return ()
    data.captures.clear(reading.pages, _telling(reading))
    catalogue = Catalogue.open(data.folder(data.current()) / CATALOGUE)
    passages = catalogue.passages(answer.id for answer in catalogue.answers())
    catalogue.close()
    texts = [passage.text for each in passages.values() for passage in each]
    forget_others(data.root / "embeddings.sqlite", fingerprint, texts)
    return data.sweep()


def _telling(reading: Reading) -> Callable[[Path], bool]:
    """Whether a capture says what only withdrawn text says: five words in a row, or words that are masked.

    One that cannot be read any more is taken to say it.
    """
    withdrawn = _runs(page.page.text for page in reading.captured) - _runs(page.page.text for page in reading.pages)
    words = _masked(reading)

    def tells(path: Path) -> bool:
        try:
            said = said_in(path)
        except SourceError:
            return True
        return any(_runs([text]) & withdrawn or any(each in plain(text) for each in words) for text in said)

    return tells


def _masked(reading: Reading) -> set[str]:
    """Masked words that no page says any more, wherever they stood."""
    said = [plain(page.page.text) for page in reading.pages]
    words = {
        plain(before.page.text[slice(*span)])
        for page, before in zip(reading.pages, reading.captured, strict=True)
        for each in page.withheld
        for span in each.spans
    }
    return {each for each in words if each.strip() and not any(each in text for text in said)}


def _runs(texts: Iterable[str]) -> set[str]:
    """Every five words in a row."""
    found: set[str] = set()
    for text in texts:
        words = plain(text).split()
        found |= {" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}
    return found
