from __future__ import annotations

import pytest

from api.ledger import Role
from tests.api.office.conftest import WORDS, House

ADA = {"name": "ada@example.org", "role": "editor", "email": "", "password": WORDS}


def test_an_admin_adds_somebody_who_then_comes_in(house: House) -> None:
    browser = house.browser("admin")
    assert browser.submit("/office/users", **ADA).status_code == 303
    assert 'href="/office/users/ada%40example.org"' in browser.get("/office/users").text
    assert house.account("ada@example.org").email == "ada@example.org"
    assert house.browser().sign_in("Ada@example.org").status_code == 303
    [entry] = [entry for entry in house.ledger.audit.entries() if entry.who == "admin" and entry.action == "user added"]
    assert (entry.subject, entry.detail) == ("ada@example.org", '{"role": "editor"}')


def test_without_a_password_somebody_comes_through_the_directory_only(house: House) -> None:
    house.browser("admin").submit("/office/users", **ADA | {"password": ""})
    assert house.account("ada@example.org").password_hash is None
    assert house.browser().sign_in("ada@example.org", "").status_code == 401


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"name": "staff"}, 409),
        ({"name": "two words"}, 422),
        ({"name": "<b>"}, 422),
        ({"name": ""}, 422),
        ({"role": "king"}, 422),
        ({"role": ""}, 422),
        ({"email": "nowhere"}, 422),
        ({"password": "short"}, 422),
    ],
    ids=str,
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(house: House, wrong: dict[str, str], status: int) -> None:
    page = house.browser("admin").submit("/office/users", **ADA | wrong)
    assert page.status_code == status
    assert 'role="alert"' in page.text
    assert WORDS not in page.text
    assert "<b>" not in page.text
    assert len(house.ledger.accounts.all()) == len(Role)


def test_an_admin_changes_a_role_and_a_password_and_who_may_come_in(house: House) -> None:
    admin, staff = house.browser("admin"), house.browser("staff")
    at = "/office/users/staff"
    assert admin.submit(f"{at}/role", role="drafter").headers["location"] == at
    assert house.account("staff").role is Role.DRAFTER
    assert admin.submit(f"{at}/disable").status_code == 303
    assert staff.get("/office").status_code == 303
    assert "disabled" in admin.get(at).text
    assert admin.submit(f"{at}/enable").status_code == 303
    assert admin.submit(f"{at}/password", password="other random words").status_code == 303
    assert house.browser().sign_in("staff", "other random words").status_code == 303
    done = ["role changed", "user disabled", "user enabled", "password changed", "signed in"]
    assert house.actions()[-5:] == done


def test_what_cannot_be_changed_is_said(house: House) -> None:
    browser = house.browser("admin")
    for change, fields, status in (
        ("role", {"role": "staff"}, 409),
        ("disable", {}, 409),
        ("role", {"role": "king"}, 422),
        ("password", {"password": "short"}, 422),
        ("promote", {}, 404),
    ):
        assert browser.submit(f"/office/users/admin/{change}", **fields).status_code == status
    assert browser.get("/office/users/eve").status_code == 404
    assert browser.submit("/office/users/eve/disable").status_code == 404
    assert house.account("admin").role is Role.ADMIN
