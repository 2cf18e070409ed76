"""Connections to the ledger's database."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection

_SQLITE = "sqlite"
_PATIENCE = 5  # seconds to wait for another writer


def open_engine(url: str) -> Engine:
    """An engine for a URL; a SQLite file gets its folder made, a write-ahead log and deletions that leave no text.

    What is committed is on the disk, whatever happens to the process or the power.
    """
    address = make_url(url)
    if address.get_backend_name() != _SQLITE:
        return create_engine(address, pool_pre_ping=True)
    if address.database:
        Path(address.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # holds what people typed
    engine = create_engine(address, connect_args={"timeout": _PATIENCE})
    event.listen(engine, "connect", _prepare)
    return engine


def examine(url: str) -> str:
    """How a database is, without changing it; SQLAlchemyError when it cannot be read."""
    address = make_url(url)
    lite = address.get_backend_name() == _SQLITE
    if lite and not (address.database and Path(address.database).exists()):
        return "none yet"
    engine = open_engine(url)
    try:
        with engine.connect() as connection:
            return str(connection.exec_driver_sql("PRAGMA quick_check(1)" if lite else "SELECT 'ok'").scalar_one())
    finally:
        engine.dispose()


def scrub(engine: Engine) -> None:
    """After a deletion: empty SQLite's write-ahead log, which holds what was written before."""
    if engine.dialect.name == _SQLITE:
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _prepare(connection: DBAPIConnection, _: object) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
