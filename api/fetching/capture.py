"""One page as it is published now: its bytes, and what its site says of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from http import HTTPStatus

from index import NewCapture

from ..errors import FetchError
from .addresses import slug
from .web import Web

ENDINGS = {
    "text/html": ".html",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "text/plain": ".txt",
    "text/markdown": ".md",
}
"""What is captured, and how its file's name ends."""

_GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
_WHY = {401: "it asks for a login", 403: "it lets nobody in like that"}
_LONGEST_MARK = 500  # characters of an ETag that are worth keeping


@dataclass(frozen=True, slots=True)
class Captured:
    """What was asked for as `address` and came from `found_at`, unpacked but otherwise as it came.

    `name` is for its file, the same for the same address, without the `ending`. `status` is 200; or 304 (not modified
    since the given marks), 404 or 410, all three without content.
    """

    address: str
    found_at: str
    status: int
    content: bytes
    media_type: str
    ending: str
    etag: str | None
    last_modified: str | None
    captured: dt.datetime

    @property
    def name(self) -> str:
        """The stem of its file."""
        return slug(self.address)

    def for_page(self, stem: str) -> NewCapture:
        """What to take into the folder of pages, as the page of this name."""
        return NewCapture(
            stem=stem,
            ending=self.ending,
            address=self.address,
            content=self.content,
            media_type=self.media_type,
            captured=self.captured,
            etag=self.etag,
            last_modified=self.last_modified,
        )

    @property
    def gone(self) -> bool:
        """Whether the site says that there is no such page any more."""
        return self.status in _GONE


def capture(address: str, web: Web, *, etag: str | None = None, last_modified: str | None = None) -> Captured:
    """Capture a page; with the marks of the last capture its site may say that nothing changed.

    Raises FetchError when the site may not be asked, does not answer, asks for a login, or sends what is no page.
    """
    marks = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    response = web.get(address, {name: mark for name, mark in marks.items() if mark})
    modified = response.status == HTTPStatus.OK
    if not modified and response.status != HTTPStatus.NOT_MODIFIED and response.status not in _GONE:
        raise FetchError(
            f"the site answered {response.status}: {_WHY.get(response.status, 'there is no page in that')}"
        )
    media_type = response.headers.get("content-type", "").split(";")[0].strip().lower()
    if modified and media_type not in ENDINGS:
        raise FetchError(f"it is {media_type or 'of no kind that it says'}, not one of {', '.join(ENDINGS)}")
    return Captured(
        address=address,
        found_at=response.address,
        status=response.status,
        content=response.body if modified else b"",
        media_type=media_type,
        ending=ENDINGS.get(media_type, ""),
        etag=_mark(response.headers.get("etag")),
        last_modified=_mark(response.headers.get("last-modified")),
        captured=dt.datetime.now(dt.UTC).replace(microsecond=0),
    )


def _mark(value: str | None) -> str | None:
    """A mark that can be sent again as it is."""
    return value if value and len(value) <= _LONGEST_MARK and value.isascii() and value.isprintable() else None
