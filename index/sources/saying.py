"""All that a capture says, seen or unseen: what was withdrawn must not stay behind in a comment or a packed part."""

from __future__ import annotations

import html
import re
import zipfile
from pathlib import Path

from ..errors import SourceError
from .capture import format_of
from .encodings import decode_html
from .pdf import read_pdf_page
from .word import read_word_page

_TAG = re.compile(r"<[^<>]*>")


def said_in(path: Path) -> list[str]:
    """The texts of a capture, whose name does not tell its format; SourceError when it cannot be read."""
    data = path.read_bytes()
    ending = (format_of(data) or ("", ""))[0]
    if ending == ".pdf":
        page = read_pdf_page(path)
        return [page.text, "\n".join(page.outside), data.decode("latin-1")]
    if ending == ".docx":
        page = read_word_page(path)
        return [page.text, "\n".join(page.outside), *_parts(path)]
    try:
        text, _ = decode_html(path, data)
    except SourceError:
        text = data.decode("utf-8", "replace")
    return [text, html.unescape(_TAG.sub("", text)), html.unescape(_TAG.sub(" ", text)), html.unescape(text)]


def _parts(path: Path) -> list[str]:
    """A Word file's parts without their markup, comments, properties and deleted text among them."""
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
        return [html.unescape(_TAG.sub("", archive.read(name).decode("utf-8", "replace"))) for name in names]
