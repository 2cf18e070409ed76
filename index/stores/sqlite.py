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
    """A finished database for reading from any thread; read into memory, so that damage to the file comes too late."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise GenerationError(
            f"{path}: cannot be read ({error.strerror}). Build the index again: onrecord index"
        ) from None
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.deserialize(content)
    connection.execute("PRAGMA query_only = ON")
    return connection
