from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from api.errors import LedgerError
from api.html import Pages
from api.ledger import Role
from api.office.access.tokens import Scope
from api.office.navigation import MENU, menu_of
from tests.api.office.conftest import HTML, House


@pytest.mark.parametrize("role", Role)
def test_the_menu_is_what_a_role_may_go_to(house: House, role: Role) -> None:
    browser = house.browser(role)
    page = browser.get("/office").text
    for entry in MENU:
        assert (f'<a href="{entry.path}"' in page) is role.covers(entry.role)
        assert (browser.get(entry.path).status_code != 403) is role.covers(entry.role)
    assert page.count('aria-current="page"') == 1


def test_every_entry_has_its_words() -> None:
    words = Pages().words
    assert {entry.key for entry in MENU} == set(words["menu"])
    assert all({"title", "about"} == set(said) for said in words["menu"].values())
    assert set(words["roles"]) == set(Role)
    assert set(words["scopes"]) == set(Scope)
    assert [entry.key for entry in menu_of(Role.STAFF)] == ["home", "precedents", "check", "tokens", "password"]


def test_a_program_asks_who_it_is(house: House) -> None:
    headers = {"Authorization": f"Bearer {house.token('editor', Scope.DRAFTS, Scope.CHECK)}"}
    answer = house.browser().get("/office/me", headers=headers)
    assert answer.json() == {"name": "editor", "role": "editor", "scopes": ["check", "drafts"]}
    assert house.browser("staff").get("/office/me").json() == {"name": "staff", "role": "staff", "scopes": None}


def test_the_public_never_learns_of_the_office_from_its_words(house: House) -> None:
    assert "onrecord user add" not in house.browser().get("/widget/wording.js").text


def test_without_a_ledger_the_office_says_so_and_residents_notice_nothing(empty: TestClient) -> None:
    page = empty.get("/office", headers=HTML)
    assert page.status_code == 503
    assert "ledger" in page.text
    assert empty.get("/office/me").headers["content-type"] == "application/problem+json"
    assert empty.get("/", headers=HTML).status_code == 200


def test_a_ledger_that_fails_is_said_neutrally(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = house.browser("staff")

    def fail(*_: object) -> None:
        raise LedgerError("canaryzzyx")

    monkeypatch.setattr(type(house.ledger.accounts), "in_session", fail)
    page = browser.get("/office")
    assert (page.status_code, page.headers["retry-after"]) == (503, "30")
    assert "canaryzzyx" not in page.text


def test_what_is_not_there_is_said_on_a_page_of_the_office(house: House) -> None:
    page = house.browser("staff").get("/office/nothing")
    assert page.status_code == 404
    assert 'href="/office"' in page.text
    assert "tel:999" not in page.text
