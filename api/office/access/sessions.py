"""Sessions: who a browser is, for how long. All of one is in its sealed cookie; only its early end is in the ledger."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from ...ledger import Account
from ..settings import OfficeSettings
from .seals import Seals

_PURPOSE = "session"
_FORM = "form"
_FRESH = 60  # seconds for which a session is not written anew


@dataclass(frozen=True, slots=True)
class Session:
    """One browser's. `account` is None before anybody signed in; times are seconds since 1970.

    `round` is the account's when it signed in: once the account's is higher, the session is over.
    """

    id: str = field(repr=False)
    account: int | None
    round: int
    began: int
    seen: int


class SessionKeeper:
    """Starts, reads and renews sessions."""

    def __init__(self, seals: Seals, settings: OfficeSettings, clock: Callable[[], float] = time.time) -> None:
        self._seals = seals
        self._longest = settings.session_minutes * 60
        self._idle = settings.idle_minutes * 60
        self._clock = clock

    def start(self, account: Account | None = None) -> Session:
        """A new session, under a name that nobody has seen before: also when somebody signs in."""
        now = int(self._clock())
        of, at = (account.id, account.round) if account else (None, 0)
        return Session(secrets.token_urlsafe(24), of, at, now, now)

    def read(self, text: str) -> Session | None:
        """The session of a cookie; None when it is not ours, or over by age or idleness."""
        session, now = self.former(text), self._clock()
        good = session and now < session.began + self._longest and now < session.seen + self._idle
        return session if good else None

    def former(self, text: str) -> Session | None:
        """The session of a cookie, however long it has been over; None when it is not ours."""
        match self._seals.open(_PURPOSE, text):
            case [str(name), int() | None as account, int(at), int(began), int(seen)]:
                return Session(name, account, at, began, seen)
        return None

    def write(self, session: Session) -> str:
        """A session as the text of a cookie."""
        kept = [session.id, session.account, session.round, session.began, session.seen]
        return self._seals.seal(_PURPOSE, kept)

    def renewed(self, session: Session) -> Session | None:
        """The session, seen now; None when it was seen so lately that nothing is to be written."""
        now = int(self._clock())
        return replace(session, seen=now) if now >= session.seen + _FRESH else None

    def form_token(self, session: Session) -> str:
        """What a form of this session sends along, and no other page can know."""
        return self._seals.stamp(_FORM, session.id)

    def ends(self, session: Session) -> dt.datetime:
        """When a session is over at the latest (UTC, without a zone)."""
        return dt.datetime.fromtimestamp(session.began + self._longest, dt.UTC).replace(tzinfo=None)

    @staticmethod
    def digest(session: Session) -> str:
        """A session as the ledger knows it, if it was ended early."""
        return hashlib.sha256(session.id.encode()).hexdigest()
