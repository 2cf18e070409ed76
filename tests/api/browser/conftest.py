"""Services to visit and a browser to visit them with; without Playwright or a Chromium the tests are skipped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from api.app import build_app
from api.ledger import Ledger
from api.settings import ApiSettings, Settings
from api.state import State
from bot import Bot, BotSettings, NextMeeting
from index import Index, IndexSettings
from tests.api.browser import serving
from tests.api.conftest import open_words
from tests.api.office.conftest import opening
from tests.fakes import WordEmbedder

Page = Any
Visit = Callable[..., Page]
MEETING = NextMeeting(
    date=dt.date(2099, 1, 15),
    subject="Rural crime",
    questions_until=dt.date(2099, 1, 2),
    ask_at="mailto:questions@example.org?subject=A%20question&body={question}",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(item.path).parent == Path(__file__).parent:
            item.add_marker("browser")


@pytest.fixture(scope="package")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, int]]:
    """Folder and port of somebody else's website."""
    folder = tmp_path_factory.mktemp("elsewhere")
    with serving.website(folder) as port:
        yield folder, port


@pytest.fixture(scope="package")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """What the service over two pages keeps."""
    opened = Ledger.open(f"sqlite:///{tmp_path_factory.mktemp('ledger')}/ledger.sqlite3")
    yield opened
    opened.close()


@pytest.fixture(scope="package")
def service(words: IndexSettings, elsewhere: tuple[Path, int], ledger: Ledger) -> Iterator[str]:
    """The address of the application over two short pages; one website may hold its widget."""

    def opened(settings: Settings) -> State:
        state = open_words(settings)
        state.keeper.ledger = ledger
        return state

    settings = Settings(
        index=words,
        api=ApiSettings(rate="", origins=f"http://localhost:{elsewhere[1]}", contact="mailto:record@example.org"),
        bot=BotSettings(next_meeting=MEETING),
    )
    with serving.serving(build_app(settings, opened), serving.free_port()) as address:
        yield address


@pytest.fixture(scope="package")
def real(real_settings: IndexSettings, elsewhere: tuple[Path, int]) -> Iterator[str]:
    """The address of the application over the real pages, with the next meeting known."""
    api = ApiSettings(rate="", origins=f"http://localhost:{elsewhere[1]}")
    settings = Settings(index=real_settings, api=api, bot=BotSettings(next_meeting=MEETING))
    with serving.serving(build_app(settings), serving.free_port()) as address:
        yield address


@contextmanager
def office_over(index: IndexSettings, folder: Path) -> Iterator[str]:
    """The address of an office over an index, with one account of each role, named after it."""
    opened = Index.open(index, WordEmbedder())
    with ExitStack() as stack:
        stack.callback(opened.close)
        open_house = stack.enter_context(opening(folder, Bot.open(opened)))
        yield stack.enter_context(serving.serving(open_house().app, serving.free_port()))


@pytest.fixture(scope="package")
def desk(words: IndexSettings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an office over two short pages."""
    with office_over(words, tmp_path_factory.mktemp("desk")) as address:
        yield address


@pytest.fixture(scope="package")
def embedding(service: str, elsewhere: tuple[Path, int]) -> str:
    """The address of a page elsewhere that holds the widget, by the two lines of the README."""
    folder, port = elsewhere
    serving.embed(folder, service)
    return f"http://localhost:{port}/"


@pytest.fixture(scope="package")
def real_embedding(real: str, elsewhere: tuple[Path, int]) -> str:
    """The address of a page elsewhere that holds the widget over the real pages."""
    folder, port = elsewhere
    serving.embed(folder, real, "real.html")
    return f"http://localhost:{port}/real.html"


@pytest.fixture(scope="package")
def chromium() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    with ExitStack() as stack:
        started = stack.enter_context(playwright.sync_playwright())
        try:
            browser = stack.enter_context(serving.chromium(started))
        except playwright.Error:
            pytest.skip("there is no Chromium to be started")
        yield browser


@pytest.fixture
def visit(chromium: Any, service: str) -> Iterator[Visit]:
    """Opens a page in a browser of its own; whatever the browser complains of fails the test."""
    complaints: list[str] = []
    contexts = []

    def open_page(address: str = "", script: str = "", width: int = 1000, height: int = 800, **options: Any) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(serving.LONG * 1000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
        if script:
            page.add_init_script(script)
        page.goto(address or service)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
