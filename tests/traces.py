"""Looks for words in every byte of a folder, and in what its databases say when they are asked."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from index import Vectors

_WORD = re.compile(rb"[A-Za-z]{4,}")
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


def runs(text: str, length: int = 5) -> set[str]:
    """Every so many words in a row, as they stand in a text, white space and all."""
    words = [found.span() for found in re.finditer(r"\S+", text)]
    starts = range(max(1, len(words) - length + 1))
    return {text[words[at][0] : words[min(at + length, len(words)) - 1][1]] for at in starts}


def traces(folder: Path, phrases: Iterable[str], vectors: Vectors | None = None) -> set[tuple[str, str]]:
    """Where any of the phrases, or of the vectors, is found: file, and what."""
    wanted = {phrase: [phrase.encode(each) for each in _ENCODINGS] for phrase in phrases}
    rows = {f"vector {at}": [row.tobytes()] for at, row in enumerate(vectors if vectors is not None else [])}
    found = set()
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            words = set(_WORD.findall(content)) | set(_WORD.findall(content.replace(b"\0", b"")))  # UTF-16 as well
            likely = {each: forms for each, forms in wanted.items() if _may_hold(words, each)}
            here = {what for what, forms in (likely | rows).items() if any(form in content for form in forms)}
            if content.startswith(b"SQLite format 3"):
                said = _said(path)
                here |= {phrase for phrase in wanted if phrase in said or phrase.encode() in said.encode()}
            found |= {(str(path.relative_to(folder)), what) for what in here}
    return found


def _may_hold(words: set[bytes], phrase: str) -> bool:
    """Whether a file with these words may hold a phrase, judged by its inner words: most need no search."""
    return words.issuperset(_WORD.findall(" ".join(phrase.split()[1:-1]).encode()))


def tokens(words: Path, phrase: str) -> list[str]:
    """The answers that a full-text index finds for a phrase."""
    with closing(sqlite3.connect(words)) as database:
        quoted = " ".join(re.findall(r"\w+", phrase))
        return [row[0] for row in database.execute("SELECT answer_id FROM words WHERE words MATCH ?", (f'"{quoted}"',))]


def _said(path: Path) -> str:
    """Everything that a database's tables hold, shadow tables too."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as database:
        names = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        cells = (cell for name in names for row in database.execute(f'SELECT * FROM "{name}"') for cell in row)
        return "\n".join(cell.decode("utf-8", "replace") if isinstance(cell, bytes) else str(cell) for cell in cells)
