"""Real servers that go on serving: while the index is rebuilt, while it is damaged, and while they are told to end."""

from __future__ import annotations

import http.client
import json
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from api.ledger import Ledger
from index import IndexSettings, build
from tests.api.cli.test_serve import LONG, fetch, running, wait_until_ready
from tests.fakes import WordEmbedder, quiet
from tests.pages import RURAL, write_pages

pytestmark = pytest.mark.usefixtures("quick_builds")
WORDS = """
import sys
import api.cli.index, api.cli.serve, index.index
from tests.fakes import WordEmbedder
for module in (api.cli.index, index.index):
    module.open_model = lambda settings: WordEmbedder()
api.cli.serve._GRACE = 2
from api.cli import main
main()
"""
QUESTIONS = [
    "What is being done about hare coursing on farmland?",
    "Are stolen tractors ever returned to their owners?",
    "Why are electric scooters ridden on pavements in Derby?",
]
SETTINGS = {"ONRECORD_API__RATE": ""}
BY_ITSELF = SETTINGS | {"ONRECORD_API__REFRESH_SECONDS": "0.2"}
BY_SIGNAL = SETTINGS | {"ONRECORD_API__REFRESH_SECONDS": "3600"}


def publish(folder: Path, edition: int) -> str:
    """Build an edition of the page, which each of its answers names; gives back the generation."""
    text = RURAL
    for end in ("hare coursing at once.", "told within a day.", "ignore a warning."):
        text = text.replace(end, f"{end} This is edition {edition}.")
    write_pages(folder / "seeds", rural=text)
    settings = IndexSettings(seeds=folder / "seeds", data=folder / "data")
    return build(settings, WordEmbedder(), quiet).generation


def ready(url: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(fetch(f"{url}/readyz"))
    return found


def until(there: Callable[[], object]) -> None:
    end = time.monotonic() + LONG
    while not there():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)


