"""A small site on this machine, and a network on which its name leads there."""

from __future__ import annotations

import contextlib
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpcore2
import pytest

from api.fetching import FetchSettings, Web, open_web
from api.fetching.addresses import is_public
from api.fetching.network import Network

HOST = "www.example.org"
HOME = f"http://{HOST}"
PUBLIC = "93.184.216.34"

Write = Callable[[bytes], object]
Raw = Callable[[Write], None]


@dataclass(frozen=True)
class Sent:
    """What a site answers with; a `raw` writer is given the connection instead."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    raw: Raw | None = None


def page(text: str, kind: str = "text/plain; charset=utf-8", **headers: str) -> Sent:
    return Sent(text.encode(), 200, {"Content-Type": kind} | {name.replace("_", "-"): v for name, v in headers.items()})


def moved(to: str, status: int = 302) -> Sent:
    return Sent(b"", status, {"Location": to})


@dataclass
class Site:
    """What is served by path, and what was asked, in order; no `robots` is a site without that file."""

    port: int
    pages: dict[str, Sent] = field(default_factory=dict)
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def answer(self, path: str, headers: Mapping[str, str]) -> Sent:
        self.asked.append((path, headers))
        sent = self.pages.get(path, Sent(b"none", 404, {"Content-Type": "text/html"}))
        marked = "etag" in map(str.lower, sent.headers) and headers.get("If-None-Match") == sent.headers["ETag"]
        return Sent(b"", 304, sent.headers) if marked else sent


@contextmanager
def serving_site(tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A site on a port of this machine, until the end."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            sent = site.answer(self.path, self.headers)
            self.close_connection = True
            with contextlib.suppress(OSError):
                if sent.raw:
                    sent.raw(lambda data: (self.wfile.write(data), self.wfile.flush()))
                    return
                self.send_response(sent.status)
                for name, value in sent.headers.items():
                    self.send_header(name, value)
                if "Transfer-Encoding" not in sent.headers and sent.status != 304:
                    self.send_header("Content-Length", str(len(sent.body)))
                self.end_headers()
                self.wfile.write(sent.body)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            pass

    server = Server(("127.0.0.1", 0), Handler)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    site = Site(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield site
    server.shutdown()
    server.server_close()
    thread.join()


class Detour(httpcore2.SyncBackend):
    """Notes where a connection was to go, and leads it to a port of this machine."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.went: list[tuple[str, int]] = []

    def connect_tcp(self, host: str, port: int, *args: object, **more: object) -> httpcore2.NetworkStream:
        self.went.append((host, port))
        return super().connect_tcp("127.0.0.1", self.port, timeout=10)


def network_to(
    site: Site, resolve: Callable[[str, int], list[str]] | None = None, tls: ssl.SSLContext | None = None
) -> Network:
    """The real network in all but where connections end; every name is public unless `resolve` says otherwise."""
    return Network(resolve or (lambda *_: [PUBLIC]), is_public, Detour(site.port), tls or ssl.create_default_context())


def web_to(site: Site, slept: list[float] | None = None, **settings: object) -> Web:
    """A web of one site, on which nobody waits."""
    pauses = slept if slept is not None else []
    return Web(FetchSettings.model_validate(settings), {HOST}, network_to(site), pauses.append)


def lead_fetch_to(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """`onrecord fetch` finds every name at the site, and nobody waits; all else is as ever."""

    def leading(settings: FetchSettings, known: Iterable[str], also: Iterable[str] = ()) -> Web:
        return Web(settings, open_web(settings, known, also).hosts, network_to(site), lambda _: None)

    monkeypatch.setattr("api.cli.fetch.open_web", leading)
