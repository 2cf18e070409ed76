from __future__ import annotations

import datetime as dt

import pytest

from api.errors import LedgerError, MissingError
from api.ledger import Account, Ledger, Role, Token

DAY = dt.date(2026, 11, 22)


@pytest.fixture
def ada(ledger: Ledger) -> Account:
    return ledger.accounts.add("cli", Account("ada", Role.STAFF, DAY))


def a_token(account: Account, prefix: str = "p1") -> Token:
    return Token(account.id, "reports", prefix, "0" * 64, "check precedents", DAY, DAY)


def test_a_token_is_found_by_its_prefix_with_its_account(ledger: Ledger, ada: Account) -> None:
    ledger.tokens.add("ada", "ada", a_token(ada))
    found = ledger.tokens.by_prefix("p1")
    assert found is not None
    assert (found[0].label, found[1].name) == ("reports", "ada")
    assert ledger.tokens.by_prefix("p2") is None
    assert "00000" not in repr(found)


def test_tokens_come_newest_first(ledger: Ledger, ada: Account) -> None:
    for prefix in ("p1", "p2"):
        ledger.tokens.add("ada", "ada", a_token(ada, prefix))
    assert [token.prefix for token in ledger.tokens.of(ada.id)] == ["p2", "p1"]
    assert [(token.prefix, name) for token, name in ledger.tokens.all()] == [("p2", "ada"), ("p1", "ada")]


def test_use_is_kept_by_day(ledger: Ledger, ada: Account) -> None:
    ledger.tokens.add("ada", "ada", a_token(ada))
    ledger.tokens.used("p1", DAY)
    assert ledger.tokens.of(ada.id)[0].last_used_on == DAY


def test_only_its_owner_or_the_command_line_revokes_a_token(ledger: Ledger, ada: Account) -> None:
    ledger.tokens.add("ada", "ada", a_token(ada))
    with pytest.raises(MissingError):
        ledger.tokens.revoke("eve", "p1", ada.id + 1)
    ledger.tokens.revoke("ada", "p1", ada.id)
    assert ledger.tokens.of(ada.id)[0].revoked
    with pytest.raises(MissingError):
        ledger.tokens.revoke("cli", "p2")
    assert [entry.action for entry in ledger.audit.entries()] == ["token revoked", "token made", "user added"]


def test_a_token_is_of_an_account_that_exists(ledger: Ledger, ada: Account) -> None:
    ada.id += 1
    with pytest.raises(LedgerError):
        ledger.tokens.add("ada", "ada", a_token(ada))
