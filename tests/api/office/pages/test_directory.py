"""Signing in through a real provider: Django OAuth Toolkit, in a process of its own on this machine."""

from __future__ import annotations

import datetime as dt
import importlib.util
import json
import logging
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from api.ledger import Account, Role
from tests.api.office.conftest import WORDS, Browser, House, OpenHouse, form_token
from tests.conftest import ROOT

PEOPLE = {
    "ada": ("Ada@Example.org", True),
    "bob": ("bob@example.org", False),
    "new": ("new@example.org", True),
    "other": ("ada@example.org", True),
}
BACK = "http://testserver/office/directory/back"
FLOW = "onrecord-directory"


@pytest.fixture(scope="session")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The settings of a provider that is running."""
    if not importlib.util.find_spec("oauth2_provider"):
        pytest.skip("there is no provider to sign in through: pip install django-oauth-toolkit")
    command = [sys.executable, "-m", "tests.api.office.provider"]
    arguments = [str(tmp_path_factory.mktemp("provider")), BACK, json.dumps(PEOPLE)]
    with subprocess.Popen([*command, *arguments], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        said = process.stdout.readline()
        assert said, process.stderr.read().decode()
        yield json.loads(said)
        process.kill()


@pytest.fixture
def house(open_house: OpenHouse, provider: dict[str, str]) -> House:
    return open_house(api={"address": "http://testserver"}, directory=provider)


def consent(browser: Browser, name: str, to: str = "/office") -> str:
    """Go to the provider, sign in there, and say where it sends the browser back to: path and query."""
    start = browser.get("/office/directory", params={"next": to})
    assert start.status_code == 303
    with httpx2.Client(follow_redirects=False, trust_env=False) as elsewhere:
        login = elsewhere.get(start.headers["location"], follow_redirects=True)
        hidden = dict(re.findall(r'name="(csrfmiddlewaretoken|next)" value="([^"]*)"', login.text))
        fields = {name: value.replace("&amp;", "&") for name, value in hidden.items()}
        answer = elsewhere.post(login.url, data=fields | {"username": name, "password": name})
        while urlsplit(answer.headers["location"]).netloc != "testserver":
            answer = elsewhere.get(login.url.join(answer.headers["location"]))
    back = urlsplit(answer.headers["location"])
    return f"{back.path}?{back.query}"


def test_who_the_directory_knows_comes_in_and_is_known_again(house: House) -> None:
    house.ledger.accounts.add("tests", an_account("ada", "ada@example.org"))
    for _ in range(2):
        browser = house.browser()
        entered = browser.get(consent(browser, "ada", "/office/tokens?a=b"))
        assert (entered.status_code, entered.headers["location"]) == (303, "/office/tokens?a=b")
        assert "<strong>ada</strong>" in browser.get("/office").text
        assert FLOW not in browser.cookies
    assert house.account("ada").subject
    assert house.actions()[-3:] == ["user linked", "signed in", "signed in"]


def test_what_is_asked_of_the_directory_is_code_with_pkce_state_and_nonce(house: House) -> None:
    asked = parse_qs(urlsplit(house.browser().get("/office/directory").headers["location"]).query)
    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == [BACK]
    assert all(len(asked[name][0]) >= 40 for name in ("state", "nonce", "code_challenge"))


def test_an_address_that_is_not_verified_is_nobodys(house: House) -> None:
    house.ledger.accounts.add("tests", an_account("bob", "bob@example.org"))
    browser = house.browser()
    refused = browser.get(consent(browser, "bob"))
    assert refused.status_code == 403
    assert "no account here" in refused.text
    assert house.account("bob").subject is None


def test_another_person_of_the_same_address_is_not_let_in(house: House) -> None:
    house.ledger.accounts.add("tests", an_account("ada", "ada@example.org"))
    first, second = house.browser(), house.browser()
    assert first.get(consent(first, "ada")).status_code == 303
    assert second.get(consent(second, "other")).status_code == 403


def test_somebody_unknown_gets_no_account(house: House) -> None:
    browser = house.browser()
    assert browser.get(consent(browser, "new")).status_code == 403
    assert house.ledger.accounts.by_email("new@example.org") is None
    assert house.actions()[-1] == "sign-in refused"


def test_somebody_unknown_gets_an_account_if_the_operator_says_so(
    open_house: OpenHouse, provider: dict[str, str]
) -> None:
    house = open_house(api={"address": "http://testserver"}, directory=provider | {"role": "staff"})
    browser = house.browser()
    assert browser.get(consent(browser, "new")).status_code == 303
    account = house.account("new@example.org")
    assert (account.role, account.password_hash) == (Role.STAFF, None)
    assert house.browser().sign_in("new@example.org", "").status_code == 401
    unverified = house.browser()
    assert unverified.get(consent(unverified, "bob")).status_code == 403


def test_a_disabled_account_is_not_let_in(house: House) -> None:
    house.ledger.accounts.add("tests", an_account("ada", "ada@example.org"))
    house.ledger.accounts.disable("tests", "ada")
    browser = house.browser()
    assert browser.get(consent(browser, "ada")).status_code == 403
    assert house.account("ada").subject is None


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda query: re.sub("state=[^&]+", "state=made-up", query), id="another state"),
        pytest.param(lambda query: re.sub("state=[^&]+", "", query), id="no state"),
        pytest.param(lambda query: re.sub("code=[^&]+", "code=made-up", query), id="another code"),
        pytest.param(lambda query: re.sub("code=[^&]+", "error=access_denied", query), id="refused"),
        pytest.param(lambda query: f"{query}&iss=https%3A%2F%2Fevil.test", id="another issuer"),
    ],
)
def test_what_comes_back_spoilt_lets_nobody_in(
    house: House, spoil: Callable[[str], str], caplog: pytest.LogCaptureFixture
) -> None:
    house.ledger.accounts.add("tests", an_account("ada", "ada@example.org"))
    browser = house.browser()
    with caplog.at_level(logging.INFO, "onrecord"):
        refused = browser.get(spoil(consent(browser, "ada")))
    assert refused.status_code == 502
    assert "did not let you in" in refused.text
    assert form_token(refused)
    assert browser.get("/office").status_code == 303
    assert "signed in" not in house.actions()
    assert "sign-in through the directory failed" in caplog.text
    assert "made-up" not in caplog.text


def test_what_comes_back_is_good_once_and_in_one_browser(house: House) -> None:
    house.ledger.accounts.add("tests", an_account("ada", "ada@example.org"))
    mine, theirs = house.browser(), house.browser()
    back = consent(mine, "ada")
    theirs.get("/office/directory")
    assert theirs.get(back).status_code == 502
    flow = mine.cookies[FLOW]
    assert mine.get(back).status_code == 303
    assert mine.get(back).status_code == 502
    mine.cookies.set(FLOW, flow)
    assert mine.get(back).status_code == 502


def test_the_sign_in_page_leads_there_and_passwords_still_work(house: House) -> None:
    page = house.browser().get("/office/sign-in?next=/office/tokens").text
    assert 'href="/office/directory?next=/office/tokens"' in page
    assert house.browser().sign_in("staff", WORDS).status_code == 303


def test_nobody_is_sent_to_another_website(house: House) -> None:
    house.ledger.accounts.add("tests", an_account("ada", "ada@example.org"))
    browser = house.browser()
    assert browser.get(consent(browser, "ada", "//evil.test")).headers["location"] == "/office"


def test_without_a_directory_there_is_nowhere_to_go(open_house: OpenHouse) -> None:
    house = open_house()
    assert house.browser().get("/office/directory").status_code == 404
    assert house.browser().get("/office/directory/back").status_code == 404
    assert "/office/directory" not in house.browser().get("/office/sign-in").text


def test_a_directory_that_is_not_there_is_said_so(open_house: OpenHouse) -> None:
    directory = {"issuer": "http://127.0.0.1:9/o", "client_id": "x"}
    house = open_house(api={"address": "http://testserver"}, directory=directory)
    refused = house.browser().get("/office/directory")
    assert refused.status_code == 502
    assert "did not let you in" in refused.text


def an_account(name: str, email: str) -> Account:
    return Account(name, Role.STAFF, dt.date(2026, 11, 22), email=email)
