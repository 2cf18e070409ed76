"""Transactions on the ledger's database: what all of its repositories share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from ..errors import LedgerError, TakenError
from .engine import examine, open_engine, scrub
from .migrating import migrate


class Sessions:
    """Makes transactions, for many threads; what goes wrong in one is a LedgerError without what was written."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._make = sessionmaker(engine, expire_on_commit=False)

    @classmethod
    def open(cls, url: str) -> Sessions:
        """On a database that is made or brought up to date first; LedgerError says what is wrong with it."""
        try:
            engine = open_engine(url)
            migrate(engine)
        except (SQLAlchemyError, OSError, ImportError, ValueError) as error:
            raise LedgerError(f"the ledger cannot be opened: {_reason(error)}. See ONRECORD_LEDGER__URL.") from None
        return cls(engine)

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """One transaction: kept when its block ends, undone when it raises. TakenError: something exists already."""
        try:
            with self._make.begin() as session:
                yield session
        except IntegrityError as error:
            raise TakenError(f"the ledger refused: {_reason(error)}") from None
        except SQLAlchemyError as error:
            raise LedgerError(f"the ledger cannot be used: {_reason(error)}") from None

    def scrub(self) -> None:
        """After a deletion: leave nothing of it in files."""
        try:
            scrub(self._engine)
        except SQLAlchemyError as error:
            raise LedgerError(f"the ledger's files still hold what was deleted: {_reason(error)}") from None

    def close(self) -> None:
        """Close the connections."""
        self._engine.dispose()


def check_ledger(url: str) -> str:
    """ "ok", or "none yet"; LedgerError says what is wrong with a database. Nothing of it is changed."""
    try:
        found = examine(url)
    except (SQLAlchemyError, OSError, ImportError, ValueError) as error:
        found = _reason(error)
    if found not in ("ok", "none yet"):
        raise LedgerError(
            f"the ledger cannot be used: {found}. Bring back its last backup, or move its files away to begin anew. "
            "See ONRECORD_LEDGER__URL."
        )
    return found


def _reason(error: Exception) -> str:
    """What went wrong without the statement and its values, which hold what people typed."""
    return str(getattr(error, "orig", None) or error).strip().split("\n")[0]
