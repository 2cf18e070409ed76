"""A file into a `Page`; one module a format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ..errors import SourceError
from ..record import Page
from . import html, markdown, pdf, text, word
from .html import read_html_page
from .markdown import read_markdown_page
from .pdf import read_pdf_page
from .text import read_text_page
from .word import read_word_page

READERS: dict[str, Callable[[Path], Page]] = {
    ".txt": read_text_page,
    ".html": read_html_page,
    ".htm": read_html_page,
    ".md": read_markdown_page,
    ".docx": read_word_page,
    ".pdf": read_pdf_page,
}
VERSIONS = {
    text.MEDIA_TYPE: text.VERSION,
    html.MEDIA_TYPE: html.VERSION,
    markdown.MEDIA_TYPE: markdown.VERSION,
    word.MEDIA_TYPE: word.VERSION,
    pdf.MEDIA_TYPE: pdf.VERSION,
}
"""What reads each kind of file; a change may give another text for the same bytes."""


def read_page(path: Path) -> Page:
    """Read one page in whatever format its name's ending says."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(READERS))
        raise SourceError(f"{path}: '{path.suffix}' is not a format this reads. Formats: {known}.")
    try:
        return reader(path)
    except SourceError:
        raise
    except Exception as error:  # a page that breaks its reader must cost nobody but itself
        raise SourceError(
            f"{path}: breaks the reader of {path.suffix} files ({type(error).__name__}). "
            "Save the page again, or as text."
        ) from error


def find_pages(folder: Path) -> list[Path]:
    """The pages of a folder, by name; a README, files of other formats and hidden files are left alone."""
    if not folder.is_dir():
        raise SourceError(f"{folder}: there is no such folder. Name the folder that holds the pages.")
    return sorted(path for path in folder.iterdir() if _is_page(path))


def _is_page(path: Path) -> bool:
    named = path.suffix.lower() in READERS and path.name[0] != "." and path.stem.lower() != "readme"
    return named and path.is_file()
