"""A reply as Markdown and as plain text, each with its sources."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .replies import Reply, paragraphs

_ACTIVE = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&])")


def as_text(reply: Reply, words: Mapping[str, str]) -> str:
    """Paragraphs, then a line or two for each sentence's source."""
    body = "\n\n".join(" ".join(each.text for each in paragraph) for paragraph in paragraphs(reply))
    sources = [
        f"{each.number}. {each.text}\n   {'; '.join(filter(None, (each.note, *each.cells[3:])))}" for each in reply
    ]
    return "\n\n".join((body, f"{words['sources']}\n{'-' * len(words['sources'])}", *sources)) + "\n"


def as_markdown(reply: Reply, words: Mapping[str, str]) -> str:
    """Paragraphs, then a table of sources; text that Markdown would take for marks is escaped."""
    body = [" ".join(_plain(each.text) for each in paragraph) for paragraph in paragraphs(reply)]
    heads = [words[name] for name in ("number", "sentence", "stands", "answer", "meeting", "date", "address")]
    rows = [heads, ["---"] * len(heads), *([_plain(cell) for cell in each.cells] for each in reply)]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return "\n\n".join((f"# {_plain(words['title'])}", *body, f"## {_plain(words['sources'])}", table)) + "\n"


def _plain(text: str) -> str:
    return _ACTIVE.sub(r"\\\1", text)
