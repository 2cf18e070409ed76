"""Markdown pages: the text that a reader sees, with its links."""

from __future__ import annotations

import importlib.metadata
from pathlib import Path

from markdown_it import MarkdownIt

from ..errors import SourceError
from ..record import Page
from .capture import capture
from .encodings import decode_text
from .html import VERSION as HTML_VERSION
from .html import page_of_markup
from .lists import DELIMITER

MEDIA_TYPE = "text/markdown"
VERSION = f"2, markdown-it-py {importlib.metadata.version('markdown-it-py')}, html {HTML_VERSION}"
LARGEST = 5_000_000
_DEEPEST = (
    100  # quotations and items of lists in one another; the reader passes over what lies deeper, and says nothing
)
_HOLDING = frozenset(["blockquote_open", "list_item_open"])


def read_markdown_page(path: Path) -> Page:
    """Read a Markdown page (CommonMark with tables); items of lists keep the numbers that they were given."""
    captured = capture(path, ".md", LARGEST)
    reader = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    tokens = reader.parse(decode_text(path, captured.data))
    if any(token.type in _HOLDING and token.level >= _DEEPEST - 1 for token in tokens):
        raise SourceError(f"{path}: its lists or quotations are nested too deeply to be read whole. Save it as text.")
    for token in tokens:
        if token.type == "list_item_open" and token.info:
            token.attrSet("value", token.info)
            token.attrSet(DELIMITER, token.markup)
    return page_of_markup(captured, reader.renderer.render(tokens, reader.options, {}), MEDIA_TYPE)
