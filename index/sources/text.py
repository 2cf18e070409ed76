"""Plain text pages: a file's bytes into a `Page`."""

from __future__ import annotations

from pathlib import Path

from ..record import Page
from .capture import capture, refuse_empty
from .encodings import decode_text

MEDIA_TYPE = "text/plain"
VERSION = "2"
"""Raise it when the same bytes would give another text."""


def read_text_page(path: Path) -> Page:
    """Read a text file as captured, UTF-8 or with a byte order mark; nothing of it is normalised."""
    captured = capture(path, ".txt")
    text = decode_text(path, captured.data)
    refuse_empty(path, text)
    return Page(path.stem, path.name, text, captured.sha256, MEDIA_TYPE)
