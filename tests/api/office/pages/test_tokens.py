from __future__ import annotations

import html
import re

import pytest

from api.office.access.tokens import Scope
from tests.api.office.conftest import Browser, House

MAKE = {"label": "monthly report", "scope": ["check", "precedents"], "days": "30"}


def made(browser: Browser, **fields: object) -> str:
    page = browser.submit("/office/tokens", **MAKE | fields)
    assert page.status_code == 200
    return re.findall(r"<pre><code>(orc_[^<]+)</code>", html.unescape(page.text))[0]


def test_a_token_is_shown_once_and_works(house: House) -> None:
    browser = house.browser("staff")
    text = made(browser)
    again = browser.get("/office/tokens").text
    assert text not in again
    assert text[:16] in again
    assert "monthly report" in again
    assert house.browser().get("/office/me", headers={"Authorization": f"Bearer {text}"}).json()["name"] == "staff"
    assert house.actions()[-1] == "token made"


def test_a_token_that_was_revoked_works_no_more(house: House) -> None:
    browser = house.browser("staff")
    text = made(browser)
    assert browser.submit(f"/office/tokens/{text.split('_')[1]}/revoke").status_code == 303
    assert house.browser().get("/office/me", headers={"Authorization": f"Bearer {text}"}).status_code == 401
    page = browser.get("/office/tokens").text
    assert "revoked" in page
    assert ">Revoke<" not in page
    assert house.actions()[-1] == "token revoked"


def test_somebody_elses_token_is_neither_seen_nor_revoked(house: House) -> None:
    prefix = house.token("editor", Scope.CHECK).split("_")[1]
    browser = house.browser("admin")
    assert prefix not in browser.get("/office/tokens").text
    assert browser.submit(f"/office/tokens/{prefix}/revoke").status_code == 404
    assert not house.ledger.tokens.all()[0][0].revoked


@pytest.mark.parametrize(
    "wrong", [{"days": "0"}, {"days": "many"}, {"scope": ["drafts"]}, {"scope": []}, {"label": " "}]
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(house: House, wrong: dict[str, object]) -> None:
    browser = house.browser("staff")
    page = browser.submit("/office/tokens", **MAKE | wrong)
    assert page.status_code == 422
    assert 'role="alert"' in page.text
    assert "<title>Error:" in page.text
    assert f'value="{(MAKE | wrong)["label"]}"' in page.text
    assert house.ledger.tokens.all() == []


def test_a_form_offers_what_a_role_may_give(house: House) -> None:
    assert 'value="drafts"' not in house.browser("staff").get("/office/tokens").text
    assert 'value="drafts"' in house.browser("drafter").get("/office/tokens").text


def test_a_label_is_text(house: House) -> None:
    page = house.browser("staff").submit("/office/tokens", **MAKE | {"label": "<script>alert(1)</script>"})
    assert "<script" not in page.text
