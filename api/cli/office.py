"""What the verbs about people and the ledger share: the ledger, open, and who is at the keyboard."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..errors import MissingError
from ..ledger import Account, Ledger
from ..office.access.names import plain
from ..settings import Settings
from .console import settings_with


@dataclass(frozen=True, slots=True)
class Desk:
    """The ledger, its settings, and who works on it, for the audit log."""

    settings: Settings
    ledger: Ledger
    who: str

    def account(self, name: str) -> Account:
        """The account of a name; MissingError if there is none."""
        account = self.ledger.accounts.by_name(plain(name))
        if account is None:
            raise MissingError(f"there is no user {plain(name)}; see onrecord user list")
        return account


@contextmanager
def open_desk(data: Path | None) -> Iterator[Desk]:
    """The ledger that stands beside the folder of the index, or that the settings name."""
    settings = settings_with(data)
    ledger = Ledger.open(settings.ledger_url)
    try:
        yield Desk(settings, ledger, f"command line ({_who()})")
    finally:
        ledger.close()


def _who() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a user that this machine has no name for
        return "unknown"
