"""Tokens for programs: `orc_<prefix>_<secret>`, shown once, sent as `Authorization: Bearer …` and nowhere else."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from ...errors import FormError, SignedOutError
from ...ledger import Account, Ledger, Role, Token
from ..settings import OfficeSettings

_MARK = "orc"
_LONGEST_LABEL = 100
_NOBODYS = hashlib.sha256(secrets.token_bytes(32)).hexdigest()


class Scope(StrEnum):
    """What a token may be used for."""

    PRECEDENTS = "precedents"
    CHECK = "check"
    DRAFTS = "drafts"


NEEDS = {Scope.PRECEDENTS: Role.STAFF, Scope.CHECK: Role.STAFF, Scope.DRAFTS: Role.DRAFTER}
"""The role that its owner needs at least for each."""


@dataclass(frozen=True, slots=True)
class Made:
    """A new token: what is kept of it, and the text that is shown once."""

    token: Token
    text: str = field(repr=False)


def open_to(role: Role) -> list[Scope]:
    """The scopes that somebody of a role can give a token."""
    return [scope for scope, needed in NEEDS.items() if role.covers(needed)]


def make_token(
    ledger: Ledger, settings: OfficeSettings, who: str, account: Account, label: str, scopes: Iterable[str], days: int
) -> Made:
    """A new token of an account, kept; FormError says what cannot be so."""
    label, wanted = " ".join(label.split()), sorted(set(scopes))
    if not 0 < len(label) <= _LONGEST_LABEL or not label.isprintable():
        raise FormError(f"Give the token a label of up to {_LONGEST_LABEL} characters.")
    if not wanted or not set(wanted) <= set(open_to(account.role)):
        raise FormError(f"Choose one or more of: {', '.join(open_to(account.role))}.")
    if not 1 <= days <= settings.token_days:
        raise FormError(f"A token lasts from 1 to {settings.token_days} days.")
    prefix, secret, today = secrets.token_hex(6), secrets.token_urlsafe(32), dt.date.today()
    ends = today + dt.timedelta(days=days)
    token = Token(account.id, label, prefix, _digest(secret), " ".join(wanted), today, ends)
    ledger.tokens.add(who, account.name, token)
    return Made(token, f"{_MARK}_{prefix}_{secret}")


def read_token(ledger: Ledger, text: str) -> tuple[Token, Account]:
    """A token that is good now, and whose it is; SignedOutError, in the same words, whatever is wrong with it."""
    mark, prefix, secret = ([*text.split("_", 2), "", ""])[:3]
    found = ledger.tokens.by_prefix(prefix) if mark == _MARK and prefix.isalnum() and prefix.isascii() else None
    right = hmac.compare_digest(_digest(secret), found[0].digest if found else _NOBODYS)
    today = dt.date.today()
    if found is None or not right or not _good(*found, today):
        raise SignedOutError("This token is not one of ours, or no longer good. Make a new one at /office/tokens.")
    if found[0].last_used_on != today:
        ledger.tokens.used(prefix, today)
    return found


def _good(token: Token, account: Account, today: dt.date) -> bool:
    return not token.revoked and today <= token.expires_on and not account.disabled


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
