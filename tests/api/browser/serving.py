"""A real server on this machine, a real browser, and somebody else's website; shared by the tests and the pictures."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI

LONG = 60  # seconds
QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
EMBEDDED = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Elsewhere</title>
<meta name="viewport" content="width=device-width"><meta http-equiv="Content-Security-Policy" content="{policy}">
</head><body><main><h1>Elsewhere</h1>
<script type="module" src="{service}/widget/on-record-chat.js"></script>
<on-record-chat mode="launcher"><a href="{service}/">Ask the record</a></on-record-chat>
</main></body></html>"""
POLICY = (
    "default-src 'none'; script-src {service}; connect-src {service}; style-src 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def serving(app: FastAPI, port: int) -> Iterator[str]:
    """The address of an application that is served until the end."""
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", ws="none", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    end = time.monotonic() + LONG
    while not server.started:
        assert thread.is_alive(), "the server could not start"
        assert time.monotonic() < end, "the server never started"
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(LONG)


@contextmanager
def chromium(playwright: Any) -> Iterator[Any]:
    """A browser without a window: the machine's own Chromium where there is one, else Playwright's."""
    own = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    arguments = [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    browser = playwright.chromium.launch(args=arguments, executable_path=own)
    yield browser
    browser.close()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


@contextmanager
def website(folder: Path) -> Iterator[int]:
    """The port of a website of files, at another origin than the service's."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def embed(folder: Path, service: str, name: str = "index.html") -> None:
    """Write a page that holds the widget, by the two lines of the README, and allows no more than it needs."""
    policy = POLICY.format(service=service)
    (folder / name).write_text(EMBEDDED.format(service=service, policy=policy), encoding="utf-8")
    (folder / "favicon.ico").write_bytes(b"")
