from __future__ import annotations

import gzip
import ssl
import threading
import zlib
from pathlib import Path

import httpcore2
import pytest

from api.errors import FetchError
from api.fetching import FetchSettings, Web
from api.fetching.addresses import look_up
from tests.api.fetching.certificate import write_certificate
from tests.api.fetching.site import HOME, HOST, PUBLIC, Detour, Sent, Site, Write, moved, network_to, page, serving_site


def get(site: Site, path: str = "/", *, timeout: float = 5, largest: int = 100_000) -> bytes:
    return network_to(site).get(f"{HOME}{path}", {"Accept-Encoding": "gzip"}, timeout, largest).body


def test_the_name_stays_in_the_request_and_the_number_is_connected_to(site: Site) -> None:
    site.pages["/a?b=c"] = page("hello")
    network = network_to(site)
    response = network.get(f"{HOME}/a?b=c", {"User-Agent": "me"}, 5, 1000)
    assert (response.status, response.body, response.headers["content-type"]) == (
        200,
        b"hello",
        "text/plain; charset=utf-8",
    )
    assert isinstance(network.inner, Detour)
    assert network.inner.went == [(PUBLIC, 80)]
    path, headers = site.asked[0]
    assert (path, headers["Host"], headers["User-Agent"]) == ("/a?b=c", HOST, "me")


@pytest.mark.parametrize(
    "numbers",
    [["127.0.0.1"], ["::1"], ["169.254.169.254"], ["::ffff:127.0.0.1"], [PUBLIC, "10.0.0.1"], ["10.0.0.1", PUBLIC], []],
    ids=str,
)
def test_a_name_that_is_anything_but_public_is_never_connected_to(site: Site, numbers: list[str]) -> None:
    network = network_to(site, lambda *_: numbers)
    with pytest.raises(FetchError, match="open internet"):
        network.get(f"{HOME}/", {}, 5, 1000)
    assert isinstance(network.inner, Detour)
    assert (network.inner.went, site.asked) == ([], [])


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f.0.0.1", "0177.0.0.1", "[::1]", "localhost"])
def test_this_machine_is_refused_even_where_an_operator_lists_it(site: Site, host: str) -> None:
    at = f"{host}:{site.port}"
    web = Web(FetchSettings(), {at, at.strip("[]"), f"::1:{site.port}"}, network_to(site, look_up), lambda _: None)
    with pytest.raises(FetchError, match=r"open internet|no address that can be read"):
        web.get(f"http://{at}/")
    assert site.asked == []


def test_a_name_that_changes_between_look_ups_is_checked_each_time(site: Site) -> None:
    answers = [[PUBLIC], [PUBLIC], ["127.0.0.1"]]
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return answers[len(asked) - 1]

    site.pages["/"] = moved("/onward")
    site.pages["/onward"] = page("secret")
    network = network_to(site, resolve)
    with pytest.raises(FetchError, match="open internet"):
        Web(FetchSettings(), {HOST}, network, lambda _: None).get(f"{HOME}/")
    assert isinstance(network.inner, Detour)
    assert network.inner.went == [(PUBLIC, 80)] * 2  # robots.txt, the page; the third look-up was not used
    assert len(asked) == 3
    assert site.paths == ["/"]


def test_the_resolver_is_asked_once_for_each_connection(site: Site) -> None:
    seen: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        seen.append(host)
        return [PUBLIC] if len(seen) == 1 else ["127.0.0.1"]

    network_to(site, resolve).get(f"{HOME}/", {}, 5, 1000)
    assert seen == [HOST]


def test_a_name_that_nobody_knows_is_said_to_be_unknown(site: Site) -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise OSError("Name or service not known")

    with pytest.raises(FetchError, match="looked up"):
        network_to(site, resolve).get(f"{HOME}/", {}, 5, 1000)


def test_a_resolver_that_hangs_does_not_hang_the_fetch(site: Site) -> None:
    hung = threading.Event()

    def resolve(host: str, port: int) -> list[str]:
        hung.wait()
        return [PUBLIC]

    network = network_to(site, resolve)
    with pytest.raises(FetchError, match=r"www\.example\.org could not be looked up in time"):
        network.get(f"{HOME}/", {}, 0.05, 1000)
    hung.set()
    assert isinstance(network.inner, Detour)
    assert (network.inner.went, site.asked) == ([], [])


def test_a_page_is_unpacked_within_its_bound(site: Site) -> None:
    packed = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
    site.pages["/fair"] = Sent(gzip.compress(b"fair" * 1000), 200, packed)
    site.pages["/bomb"] = Sent(gzip.compress(b"0" * 50_000_000), 200, packed)
    site.pages["/damaged"] = Sent(b"no gzip at all", 200, packed)
    site.pages["/short"] = Sent(gzip.compress(b"fair" * 1000)[:-9], 200, packed)
    site.pages["/twice"] = Sent(gzip.compress(b"x"), 200, packed | {"Content-Encoding": "gzip, gzip"})
    site.pages["/zstd"] = Sent(zlib.compress(b"x"), 200, packed | {"Content-Encoding": "zstd"})
    assert get(site, "/fair") == b"fair" * 1000
    for path, why in (
        ("/bomb", "larger than 100000 bytes"),
        ("/damaged", "damaged"),
        ("/short", "cut short"),
        ("/twice", "packed as 'gzip, gzip'"),
        ("/zstd", "packed as 'zstd'"),
    ):
        with pytest.raises(FetchError, match=why):
            get(site, path)


def test_a_body_without_end_is_cut_off(site: Site) -> None:
    def endless(write: Write) -> None:
        write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            write(b"more and more " * 1000)

    site.pages["/"] = Sent(raw=endless)
    with pytest.raises(FetchError, match="larger than"):
        get(site)


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"], ids=["head", "body"])
def test_an_answer_that_trickles_ends_with_the_time(site: Site, head: bytes) -> None:
    over = threading.Event()

    def trickle(write: Write) -> None:
        write(head)
        while not over.wait(0.01):
            write(b"x")

    site.pages["/"] = Sent(raw=trickle)
    with pytest.raises(FetchError, match=r"within 0\.3 seconds"):
        get(site, timeout=0.3)
    over.set()


def test_an_answer_that_breaks_off_or_is_none_is_said_to_be_so(site: Site) -> None:
    site.pages["/short"] = Sent(raw=lambda write: write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf") and None)
    site.pages["/none"] = Sent(raw=lambda write: write(b"220 mail.example.org\r\n") and None)
    for path in ("/short", "/none"):
        with pytest.raises(FetchError, match="broke off"):
            get(site, path)
    network = network_to(site)
    with serving_site() as gone:
        closed = Detour(gone.port)
    with pytest.raises(FetchError, match="could not be reached"):
        type(network)(network.resolve, network.permitted, closed, network.tls).get(f"{HOME}/", {}, 5, 1000)


def test_a_certificate_is_checked_against_the_name(tmp_path: Path) -> None:
    key = write_certificate(tmp_path, HOST)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(key)
    trusting = ssl.create_default_context(cafile=key)
    with serving_site(server) as site:
        site.pages["/"] = page("safe")
        assert network_to(site, tls=trusting).get(f"https://{HOST}/", {}, 5, 1000).body == b"safe"
        for name, tls in (("other.example.org", trusting), (HOST, httpcore2.default_ssl_context())):
            with pytest.raises(FetchError, match="certificate verify failed"):
                network_to(site, tls=tls).get(f"https://{name}/", {}, 5, 1000)
