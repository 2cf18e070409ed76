"""A page that lists meetings: which of its links may lead to one, and which to its next part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote

from httpx2 import URL
from lxml import html

from ..errors import FetchError
from .addresses import host_of, read_address, same_page
from .network import Response
from .settings import FetchSettings, listed
from .web import Web

_PAGES = {"", ".html", ".htm", ".php", ".asp", ".aspx", ".pdf", ".docx", ".txt", ".md"}
_ONWARD = re.compile(r"\s*(next|older|more|page\s*\d+|\d+|›|»|→)", re.I)


@dataclass(frozen=True, slots=True)
class Link:
    """A link with what is written on it."""

    url: URL
    text: str
    rel: str


def find_meetings(web: Web) -> Iterator[str | tuple[str, FetchError]]:
    """Addresses that look like meetings, each once, listing by listing; or a listing that cannot be read, and why."""
    found: set[str] = set()
    for listing in listed(web.settings.listings):
        try:
            for link in _links(web, listing):
                if same_page(link.url) not in found and is_meeting(link, read_address(listing), web.settings):
                    found.add(same_page(link.url))
                    yield str(link.url)
        except FetchError as error:
            yield listing, error


def _links(web: Web, listing: str) -> Iterator[Link]:
    """All links of a listing, part after part."""
    start = read_address(listing)
    ahead, seen = [start], {str(start)}
    for _ in range(web.settings.listing_pages):
        if not ahead:
            return
        for link in read_links(web.get(str(ahead.pop(0)))):
            if is_onward(link, start) and str(link.url) not in seen:
                seen.add(str(link.url))
                ahead.append(link.url)
            yield link


def read_links(response: Response) -> list[Link]:
    """The links of a page in order; FetchError when it is none."""
    kind, _, parameters = response.headers.get("content-type", "").partition(";")
    if response.status != 200 or kind.strip().lower() != "text/html":
        raise FetchError(f"this is no page with links (it answered {response.status}, {kind or 'of no kind'})")
    text = _decoded(response.body, parameters)
    if not text.strip():
        return []
    root = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    base = read_address(response.address)
    for stated in root.xpath("//base/@href")[:1]:
        base = _address(str(stated), base) or base
    anchors = [(_address(each.get("href"), base), each) for each in root.iter("a") if each.get("href") is not None]
    return [
        Link(url, " ".join(each.text_content().split()), each.get("rel", "").lower()) for url, each in anchors if url
    ]


def _decoded(body: bytes, parameters: str) -> str:
    """A body in the encoding that its headers name, or else as UTF-8."""
    found = re.search(r"charset=[\"']?([\w-]+)", parameters)
    try:
        return body.decode(found[1] if found else "utf-8", "replace")
    except (LookupError, UnicodeError):
        return body.decode("utf-8", "replace")


def is_meeting(link: Link, listing: URL, settings: FetchSettings) -> bool:
    """Whether a link may lead to a meeting: on the listing's host, not above it, with words that speak for one."""
    path = unquote(link.url.path)
    above = f"{listing.path.rstrip('/')}/".startswith(f"{link.url.path.rstrip('/')}/")
    return (
        host_of(link.url) == host_of(listing)
        and not above
        and PurePosixPath(path).suffix.lower() in _PAGES
        and re.search(settings.links, f"{path} {link.text}", re.I) is not None
    )


def is_onward(link: Link, listing: URL) -> bool:
    """Whether a link leads to another part of a listing."""
    base, path = listing.path.rstrip("/"), link.url.path.rstrip("/")
    part = path == base or re.fullmatch(rf"{re.escape(base)}/page/?\d+", path)
    words = link.rel == "next" or _ONWARD.match(link.text)
    return bool(host_of(link.url) == host_of(listing) and part and words)


def _address(text: str, base: URL) -> URL | None:
    try:
        return read_address(text, base)
    except FetchError:
        return None
