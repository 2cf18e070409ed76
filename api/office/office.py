"""What the office's pages work with: one object, made at start, when there is a ledger to work on."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field

from ..errors import ClosedError
from ..ledger import Ledger
from ..settings import Settings
from .access.attempts import Attempts
from .access.cookies import Cookie
from .access.directory import Directory
from .access.passwords import Passwords
from .access.seals import Seals
from .access.secret import secret_in
from .access.sessions import SessionKeeper
from .settings import OfficeSettings
from .working import Workbench

log = logging.getLogger("onrecord")

_OTHER_FIELDS = 4000  # bytes that a form to sign in may have besides what it carries
BACK = "/office/directory/back"
"""Where the directory sends people back to: to be registered with it."""


@dataclass(frozen=True, slots=True)
class Office:
    """The ledger, everything that says who may come in, and where one deed at a time is done.

    `address` is where the public finds the service; `longest_carried` is in characters (`access/carrying.py`).
    """

    settings: OfficeSettings
    ledger: Ledger
    passwords: Passwords
    seals: Seals
    sessions: SessionKeeper
    attempts: Attempts
    directory: Directory | None
    session_cookie: Cookie
    flow_cookie: Cookie
    address: str | None
    longest_carried: int
    bench: Workbench = field(default_factory=Workbench)

    @classmethod
    def open(cls, settings: Settings, ledger: Ledger) -> Office:
        """An office over a ledger; ClosedError when its secret cannot be had."""
        office, address = settings.office, settings.api.address
        seals = Seals(office.secret.get_secret_value() if office.secret else secret_in(settings.beside))
        secure = (address or "").startswith("https:")
        return cls(
            office,
            ledger,
            Passwords(office),
            seals,
            SessionKeeper(seals, office),
            Attempts(office, settings.api.proxies),
            Directory(office.directory, f"{(address or '').rstrip('/')}{BACK}") if office.directory.issuer else None,
            Cookie("onrecord-session", secure),
            Cookie("onrecord-directory", secure),
            address,
            settings.api.largest_body - _OTHER_FIELDS,
        )


def open_office(settings: Settings, ledger: Ledger | None) -> Office | None:
    """An office, or none: residents are answered all the same, and the log says why."""
    if ledger is None:
        return None
    try:
        return Office.open(settings, ledger)
    except ClosedError as error:
        log.error("the office is closed: %s", error)
        return None
