"""Brings a database to this version's tables."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, text

from .models import Base

_POSTGRESQL = "postgresql"
_LOCK = 7_203_916  # any number, the same for all who migrate


def migrate(engine: Engine) -> None:
    """Apply the migrations that are missing, in one transaction; of several that start at once, one does it."""
    config = Config()
    config.set_main_option("script_location", "api.ledger:migrations")
    with engine.connect() as connection:
        if engine.dialect.name == _POSTGRESQL:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        else:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        config.attributes |= {"connection": connection, "metadata": Base.metadata}
        command.upgrade(config, "head")
        connection.commit()
