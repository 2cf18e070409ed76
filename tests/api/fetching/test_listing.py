from __future__ import annotations

import pytest

from api.errors import FetchError
from api.fetching import FetchSettings, read_address
from api.fetching.listing import Link, find_meetings, is_meeting, is_onward, read_links
from api.fetching.network import Response
from tests.api.fetching.site import HOME, Sent, Site, page, web_to

LISTING = f"{HOME}/public/meetings/"
HTML = "text/html; charset=utf-8"


def response(html: str, kind: str = HTML, status: int = 200) -> Response:
    return Response(LISTING, status, {"content-type": kind}, html.encode())


def link(address: str, text: str = "", rel: str = "") -> Link:
    return Link(read_address(address, read_address(LISTING)), text, rel)


@pytest.mark.parametrize("charset", ["undefined", "idna", "hex", "nonsense"])
def test_an_encoding_that_is_none_is_read_as_utf_8(charset) -> None:
    [link] = read_links(response('<a href="a">é</a>', f"text/html; charset={charset}"))
    assert link.text == "é"


def test_a_page_made_of_beginnings_of_links_is_read_at_once() -> None:
    assert read_links(response("<a " * 200_000)) == []


def test_links_are_read_with_their_words_and_against_their_base() -> None:
    links = read_links(
        response(
            '<a href="a/">A <b>meeting</b></a><A HREF=/b rel=Next>on</A><a name=x>no</a><a href="mailto:x@example.org">'
            'mail</a><a href="javascript:x()">x</a><a href="c#questions">C<a href="http://[::1">bad</a>'
            '<base href="/other/"><a href="d">D'
        )
    )
    assert [(str(each.url), each.text, each.rel) for each in links] == [
        (f"{HOME}/other/a/", "A meeting", ""),
        (f"{HOME}/b", "on", "next"),
        (f"{HOME}/other/c", "C", ""),
        (f"{HOME}/other/d", "D", ""),
    ]


@pytest.mark.parametrize("kind", ["text/html; charset=latin-1", "text/html;charset='utf-16x'", "TEXT/HTML"])
def test_whatever_letters_a_page_is_in_its_links_are_read(kind: str) -> None:
    assert len(read_links(response('<a href="a">a</a>', kind))) == 1


@pytest.mark.parametrize(("kind", "status"), [("application/pdf", 200), ("", 200), (HTML, 404), (HTML, 302)])
def test_what_is_no_page_with_links_is_refused(kind: str, status: int) -> None:
    with pytest.raises(FetchError, match="no page with links"):
        read_links(response("", kind, status))


@pytest.mark.parametrize(
    ("address", "text", "may"),
    [
        ("road-safety-meeting-2022/", "", True),
        ("/archive/7391", "Performance Scrutiny: road safety", True),
        ("/archive/minutes.pdf", "Public meeting", True),
        ("/archive/7391", "Contact us", False),
        ("/public/", "Public meetings", False),
        ("/", "Meetings", False),
        (LISTING, "All meetings", False),
        ("https://elsewhere.example/meeting", "Meeting", False),
        ("/pictures/meeting.jpg", "A meeting", False),
    ],
)
def test_links_that_may_lead_to_a_meeting(address: str, text: str, may: bool) -> None:
    assert is_meeting(link(address, text), read_address(LISTING), FetchSettings()) is may


@pytest.mark.parametrize(
    ("address", "text", "rel", "may"),
    [
        ("?page=2", "2", "", True),
        ("?page=2", "", "next", True),
        ("page/2/", "Older posts", "", True),
        ("?sort=title", "By title", "", False),
        ("other/page/2", "2", "", False),
        ("https://elsewhere.example/public/meetings/?page=2", "2", "", False),
    ],
)
def test_links_that_lead_to_another_part_of_a_listing(address: str, text: str, rel: str, may: bool) -> None:
    assert is_onward(link(address, text, rel), read_address(LISTING)) is may


def test_a_listing_is_followed_part_after_part_and_not_without_end(site: Site) -> None:
    for number in range(1, 50):
        onward = f'<a href="/public/meetings/?page={number + 1}">Next</a><a href="/public/meetings/">1</a>'
        html = f'<a href="/public/meetings/meeting-{number}">Meeting</a><a href="/meeting-0/">Again</a>{onward}'
        site.pages["/public/meetings/" if number == 1 else f"/public/meetings/?page={number}"] = page(html, HTML)
    site.pages["/broken"] = Sent(b"", 500)
    web = web_to(site, listings=f"{LISTING}, {HOME}/broken", listing_pages=3)
    found = list(find_meetings(web))
    names = [f"{LISTING}meeting-1", f"{HOME}/meeting-0/", f"{LISTING}meeting-2", f"{LISTING}meeting-3"]
    assert found[:-1] == names
    assert isinstance(found[-1], tuple)
    assert found[-1][0] == f"{HOME}/broken"
    assert site.paths == ["/public/meetings/", "/public/meetings/?page=2", "/public/meetings/?page=3", "/broken"]
