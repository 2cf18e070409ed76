"""Pages for people: who wants one, and how one is made out of a template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, cast

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, StreamingResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot import Citation, Quote, day, place
from index import Link

from .wording import open_wording

_HTML, _JSON = "text/html", "application/json"
_LONGEST_DESCRIPTION = 160


class Pages:
    """The templates; `address` is where the public finds the service, for links that have to be absolute.

    `say` is the public's wording, `words` the office's, by section.
    """

    def __init__(self, address: str | None = None) -> None:
        self.say = open_wording()
        self.words = open_wording("office/wording.toml")
        self._environment = Environment(
            loader=FileSystemLoader(Path(__file__).parent / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals |= {
            "say": self.say,
            "words": self.words,
            "address": (address or "").rstrip("/"),
        }
        self._environment.filters |= {
            "day": day,
            "lines": lines,
            "linked": linked,
            "missing": self.missing,
            "pieces": pieces,
            "place": place,
            "shorten": shorten,
            "written": written,
        }

    def missing(self, citation: Citation) -> str:
        """Since when the site has the page, or the page the answer, no more; nothing while it has."""
        since, key = (citation.removed, "removed") if citation.removed else (citation.gone, "gone")
        return str(self.say["reply"][key]).replace("{date}", day(since)) if since else ""

    def render(
        self, name: str, status: int = 200, headers: Mapping[str, str] | None = None, **context: object
    ) -> HTMLResponse:
        """A page as a response."""
        text = self._environment.get_template(name).render(context)
        return HTMLResponse(text, status, {"Vary": "Accept"} | dict(headers or {}))

    def stream(self, name: str, **context: object) -> StreamingResponse:
        """A page that goes out as it is made, for one that has something to wait for."""
        text = self._environment.get_template(name).generate(context)
        return StreamingResponse(text, media_type="text/html; charset=utf-8", headers={"Vary": "Accept"})


def wants_html(accept: str) -> bool:
    """Whether a caller named HTML, and not JSON before it; "anything" is JSON."""
    weights: dict[str, tuple[float, int]] = {}
    for at, kind in enumerate(accept.lower().split(",")):
        name, *parameters = [part.strip() for part in kind.split(";")]
        weights.setdefault(name, (_quality(parameters), -at))
    html = weights.get(_HTML, (0.0, 0))
    return html[0] > 0 and html > weights.get(_JSON, (0.0, 0))


def _quality(parameters: Sequence[str]) -> float:
    given = next((parameter[2:] for parameter in parameters if parameter.startswith("q=")), "1")
    try:
        return float(given)
    except ValueError:
        return 0.0


def pieces(text: str, quotes: Sequence[Quote]) -> Iterator[tuple[str, bool]]:
    """A text in pieces, in order and without loss: marked where a quote lies, or not."""
    at = 0
    for quote in sorted(quotes, key=lambda quote: quote.start):
        start = max(quote.start, at)
        if start < quote.end:
            if at < start:
                yield text[at:start], False
            yield text[start : quote.end], True
            at = quote.end
    if at < len(text):
        yield text[at:], False


def lines(text: str, quotes: Sequence[Quote]) -> list[list[tuple[str, bool]]]:
    """The lines of a text that are not empty, each in pieces."""
    rows: list[list[tuple[str, bool]]] = [[]]
    for piece, marked in pieces(text, quotes):
        first, *rest = piece.split("\n")
        rows[-1].append((first, marked))
        rows += [[(line, marked)] for line in rest]
    return [row for row in rows if any(piece.strip() for piece, _ in row)]


def linked(text: str, links: Sequence[Link]) -> list[list[tuple[str, str | None]]]:
    """The lines of a text that are not empty, each in pieces with the address that a piece leads to."""
    rows: list[list[tuple[str, str | None]]] = [[]]
    at = 0
    for link in sorted(links, key=lambda link: link.start):
        if at <= link.start < link.end:
            rows = _added(_added(rows, text[at : link.start], None), text[link.start : link.end], link.href)
            at = link.end
    return [row for row in _added(rows, text[at:], None) if any(piece.strip() for piece, _ in row)]


def _added(rows: list[list[tuple[str, str | None]]], text: str, href: str | None) -> list[list[tuple[str, str | None]]]:
    first, *rest = text.split("\n")
    return [*rows[:-1], [*rows[-1], (first, href)], *([(line, href)] for line in rest)]


def written(href: str) -> str:
    """An address as somebody would write it down: without the scheme of a mail address, and without a message in it."""
    return href.removeprefix("mailto:").split("?")[0] if href.startswith("mailto:") else href


def shorten(text: str) -> str:
    """One line for a description, cut between words."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_DESCRIPTION else line[:_LONGEST_DESCRIPTION].rsplit(" ", 1)[0] + " …"


def pages_of(request: Request) -> Pages:
    """The pages of the application that a request came to."""
    return cast(Pages, request.app.state.pages)


def _reader(request: Request) -> Pages | None:
    return pages_of(request) if wants_html(request.headers.get("accept", "")) else None


PagesOf = Annotated[Pages, Depends(pages_of)]
"""The pages, for a route that answers with nothing else."""

ReaderOf = Annotated[Pages | None, Depends(_reader)]
"""The pages when a person is to read the answer; None when a program is."""
