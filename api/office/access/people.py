"""Who gets an account, and who is let in: by name and password, or as a person that the directory vouches for."""

from __future__ import annotations

import datetime as dt

from ...ledger import Account, Ledger, Role
from .directory import Person
from .names import new_email, new_name, plain
from .passwords import Passwords

_UNKNOWN = "unknown"
_DIRECTORY = "directory"


def add_user(
    ledger: Ledger, passwords: Passwords, who: str, name: str, role: Role, password: str | None = None, email: str = ""
) -> Account:
    """A new account; without a password it is for the directory's people only, who are known by e-mail address."""
    name = new_name(name)
    address = new_email(email, name)
    kept = passwords.hash(password) if password is not None else None
    return ledger.accounts.add(who, Account(name, role, dt.date.today(), kept, address))


def sign_in(ledger: Ledger, passwords: Passwords, name: str, password: str) -> Account | None:
    """The account, if name and password are right and it is not disabled.

    The log names accounts and never what was typed, which may be a password in the wrong field.
    """
    account = ledger.accounts.by_name(plain(name))
    right = passwords.check(account.password_hash if account else None, password)
    if account is None or not right or account.disabled:
        ledger.audit.write(_UNKNOWN, "sign-in refused", account.name if account else _UNKNOWN)
        return None
    if account.password_hash and passwords.outdated(account.password_hash):
        ledger.accounts.rehash(account.name, passwords.hash(password))
    ledger.audit.write(account.name, "signed in", account.name, {"by": "password"})
    return account


def person_in(ledger: Ledger, person: Person, role: Role | None) -> Account | None:
    """The account of a person of the directory, found by who it is there, or else by verified e-mail address.

    An account that is another's in the directory is never found by address. Somebody without an account gets one of
    a role, if there is a role for new people.
    """
    account = ledger.accounts.by_subject(person.subject) or _by_email(ledger, person)
    if account is None and role and person.email:
        name = new_name(person.email)
        account = ledger.accounts.add(
            _DIRECTORY, Account(name, role, dt.date.today(), email=person.email, subject=person.subject)
        )
    if account is None or account.disabled:
        ledger.audit.write(_UNKNOWN, "sign-in refused", account.name if account else _UNKNOWN, {"by": _DIRECTORY})
        return None
    ledger.audit.write(account.name, "signed in", account.name, {"by": _DIRECTORY})
    return account


def _by_email(ledger: Ledger, person: Person) -> Account | None:
    account = ledger.accounts.by_email(person.email) if person.email else None
    if account is None or account.subject is not None:
        return None
    if not account.disabled:
        ledger.accounts.link(account.name, person.subject)
    return account
