"""An office with one account of each role, over a ledger in a file, and browsers that visit it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from api.app import build_app
from api.keeping import Keeper
from api.ledger import Account, Ledger, Role
from api.office.access.people import add_user
from api.office.access.tokens import Scope, make_token
from api.office.office import Office
from api.office.settings import HashingSettings, OfficeSettings
from api.settings import ApiSettings, Settings
from api.state import State
from bot import Bot
from index import Index, IndexSettings
from tests.fakes import WordEmbedder

CHEAP = HashingSettings(memory_kib=8, passes=1, lanes=1)
SECRET = "a secret for tests only, of enough characters"
DEFAULTS = {"hashing": CHEAP, "secret": SECRET, "attempts": "1000/hour", "client_attempts": "1000/hour"}
WORDS = "three random words"
HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
_TOKEN = re.compile(r'name="form_token" value="([^"]+)"')


def form_token(page: Any) -> str:
    """What the forms of a page send along."""
    found = _TOKEN.search(page.text)
    assert found, page.text
    return found[1]


class Visitor(httpx2.Client):
    """Signs in, and sends forms as the page before had them."""

    def sign_in(self, name: str, password: str = WORDS, to: str = "/office") -> Any:
        page = self.get("/office/sign-in", params={"next": to})
        fields = {"form_token": form_token(page), "name": name, "password": password, "next": to}
        return self.post("/office/sign-in", data=fields)

    def submit(self, path: str, page: str = "/office", **fields: Any) -> Any:
        """A form, with the token that a page has."""
        return self.post(path, data={"form_token": form_token(self.get(page))} | fields)


class Browser(Visitor, TestClient):
    """A browser with cookies of its own, which asks for pages."""

    def __init__(self, app: FastAPI, base_url: str = "http://testserver") -> None:
        TestClient.__init__(self, app, base_url, raise_server_exceptions=False, follow_redirects=False)
        self.headers.update(HTML)


@dataclass
class House:
    """A running application with its office."""

    app: FastAPI
    settings: Settings
    ledger: Ledger
    office: Office
    base_url: str = "http://testserver"
    browsers: list[Browser] = field(default_factory=list)

    def browser(self, name: str | None = None) -> Browser:
        """A new browser, in which somebody has signed in."""
        browser = Browser(self.app, self.base_url)
        if name:
            assert browser.sign_in(name).status_code == 303
        return browser

    def account(self, name: str) -> Account:
        account = self.ledger.accounts.by_name(name)
        assert account is not None
        return account

    def token(self, name: str, *scopes: Scope, days: int = 30) -> str:
        """The text of a new token."""
        office = self.settings.office
        return make_token(self.ledger, office, "tests", self.account(name), "a test", scopes, days).text

    def actions(self) -> list[str]:
        """What the audit log says was done, oldest first."""
        return [entry.action for entry in reversed(self.ledger.audit.entries())]


OpenHouse = Callable[..., House]


@contextmanager
def opening(folder: Path, bot: Bot) -> Iterator[OpenHouse]:
    """Opens offices over one ledger; with one account of each role, named after it, unless nobody is wanted."""
    with ExitStack() as stack:

        def start(
            *, people: bool = True, api: dict[str, Any] | None = None, index: IndexSettings | None = None, **office: Any
        ) -> House:
            settings = Settings(
                index=index or IndexSettings(seeds=folder / "seeds", data=folder / "data"),
                api=ApiSettings(**{"refresh_seconds": 3600, "rate": ""} | (api or {})),
                office=OfficeSettings(**DEFAULTS | office),
            )
            ledger = Ledger.open(f"sqlite:///{folder}/ledger.sqlite3" if index else settings.ledger_url)
            stack.callback(ledger.close)
            opened = Office.open(settings, ledger)

            def state(settings: Settings) -> State:
                state = State(settings, bot, office=opened)
                state.keeper = Keeper(bot, settings.ledger, ledger)
                return state

            app = build_app(settings, state)
            stack.enter_context(TestClient(app))
            for role in Role if people else ():
                add_user(ledger, opened.passwords, "tests", role.value, role, WORDS)
            return House(app, settings, ledger, opened, settings.api.address or "http://testserver")

        yield start


@pytest.fixture
def open_house(tmp_path: Path, blind: Bot) -> Iterator[OpenHouse]:
    with opening(tmp_path, blind) as start:
        yield start


@pytest.fixture
def house(open_house: OpenHouse) -> House:
    return open_house()


@pytest.fixture(scope="session")
def word_bot(words: IndexSettings) -> Iterator[Bot]:
    """A bot over two short pages with the fake model."""
    index = Index.open(words, WordEmbedder())
    yield Bot.open(index)
    index.close()


@pytest.fixture(scope="session")
def word_house(word_bot: Bot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """An office over two short pages, for tests that only read."""
    with opening(tmp_path_factory.mktemp("office"), word_bot) as open_house:
        yield open_house()


@pytest.fixture(scope="session")
def program(word_house: House) -> TestClient:
    """A program with a drafter's token for all scopes, at the application over two short pages."""
    return TestClient(word_house.app, headers={"Authorization": f"Bearer {word_house.token('drafter', *Scope)}"})
