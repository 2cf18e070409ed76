"""Text as a reader sees it, written piece by piece: what separates pieces, and where links and pages begin."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import IntEnum
from urllib.parse import urljoin, urlsplit

from ..record import Link, Page

_SPACES = re.compile(r"[ \t\n\r\f]+")
_UNSEEN = re.compile("[\u200b\ufeff\u00ad]")
_SCHEMES = ("http", "https", "mailto", "tel")
_SHORT = 60  # characters of a table's cell from which the next one begins a line


class Gap(IntEnum):
    """What separates two pieces of text; the widest of several counts."""

    NONE = 0
    SPACE = 1
    LINE = 2
    PARAGRAPH = 3
    CELL = 4


_WRITTEN = {Gap.NONE: "", Gap.SPACE: " ", Gap.LINE: "\n", Gap.PARAGRAPH: "\n\n", Gap.CELL: "\t"}


@dataclass(slots=True)
class Flow:
    """The text so far; a gap is written only when more text follows, so that no line has blanks round it."""

    base: str = ""
    parts: list[str] = field(default_factory=list)
    size: int = 0
    links: list[Link] = field(default_factory=list)
    _gap: Gap = Gap.NONE
    _marker: str = ""
    _cell: int | None = None
    _href: str | None = None
    _linked: int | None = None

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self.parts)

    def write(self, text: str) -> None:
        """Add running text; white space of any length is one space, and characters that nobody sees are left out."""
        text = _UNSEEN.sub("", text)
        words = _SPACES.sub(" ", text).strip(" ")
        if text[:1] in " \t\n\r\f":
            self.gap(Gap.SPACE)
        if words:
            self.write_as_is(words)
            if text[-1] in " \t\n\r\f":
                self.gap(Gap.SPACE)

    def write_as_is(self, text: str) -> None:
        """Add text with its white space."""
        marker, self._marker = self._marker, ""
        self._put(_WRITTEN[self._gap] if self.size else "")
        self._put(marker)
        self._gap = Gap.NONE
        if self._href is not None and self._linked is None:
            self._linked = self.size
        self._put(text)

    def _put(self, text: str) -> None:
        if text:
            self.parts.append(text)
            self.size += len(text)

    def gap(self, gap: Gap) -> None:
        """What at least separates the text before from that to come."""
        self._gap = max(self._gap, gap)

    def line_break(self) -> None:
        """A line break that somebody set; two leave a line free."""
        self._gap = Gap.PARAGRAPH if self._gap >= Gap.LINE else Gap.LINE

    def item(self, marker: str) -> None:
        """A list's item begins: its marker stands before its first words, if it has any."""
        self.gap(Gap.LINE)
        self._marker = f"{marker} " if marker else ""

    def end_item(self) -> None:
        """The item is over; one without words leaves no marker behind."""
        self.gap(Gap.LINE)
        self._marker = ""

    def row(self) -> None:
        """A table's row begins."""
        self.gap(Gap.LINE)
        self._cell = None

    def cell(self) -> None:
        """A cell begins: on its neighbour's line, if that is short and has no lines of its own."""
        length = self.size - (self._cell or 0)
        if self._cell is not None and length and self._gap is not Gap.CELL:
            beside = length <= _SHORT and "\n" not in "".join(self.parts[-_SHORT:])[-length:].strip("\n")
            self._gap = Gap.CELL if beside else Gap.LINE
        self._cell = self.size

    def open_link(self, href: str | None) -> None:
        """What is written from here leads somewhere, if `href` is an address that a reader may follow."""
        self._href, self._linked = followable(self.base, href or ""), None

    def close_link(self) -> None:
        """What is written from here leads nowhere."""
        if self._href is not None and self._linked is not None:
            self.links.append(Link(self._linked, self.size, self._href))
        self._href = self._linked = None


def at_address(page: Page, address: str | None) -> Page:
    """A page whose relative links start from its address; without an address, and where they lead nowhere, they go."""
    resolved = [replace(each, href=followable(address or "", each.href) or "") for each in page.links]
    return replace(page, links=tuple(each for each in resolved if urlsplit(each.href).scheme))


def followable(base: str, href: str) -> str | None:
    """An address that may stand in a page, relative only while `base` is not known; None for scripts and files."""
    href = href.strip(" \t\n\r\f")
    if not href or href[0] == "#" or re.search(r"[\x00-\x20\x7f]", href):
        return None
    try:
        whole = urljoin(base, href)
        parts = urlsplit(whole)
    except ValueError:
        return None
    if not parts.scheme and not base:
        return whole
    named = parts.hostname and "@" not in parts.netloc if parts.scheme in ("http", "https") else parts.path
    return whole if parts.scheme in _SCHEMES and named else None
