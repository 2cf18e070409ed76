from __future__ import annotations

import pytest

from api.errors import FetchError
from api.fetching import ENDINGS, capture
from tests.api.fetching.site import HOME, Sent, Site, moved, page, web_to


@pytest.mark.parametrize(("kind", "ending"), ENDINGS.items())
def test_a_page_of_each_kind_is_captured_as_it_came(site: Site, kind: str, ending: str) -> None:
    site.pages["/q-and-a"] = Sent(b"\x00\xffbytes", 200, {"Content-Type": f"{kind.upper()}; charset=x", "ETag": '"1"'})
    site.pages["/old"] = moved("/q-and-a")
    got = capture(f"{HOME}/old", web_to(site))
    assert (got.content, got.media_type, got.ending, got.etag) == (b"\x00\xffbytes", kind, ending, '"1"')
    assert (got.address, got.found_at, got.status, got.gone) == (f"{HOME}/old", f"{HOME}/q-and-a", 200, False)
    assert got.name.startswith("old-")


def test_the_marks_of_the_last_capture_are_sent_along(site: Site) -> None:
    site.pages["/a"] = page("a", ETag='"1"', Last_Modified="Sun, 22 Nov 2026 06:00:00 GMT")
    got = capture(f"{HOME}/a", web_to(site), etag='"1"', last_modified="Sun, 22 Nov 2026 06:00:00 GMT")
    assert (got.status, got.content) == (304, b"")
    assert site.asked[-1][1]["If-Modified-Since"] == "Sun, 22 Nov 2026 06:00:00 GMT"


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_is_no_error(site: Site, status: int) -> None:
    site.pages["/a"] = Sent(b"gone", status)
    got = capture(f"{HOME}/a", web_to(site))
    assert (got.gone, got.content) == (True, b"")


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (Sent(b"", 401), "401: it asks for a login"),
        (Sent(b"", 403), "403"),
        (Sent(b"", 500), "500"),
        (Sent(b"", 204), "204"),
        (Sent(b"", 302), "302"),
        (Sent(b"x", 200, {"Content-Type": "image/png"}), "image/png"),
        (Sent(b"x", 200, {"Content-Type": "application/zip"}), "application/zip"),
        (Sent(b"x", 200), "of no kind"),
    ],
)
def test_what_is_no_page_is_refused(site: Site, sent: Sent, why: str) -> None:
    site.pages["/a"] = sent
    with pytest.raises(FetchError, match=why):
        capture(f"{HOME}/a", web_to(site))


def test_marks_that_could_not_be_sent_again_are_not_kept(site: Site) -> None:
    for mark in ("x" * 600, "caf\xe9"):
        site.pages["/a"] = page("a", ETag=mark)
        assert capture(f"{HOME}/a", web_to(site)).etag is None