class Asking(threading.Thread):
    """A client that asks and asks; each reply as status, generation, and the editions that its answers name."""

    def __init__(self, url: str, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.address = urlsplit(url).netloc
        self.stop = stop
        self.seen: list[tuple[int, str | None, set[str]]] = []
        self.failed: list[Exception] = []

    def run(self) -> None:
        try:
            while not self.stop.is_set():
                for question in QUESTIONS:
                    self.ask(question)
        except Exception as error:
            self.failed.append(error)

    def ask(self, question: str) -> None:
        connection = http.client.HTTPConnection(self.address, timeout=LONG)
        connection.request("POST", "/chat", json.dumps({"question": question}), {"Content-Type": "application/json"})
        response = connection.getresponse()
        answers = json.loads(response.read()).get("answers", [])
        said = {each["response"].rpartition("edition ")[2].rstrip(".") for each in answers}
        self.seen.append((response.status, response.headers["OnRecord-Generation"], said))
        connection.close()


def test_rebuilt_again_and_again_under_load_no_reply_is_dropped_or_mixed(tmp_path: Path) -> None:
    """Two servers over one folder: one looks by itself, the other when it is hung up on. Two generations are kept."""
    editions = {publish(tmp_path, 1): "1"}
    stop = threading.Event()
    with running(tmp_path, WORDS, **BY_ITSELF) as one, running(tmp_path, WORDS, **BY_SIGNAL) as other:
        for server in (one, other):
            wait_until_ready(*server)
        clients = [Asking(url, stop) for url, _ in (one, other) for _ in range(4)]
        for client in clients:
            client.start()
        for edition in range(2, 6):
            latest = publish(tmp_path, edition)
            editions[latest] = str(edition)
            if edition % 2:  # the others follow each other faster than they are taken up
                other[1].send_signal(signal.SIGHUP)
                until(lambda latest=latest: {ready(one[0])["generation"], ready(other[0])["generation"]} == {latest})
        asked = [len(client.seen) for client in clients]
        until(lambda: all(len(client.seen) > before + 3 for client, before in zip(clients, asked, strict=True)))
        stop.set()
        for client in clients:
            client.join()
        assert (one[1].poll(), other[1].poll()) == (None, None)
    seen = [each for client in clients for each in client.seen]
    assert [error for client in clients for error in client.failed] == []
    assert {status for status, _, _ in seen} == {200}
    mixed = [(generation, said) for _, generation, said in seen if said != {editions[generation or ""]}]
    assert mixed == []
    for half in (clients[:4], clients[4:]):
        assert {"1", "3", "5"} <= {next(iter(said)) for client in half for _, _, said in client.seen}


def test_a_damaged_index_is_served_around_and_mended_and_what_was_sent_is_kept(tmp_path: Path) -> None:
    older, damaged = publish(tmp_path, 1), publish(tmp_path, 2)
    database = tmp_path / "data" / "generations" / damaged / "chroma" / "chroma.sqlite3"
    database.write_bytes(database.read_bytes()[:40_000])  # an engine panics over it
    with running(tmp_path, WORDS, **BY_SIGNAL) as (url, process):
        wait_until_ready(url, process)
        assert ready(url)["generation"] == older
        assert damaged in ready(url)["problem"]
        assert "onrecord index" in ready(url)["problem"]

        mended = publish(tmp_path, 2)
        process.send_signal(signal.SIGHUP)
        until(lambda: ready(url) == {"status": "ready", "generation": mended})

        (tmp_path / "data" / "CURRENT").write_bytes(b"")
        process.send_signal(signal.SIGHUP)
        until(lambda: "CURRENT" in ready(url).get("problem", ""))
        assert ready(url)["generation"] == mended
        reply = json.loads(fetch(f"{url}/chat", {"question": QUESTIONS[1]}))
        assert reply["answers"][0]["response"].endswith("edition 2.")

        fetch(f"{url}/feedback", {"answer_id": "rural-q2", "verdict": "answered"})
        process.kill()
        out, _ = process.communicate(timeout=LONG)
    assert out.count(b"CURRENT") == 1  # said once
    with_torn_log = shutil.copytree(tmp_path / "data-ledger", tmp_path / "torn") / "ledger.sqlite3"
    ledger = Ledger.open(f"sqlite:///{tmp_path}/data-ledger/ledger.sqlite3")
    assert [each.answer_id for each in ledger.feedback()] == ["rural-q2"]
    ledger.close()
    with Path(f"{with_torn_log}-wal").open("ab") as log:
        log.write(b"torn" * 1000)
    ledger = Ledger.open(f"sqlite:///{with_torn_log}")
    assert [each.answer_id for each in ledger.feedback()] == ["rural-q2"]
    ledger.close()


def test_told_to_end_it_finishes_the_reply_in_hand_and_waits_for_nobody_for_ever(tmp_path: Path) -> None:
    """It was started over a pointer that is garbage, too."""
    published = publish(tmp_path, 1)
    (tmp_path / "data" / "CURRENT").write_bytes(b"\xff")
    with running(tmp_path, WORDS, **BY_SIGNAL) as (url, process):
        wait_until_ready(url, process)
        assert ready(url)["generation"] == published
        end_while_asked(url, process)


def end_while_asked(url: str, process: subprocess.Popen[bytes]) -> None:
    address = (urlsplit(url).hostname or "", urlsplit(url).port or 0)
    body = json.dumps({"question": QUESTIONS[1]}).encode()
    head = (
        f"POST /chat HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAccept: text/event-stream\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode()
    with socket.create_connection(address, LONG) as asking, socket.create_connection(address, LONG) as silent:
        silent.sendall(head + body[:5])
        asking.sendall(head + body[:5])
        fetch(f"{url}/healthz")  # both have been read by now
        process.send_signal(signal.SIGTERM)
        until(lambda: closed(address))
        asking.sendall(body[5:])
        received = b"".join(iter(lambda: asking.recv(65536), b""))
        out, _ = process.communicate(timeout=LONG)
    assert b"event: status" in received
    assert b"event: done" in received
    assert QUESTIONS[1].encode() not in out


def closed(address: tuple[str, int]) -> bool:
    """Whether nobody is let in any more."""
    with suppress(ConnectionResetError):
        try:
            socket.create_connection(address, 1).close()
        except ConnectionRefusedError:
            return True
    return False
