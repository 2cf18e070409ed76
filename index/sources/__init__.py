"""A file into a `Page`; one module a format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ..errors import SourceError
from ..record import Page
from . import text
from .text import read_text_page

READERS: dict[str, Callable[[Path], Page]] = {".txt": read_text_page}
VERSIONS = {text.MEDIA_TYPE: text.VERSION}
"""What reads each kind of file; a change may give another text for the same bytes."""


def read_page(path: Path) -> Page:
    """Read one page in whatever format its name's ending says."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(READERS))
        raise SourceError(f"{path}: '{path.suffix}' is not a format this reads. Formats: {known}.")
    return reader(path)


def find_pages(folder: Path) -> list[Path]:
    """The pages of a folder, by name; files of other formats and hidden files are left alone."""
    if not folder.is_dir():
        raise SourceError(f"{folder}: there is no such folder. Name the folder that holds the pages.")
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in READERS and path.name[0] != ".")
