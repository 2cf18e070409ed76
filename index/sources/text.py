"""Plain text pages: a file's bytes into a `Page`."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ..errors import SourceError
from ..record import Page

MEDIA_TYPE = "text/plain"
VERSION = "1"
"""Raise it when the same bytes would give another text."""


def read_text_page(path: Path) -> Page:
    """Read a UTF-8 text file as captured; nothing of it is normalised, so that offsets stay exact."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror}). Check the path and its rights.") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError(
            f"{path}: line {line} is not UTF-8 (byte 0x{data[error.start]:02x} at {error.start}). "
            "Save the page again as UTF-8 text."
        ) from None
    if not text.strip():
        raise SourceError(f"{path}: the file is empty. Capture the page again, or take the file away.")
    return Page(path.stem, path.name, text, hashlib.sha256(data).hexdigest(), MEDIA_TYPE)
