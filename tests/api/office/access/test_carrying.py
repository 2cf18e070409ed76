"""A form that came after its session had ended is not lost, and nobody else's form is taken for it."""

from __future__ import annotations

import random
import re
import string
from html import unescape
from typing import Any

import pytest

from api.office.office import Office
from tests.api.office.conftest import WORDS, Browser, House, OpenHouse, form_token

TYPED = "A question <of> somebody’s\nin two lines"
_CARRIED = re.compile(r'name="carried" value="([^"]+)"')


@pytest.fixture
def house(open_house: OpenHouse) -> House:
    return open_house()


def ended(house: House, name: str = "drafter") -> tuple[Browser, str]:
    """A browser whose session has just ended by age, and the token of a form that it still has open."""
    browser = house.browser(name)
    token = form_token(browser.get("/office"))
    end_all(house.office)
    return browser, token


def end_all(office: Office) -> None:
    office.sessions._clock = lambda: 4e9
    assert office.sessions.start().began == 4_000_000_000


def sent(browser: Browser, token: str, path: str = "/office/drafts", **more: Any) -> Any:
    return browser.post(path, data={"form_token": token, "question": TYPED} | more)


def sign_in(browser: Browser, page: Any, name: str = "drafter", password: str = WORDS) -> Any:
    fields = {"form_token": form_token(page), "name": name, "password": password}
    return browser.post("/office/sign-in", data=fields | {"carried": _CARRIED.findall(page.text)[0]})


def test_who_signs_in_again_finds_what_was_typed_and_sends_it(house: House) -> None:
    browser, token = ended(house)
    page = sent(browser, token)
    assert page.status_code == 401
    assert "nothing of it was saved yet" in page.text
    wrong = sign_in(browser, page, password="not right")
    assert wrong.status_code == 401
    again = sign_in(browser, wrong)
    assert again.status_code == 200
    assert TYPED in unescape(again.text)
    assert 'action="/office/drafts"' in again.text
    assert sent(browser, form_token(again)).status_code == 503  # it got in; there is no index here


def test_somebody_else_gets_nothing_of_it(house: House) -> None:
    browser, token = ended(house)
    other = sign_in(browser, sent(browser, token), "editor")
    assert (other.status_code, other.headers["location"]) == (303, "/office")


@pytest.mark.parametrize(
    ("more", "headers"),
    [
        ({"form_token": "another"}, {}),
        ({"form_token": ""}, {}),
        ({}, {"Origin": "https://evil.test"}),
        ({}, {"Sec-Fetch-Site": "cross-site"}),
    ],
)
def test_a_form_that_is_not_ours_is_not_carried(house: House, more: dict[str, str], headers: dict[str, str]) -> None:
    browser, token = ended(house)
    browser.headers.update(headers)
    answer = sent(browser, token, **more)
    assert (answer.status_code, answer.headers["location"]) == (303, "/office/sign-in")


def test_a_browser_that_was_never_signed_in_carries_nothing(house: House) -> None:
    browser = house.browser()
    assert sent(browser, form_token(browser.get("/office/sign-in"))).status_code == 303


@pytest.mark.parametrize("path", ["/office/password", "/office/sign-out", "/office/tokens"])
def test_only_what_people_write_is_carried_and_never_a_password(house: House, path: str) -> None:
    browser, token = ended(house)
    assert sent(browser, token, path, current=WORDS).status_code == 303


def test_a_form_too_long_to_be_carried_is_not(open_house: OpenHouse) -> None:
    browser, token = ended(open_house(api={"largest_body": 8000}))
    letters = random.Random(1).choices(string.ascii_letters + string.digits, k=5000)  # no two alike to be packed
    assert sent(browser, token, question="".join(letters)).status_code == 303
    assert sent(browser, token).status_code == 401


def test_what_was_not_sealed_here_is_nothing(house: House) -> None:
    browser = house.browser()
    page = browser.get("/office/sign-in")
    fields = {"form_token": form_token(page), "name": "drafter", "password": WORDS}
    for made_up in ("x", house.office.seals.seal("session", [1, "/office/drafts", {"a": ["b"]}])):
        assert browser.post("/office/sign-in", data=fields | {"carried": made_up}).status_code == 303
        browser = house.browser()
        fields["form_token"] = form_token(browser.get("/office/sign-in"))
