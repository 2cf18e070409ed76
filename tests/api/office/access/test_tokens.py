from __future__ import annotations

import datetime as dt
import hashlib

import pytest

from api.errors import FormError, SignedOutError
from api.ledger import Role
from api.office.access.tokens import NEEDS, Made, Scope, make_token, open_to, read_token
from tests.api.office.conftest import House


def make(
    house: House, name: str = "drafter", label: str = "reports", scopes: object = ("drafts",), days: int = 7
) -> Made:
    account = house.account(name)
    return make_token(house.ledger, house.settings.office, "tests", account, label, scopes, days)  # type: ignore[arg-type]


def test_every_scope_says_whom_it_is_for() -> None:
    assert set(NEEDS) == set(Scope)
    assert open_to(Role.STAFF) == [Scope.PRECEDENTS, Scope.CHECK]
    assert open_to(Role.ADMIN) == list(Scope)


def test_a_token_is_known_again_and_its_secret_is_not_kept(house: House) -> None:
    made = make(house)
    mark, prefix, secret = made.text.split("_", 2)
    assert (mark, prefix, len(secret)) == ("orc", made.token.prefix, 43)
    token, account = read_token(house.ledger, made.text)
    assert (account.name, token.scopes, token.label) == ("drafter", "drafts", "reports")
    assert token.digest == hashlib.sha256(secret.encode()).hexdigest()
    assert secret not in repr(made)
    assert secret not in str([entry.detail for entry in house.ledger.audit.entries()])
    found = house.ledger.tokens.of(account.id)[0]
    assert found.last_used_on == dt.date.today()
    assert found.expires_on == dt.date.today() + dt.timedelta(days=7)


@pytest.mark.parametrize(
    "wrong",
    [
        {"label": "  "},
        {"label": "x" * 101},
        {"label": "a\0b"},
        {"scopes": ()},
        {"scopes": ("drafts", "everything")},
        {"name": "staff"},
        {"days": 0},
        {"days": 366},
    ],
    ids=str,
)
def test_a_token_that_cannot_be_is_not_made(house: House, wrong: dict[str, object]) -> None:
    with pytest.raises(FormError):
        make(house, **wrong)  # type: ignore[arg-type]
    assert house.ledger.tokens.all() == []


def test_whatever_is_wrong_with_a_token_the_words_are_the_same(house: House) -> None:
    good = make(house).text
    _, prefix, secret = good.split("_", 2)
    bad = ["", "orc", "orc_", f"orc_{prefix}", f"orc_{prefix}_", f"orc_{'0' * 12}_{secret}", f"ORC_{prefix}_{secret}"]
    bad += [
        f"orc_{prefix}_{secret}x",
        f"orc_{prefix}_{secret[:-1]}",
        f"orc_{prefix.upper()}x_{secret}",
        "orc_\ud800_é",
        "orc_'_'",
    ]
    said = set()
    for text in bad:
        with pytest.raises(SignedOutError) as raised:
            read_token(house.ledger, text)
        said.add(str(raised.value))
    assert len(said) == 1
    assert read_token(house.ledger, good)
