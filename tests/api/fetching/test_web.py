from __future__ import annotations

import pytest
from pydantic import ValidationError

from api.errors import FetchError
from api.fetching import FetchSettings, open_web
from tests.api.fetching.site import HOME, Sent, Site, moved, page, web_to


def test_who_asks_says_so_and_whom_to_write_to(site: Site) -> None:
    site.pages["/a"] = page("hello")
    assert web_to(site, contact="mailto:record@example.org").get(f"{HOME}/a").body == b"hello"
    agents = {headers["User-Agent"] for _, headers in site.asked}
    assert agents == {"OnRecord/0.1.0 (+mailto:record@example.org)"}
    assert web_to(site).agent == "OnRecord/0.1.0"


def test_robots_txt_is_asked_once_and_heeded(site: Site) -> None:
    site.pages |= {
        "/robots.txt": page("User-agent: *\nDisallow: /\n\nUser-agent: OnRecord\nDisallow: /private*secret\n"),
        "/open": page("open"),
        "/private/secret": page("secret"),
    }
    web = web_to(site)
    assert web.get(f"{HOME}/open").body == b"open"
    with pytest.raises(FetchError, match=r"robots\.txt does not let OnRecord"):
        web.get(f"{HOME}/private/secret")
    assert [path for path, _ in site.asked] == ["/robots.txt", "/open"]


@pytest.mark.parametrize("status", [404, 410, 403])
def test_without_robots_txt_all_may_be_asked(site: Site, status: int) -> None:
    site.pages |= {"/robots.txt": Sent(b"User-agent: *\nDisallow: /", status), "/open": page("open")}
    assert web_to(site).get(f"{HOME}/open").body == b"open"


@pytest.mark.parametrize(
    "robots",
    [
        Sent(b"", 500),
        Sent(b"", 503),
        Sent(b"", 429),
        moved("http://elsewhere.example/robots.txt"),
        moved("/robots.txt"),
    ],
)
def test_a_robots_txt_that_cannot_be_read_means_not_now(site: Site, robots: Sent) -> None:
    site.pages |= {"/robots.txt": robots, "/open": page("open")}
    web = web_to(site)
    for _ in range(2):
        with pytest.raises(FetchError, match="not now"):
            web.get(f"{HOME}/open")
    assert site.paths == []


def test_there_is_a_pause_between_two_requests_the_longer_of_both_wishes(site: Site) -> None:
    site.pages |= {"/a": page("a"), "/b": page("b")}
    slept: list[float] = []
    web = web_to(site, slept, delay=7)
    web.get(f"{HOME}/a")
    web.get(f"{HOME}/b")
    assert [6 < pause <= 7 for pause in slept] == [False, True, True]
    site.pages["/robots.txt"] = page("User-agent: *\nCrawl-delay: 30\n")
    slept.clear()
    web = web_to(site, slept, delay=7)
    web.get(f"{HOME}/a")
    web.get(f"{HOME}/b")
    assert 29 < slept[-1] <= 30
    site.pages["/robots.txt"] = page("User-agent: *\nCrawl-delay: 86400\n")
    with pytest.raises(FetchError, match="by hand"):
        web_to(site).get(f"{HOME}/a")


def test_each_hop_of_a_redirect_is_looked_at_like_a_first_address(site: Site) -> None:
    site.pages |= {
        "/robots.txt": page("User-agent: *\nDisallow: /closed\n"),
        "/fair": moved("/found", 301),
        "/found": page("found"),
        "/away": moved("http://elsewhere.example/"),
        "/inside": moved("http://127.0.0.1/"),
        "/file": moved("file:///etc/passwd"),
        "/login": moved(f"{HOME.replace('//', '//me:secret@')}/found"),
        "/forbidden": moved("/closed"),
        "/closed": page("closed"),
        "/round": moved("/about"),
        "/about": moved("/round"),
    }
    web = web_to(site)
    found = web.get(f"{HOME}/fair")
    assert (found.body, found.address) == (b"found", f"{HOME}/found")
    for path, why in (
        ("/away", "not among the hosts"),
        ("/inside", "not among the hosts"),
        ("/file", "only http"),
        ("/login", "user name"),
        ("/forbidden", "does not let"),
        ("/round", "more than 5 times"),
    ):
        with pytest.raises(FetchError, match=why):
            web.get(f"{HOME}{path}")
    assert "/closed" not in site.paths


@pytest.mark.parametrize(
    ("status", "wait", "told"),
    [(429, "120", "for 120 seconds"), (503, "Mon, 23 Nov 2026 08:00:00 GMT", "until Mon"), (503, None, "for a while")],
)
def test_a_site_that_wants_to_be_left_alone_is(site: Site, status: int, wait: str | None, told: str) -> None:
    site.pages |= {"/busy": Sent(b"", status, {"Retry-After": wait} if wait else {}), "/other": page("other")}
    web = web_to(site)
    for path in ("/busy", "/other"):
        with pytest.raises(FetchError, match=f"{status}.*{told}"):
            web.get(f"{HOME}{path}")
    assert site.paths == ["/busy"]


def test_the_hosts_are_those_of_the_settings_or_those_that_are_known() -> None:
    known = ["https://www.example.org/a", "http://other.example:8080/b"]
    listing = FetchSettings(listings="https://lists.example.org/meetings, https://www.example.org/all")
    assert open_web(listing, known).hosts == {"www.example.org", "other.example:8080", "lists.example.org"}
    only = FetchSettings(hosts="www.example.org, other.example.org")
    assert open_web(only, known).hosts == {"www.example.org", "other.example.org"}
    assert open_web(only, known, ["https://new.example/x"]).hosts >= {"new.example", "www.example.org"}


@pytest.mark.parametrize(
    "wrong", [{"hosts": "https://www.example.org"}, {"links": "("}, {"delay": 0}, {"contact": "me"}]
)
def test_settings_that_cannot_be_are_errors(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match=next(iter(wrong))):
        FetchSettings.model_validate(wrong)
