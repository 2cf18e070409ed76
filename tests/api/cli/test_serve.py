from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from starlette.testclient import TestClient

from index import Index, IndexSettings
from tests.api.cli.conftest import Onrecord
from tests.bot import contract
from tests.conftest import ROOT

LONG = 120  # seconds; a loaded machine starts slowly
MAIN = "from api.cli import main; main()"


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[uvicorn.Config]:
    """What would have been served, instead of serving it."""
    calls: list[uvicorn.Config] = []
    monkeypatch.setattr("uvicorn.Server.run", lambda server: calls.append(server.config))
    return calls


def test_an_index_is_built_first_when_there_is_none(
    onrecord: Onrecord, house: Path, served: list[uvicorn.Config]
) -> None:
    ran = onrecord("serve", "--port", "8123")
    assert ran.code == 0
    assert "There is no index" in ran.err
    [call] = served
    assert (call.host, call.port, call.access_log, call.proxy_headers) == ("127.0.0.1", 8123, False, False)
    with TestClient(call.app) as client:
        generation = client.get("/readyz").json()["generation"]
    assert generation == Index.published(IndexSettings(data=house / ".onrecord")).name


def test_a_published_index_is_served_as_it_is(
    onrecord: Onrecord, data: Path, served: list[uvicorn.Config], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_API__PORT", "8124")
    ran = onrecord("serve", "--host", "127.0.0.2", "--data", data)
    assert "There is no index" not in ran.err
    assert [(call.host, call.port) for call in served] == [("127.0.0.2", 8124)]


def test_without_pages_or_index_nothing_is_served(
    onrecord: Onrecord, fake_model: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, served: list[uvicorn.Config]
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = onrecord("serve")
    assert (ran.code, served) == (1, [])
    assert "seeds" in ran.err


@pytest.fixture
def address(real_settings: IndexSettings, tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A real server over the real index, in a process of its own."""
    shutil.copytree(real_settings.data, tmp_path / "data")
    with running(tmp_path) as started:
        yield started


@contextmanager
def running(folder: Path, code: str = MAIN, **settings: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A real server over `data` in a folder, ended with the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with started(folder, port, code, **settings) as process:
        yield f"http://127.0.0.1:{port}", process


@contextmanager
def started(folder: Path, port: int, code: str = MAIN, **settings: str) -> Iterator[subprocess.Popen[bytes]]:
    """The same at a port."""
    process = subprocess.Popen(
        [sys.executable, "-c", code, "serve", f"--port={port}", "--data=data"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | settings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def fetch(url: str, body: object = None) -> bytes:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=LONG) as response:
        content: bytes = response.read()
    return content


def wait_until_ready(url: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + LONG
    while time.monotonic() < end:
        assert process.poll() is None, "the server has ended"
        try:
            fetch(f"{url}/readyz")
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server never became ready")


def test_a_real_server_starts_answers_and_ends(address: tuple[str, subprocess.Popen[bytes]]) -> None:
    url, process = address
    wait_until_ready(url, process)
    reply = contract.Reply.model_validate_json(fetch(f"{url}/chat", {"question": "Are electric scooters legal?"}))
    assert reply.answers[0].id == "003_1a58a8230cb90626-q5"
    process.send_signal(signal.SIGTERM)
    out, _ = process.communicate(timeout=LONG)
    assert process.returncode in (0, -signal.SIGTERM)
    assert f"On Record: {url} (Ctrl-C ends it)" in out.decode()
    assert b"Traceback" not in out
    assert b"scooters" not in out


def test_it_says_which_port_was_free(real_settings: IndexSettings, tmp_path: Path) -> None:
    shutil.copytree(real_settings.data, tmp_path / "data")
    with started(tmp_path, 0) as process:
        assert process.stdout
        [url] = re.findall(r"^On Record: (http://127\.0\.0\.1:[1-9]\d+) ", process.stdout.readline().decode())
        assert json.loads(fetch(f"{url}/healthz"))["status"] == "alive"


def test_a_port_that_is_taken_is_said_to_be(real_settings: IndexSettings, tmp_path: Path) -> None:
    shutil.copytree(real_settings.data, tmp_path / "data")
    with socket.create_server(("127.0.0.1", 0)) as taken, started(tmp_path, taken.getsockname()[1]) as process:
        out, _ = process.communicate(timeout=LONG)
    assert process.returncode == 1
    assert "address already in use" in out.decode()
    assert "Traceback" not in out.decode()
    assert "On Record: http" not in out.decode()
