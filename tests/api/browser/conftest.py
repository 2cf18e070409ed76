"""A real server on this machine and a real browser; without Playwright or a Chromium the tests are skipped."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI

from api.app import build_app
from api.settings import ApiSettings, Settings
from index import IndexSettings
from tests.api.conftest import open_words

Page = Any
Visit = Callable[..., Page]
LONG = 60  # seconds
EMBEDDED = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Elsewhere</title>
<meta name="viewport" content="width=device-width"></head><body><h1>Elsewhere</h1>
<script type="module" src="{service}/widget/on-record-chat.js"></script>
<on-record-chat mode="launcher"></on-record-chat>
</body></html>"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(item.path).parent == Path(__file__).parent:
            item.add_marker("browser")


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


@pytest.fixture(scope="package")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ThreadingHTTPServer]:
    """Somebody else's website, at another origin."""
    folder = tmp_path_factory.mktemp("elsewhere")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """The address of an application on a real server."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    end = time.monotonic() + LONG
    while not server.started:
        assert time.monotonic() < end, "the server never started"
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(LONG)


@pytest.fixture(scope="package")
def service(words: IndexSettings, elsewhere: ThreadingHTTPServer) -> Iterator[str]:
    """The address of the application over two short pages."""
    website = f"http://localhost:{elsewhere.server_port}"
    settings = Settings(index=words, api=ApiSettings(rate="", origins=website))
    with serving(build_app(settings, open_words)) as address:
        yield address


@pytest.fixture(scope="package")
def embedding(service: str, elsewhere: ThreadingHTTPServer) -> str:
    """The address of a page elsewhere that holds the widget, by the two lines of the README."""
    folder = Path(elsewhere.RequestHandlerClass.keywords["directory"])  # type: ignore[attr-defined]
    (folder / "index.html").write_text(EMBEDDED.format(service=service), encoding="utf-8")
    (folder / "favicon.ico").write_bytes(b"")
    return f"http://localhost:{elsewhere.server_port}/"


@pytest.fixture(scope="package")
def chromium() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    arguments = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    own = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with playwright.sync_playwright() as started:
        try:
            browser = started.chromium.launch(args=arguments, executable_path=own)
        except playwright.Error:
            pytest.skip("there is no Chromium to be started")
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Any, service: str) -> Iterator[Visit]:
    """Opens a page in a browser of its own; whatever the browser complains of fails the test."""
    complaints: list[str] = []
    contexts = []

    def open_page(address: str = "", script: str = "", width: int = 1000, height: int = 800, **options: Any) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(LONG * 1000)
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
