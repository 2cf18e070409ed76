"""SQLite connections; the one place that opens them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ..errors import GenerationError

Connection = sqlite3.Connection
DatabaseError = sqlite3.DatabaseError
OperationalError = sqlite3.OperationalError


@contextmanager
def writing(path: Path, schema: str) -> Iterator[Connection]:
    """A database to write, made if absent; committed when the block ends well, rolled back when not."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(schema)
        with connection:
            yield connection


def open_sealed(path: Path) -> Connection:
    """A finished database for reading from any thread; nothing is locked, since nothing ever writes it."""
    if not path.is_file():
        raise GenerationError(f"{path}: the file is gone. Build the index again: onrecord index")
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
