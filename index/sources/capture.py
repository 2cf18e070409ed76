"""A file's bytes, bounded in size, and whether they are what the name's ending says."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from ..errors import SourceError

LARGEST = 50_000_000
"""Bytes of a file; the five published pages have 10,000 to 60,000."""
_OPENINGS = (
    (re.compile(rb"[\s\S]{0,1000}?%PDF-\d"), ".pdf", "a PDF"),
    (re.compile(rb"PK\x03\x04[\s\S]*word/document"), ".docx", "a Word file"),
    (re.compile(rb"PK\x03\x04"), "", "a ZIP archive"),
    (re.compile(rb"\xd0\xcf\x11\xe0"), "", "a Word file of before 2007, or one with a password"),
    (re.compile(rb"\{\\rtf"), "", "an RTF file"),
    (re.compile(rb"(?:\x89PNG|\xff\xd8\xff|GIF8)"), "", "a picture"),
    (
        re.compile(rb"(?:[\w-]+: [^\n]*\n(?:[ \t][^\n]*\n)*){0,20}Content-Type: multipart/related", re.I),
        "",
        "an MHTML archive",
    ),
    (
        re.compile(
            rb"(?:\xef\xbb\xbf)?\s*(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I
        ),
        ".html",
        "HTML",
    ),
)


@dataclass(frozen=True, slots=True)
class Capture:
    """A file as it was captured."""

    path: Path
    data: bytes

    @property
    def sha256(self) -> str:
        """Of the bytes."""
        return hashlib.sha256(self.data).hexdigest()


def capture(path: Path, ending: str, largest: int = LARGEST) -> Capture:
    """Read a file whose content must not be of another format than `ending`."""
    try:
        size = path.stat().st_size
        if size > largest:
            raise SourceError(
                f"{path}: has {size:,} bytes, more than the {largest:,} that are read of such a file. "
                "Save the page without pictures and attachments, or in parts."
            )
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror}). Check the path and its rights.") from None
    _refuse_other(path, data, ending)
    return Capture(path, data)


def format_of(data: bytes) -> tuple[str, str] | None:
    """The ending and the name of the format that bytes open like; the ending is empty for one that is not read."""
    return next(((ending, name) for opening, ending, name in _OPENINGS if opening.match(data[:_HEAD])), None)


_HEAD = 1_000_000  # a ZIP's first names are here


def _refuse_other(path: Path, data: bytes, ending: str) -> None:
    found = format_of(data)
    if ending == ".md" and found and found[0] == ".html":
        return  # Markdown may open with HTML
    if found and found[0] != ending:
        step = f"Rename it to end in {found[0]}." if found[0] else "Save it as .docx, .pdf, .html or .txt."
        raise SourceError(f"{path}: is {found[1]} by its content, though its name ends in {path.suffix}. {step}")
    if not found and ending in (".pdf", ".docx") and data.strip():
        raise SourceError(f"{path}: is no {ending} file by its content, or is damaged. Capture it again.")


def refuse_empty(path: Path, text: str) -> None:
    """A page without a word is a capture that went wrong."""
    if not text.strip():
        raise SourceError(f"{path}: the file is empty. Capture the page again, or take the file away.")
