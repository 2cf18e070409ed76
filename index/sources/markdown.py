"""Markdown pages: the text that a reader sees, with its links."""

from __future__ import annotations

import importlib.metadata
from pathlib import Path

from markdown_it import MarkdownIt

from ..record import Page
from .capture import capture
from .encodings import decode_text
from .html import VERSION as HTML_VERSION
from .html import page_of_markup
from .lists import DELIMITER

MEDIA_TYPE = "text/markdown"
VERSION = f"1, markdown-it-py {importlib.metadata.version('markdown-it-py')}, html {HTML_VERSION}"
LARGEST = 5_000_000


def read_markdown_page(path: Path) -> Page:
    """Read a Markdown page (CommonMark with tables); items of lists keep the numbers that they were given."""
    captured = capture(path, ".md", LARGEST)
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = reader.parse(decode_text(path, captured.data))
    for token in tokens:
        if token.type == "list_item_open" and token.info:
            token.attrSet("value", token.info)
            token.attrSet(DELIMITER, token.markup)
    return page_of_markup(captured, reader.renderer.render(tokens, reader.options, {}), MEDIA_TYPE)
