from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest

from api.errors import AccountError, MissingError, TakenError
from api.ledger import Account, Ledger, Role, now

DAY = dt.date(2026, 11, 22)


def an_account(name: str = "ada", role: Role = Role.STAFF, **more: object) -> Account:
    return Account(name, role, DAY, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("one", "other", "covered"), [("staff", "drafter", False), ("admin", "editor", True)])
def test_roles_are_in_order(one: str, other: str, covered: bool) -> None:
    assert Role(one).covers(Role(other)) is covered
    assert Role(one).covers(Role(one))


def test_an_account_is_found_by_what_it_is_known_by(ledger: Ledger) -> None:
    ledger.accounts.add("cli", an_account(email="ada@example.org", password_hash="hash"))
    ledger.accounts.link("ada", "https://id.example.org 17")
    found = ledger.accounts.by_name("ada")
    assert found is not None
    assert found.password_hash == "hash"
    assert "hash'" not in repr(found)
    assert ledger.accounts.by_email("ada@example.org") == ledger.accounts.by_subject("https://id.example.org 17")
    assert ledger.accounts.by_name("eve") is None


def test_of_many_that_add_one_name_one_does(ledger: Ledger) -> None:
    def add(at: int) -> bool:
        try:
            ledger.accounts.add(f"thread {at}", an_account())
        except TakenError:
            return False
        return True

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(add, range(8))) == 1
    assert [account.name for account in ledger.accounts.all()] == ["ada"]
    assert len(ledger.audit.entries()) == 1


def test_an_address_and_a_person_have_one_account(ledger: Ledger) -> None:
    ledger.accounts.add("cli", an_account(email="ada@example.org", subject="one"))
    for other in ({"email": "ada@example.org"}, {"subject": "one"}):
        with pytest.raises(TakenError):
            ledger.accounts.add("cli", an_account("eve", **other))
    ledger.accounts.add("cli", an_account("eve"))
    ledger.accounts.add("cli", an_account("bob"))


@pytest.mark.parametrize("change", ["disable", "set_password"])
def test_what_ends_sessions_raises_the_round(ledger: Ledger, change: str) -> None:
    ledger.accounts.add("cli", an_account())
    getattr(ledger.accounts, change)("cli", "ada", *(["hash"] if change == "set_password" else []))
    account = ledger.accounts.by_name("ada")
    assert account is not None
    assert account.round == 1


def test_the_only_admin_stays_one(ledger: Ledger) -> None:
    ledger.accounts.add("cli", an_account(role=Role.ADMIN))
    for change in (
        lambda: ledger.accounts.disable("x", "ada"),
        lambda: ledger.accounts.set_role("x", "ada", Role.STAFF),
    ):
        with pytest.raises(AccountError, match="only admin"):
            change()
    account = ledger.accounts.by_name("ada")
    assert account is not None
    assert (account.role, account.disabled, account.round) == (Role.ADMIN, False, 0)


def test_two_admins_cannot_unmake_each_other(ledger: Ledger) -> None:
    ledger.accounts.add("cli", an_account("ada", Role.ADMIN))
    ledger.accounts.add("cli", an_account("bob", Role.ADMIN))

    def disable(name: str) -> bool:
        try:
            ledger.accounts.disable("x", name)
        except AccountError:
            return False
        return True

    with ThreadPoolExecutor(2) as threads:
        assert sum(threads.map(disable, ["ada", "bob"])) == 1


def test_a_session_that_was_ended_or_is_of_a_disabled_account_has_nobody(ledger: Ledger) -> None:
    account = ledger.accounts.add("cli", an_account())
    assert ledger.accounts.in_session(account.id, "d1") is not None
    ledger.accounts.end_session("ada", "d1", now() + dt.timedelta(hours=1))
    ledger.accounts.end_session("ada", "d1", now() + dt.timedelta(hours=1))
    assert ledger.accounts.in_session(account.id, "d1") is None
    assert ledger.accounts.in_session(account.id, "d2") is not None
    ledger.accounts.disable("x", "ada")
    assert ledger.accounts.in_session(account.id, "d2") is None
    ledger.accounts.enable("x", "ada")
    assert ledger.accounts.in_session(account.id, "d2") is not None


def test_who_is_not_there_cannot_be_changed(ledger: Ledger) -> None:
    with pytest.raises(MissingError, match="eve"):
        ledger.accounts.disable("x", "eve")
    assert ledger.audit.entries() == []
