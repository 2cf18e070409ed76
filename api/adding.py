"""A page that somebody hands over to be added, as a file or by its address: its bytes, and the name it gets."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from index import Addition, NewCapture, SourceError, addresses

from .errors import FetchError, FormError
from .fetching import capture, open_web, read_address, same_page, slug
from .settings import Settings

_STEM = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")


@dataclass(frozen=True, slots=True)
class Offered:
    """A page for the file `name`, from the `origin` that messages name; from a site, its `capture` too."""

    name: str
    content: bytes
    origin: str
    capture: NewCapture | None = None


def from_file(file: Path, name: str | None) -> Offered:
    """A page of a file, byte for byte, under a name that is the same whenever it is added."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise SourceError(f"{file}: cannot be read ({error.strerror}). Check the path and its rights.") from None
    return Offered(f"{stem_of(name or _safe(file.stem))}{file.suffix.lower()}", content, str(file))


def from_site(settings: Settings, address: str, name: str | None, *, allow_host: bool = False) -> Offered:
    """A page as its site has it now, under the name that the same address has already, or always gets."""
    known = addresses(settings.index.seeds)
    try:
        wanted = same_page(read_address(address))
        web = open_web(settings.fetch, known.values(), [address] if allow_host else [])
    except FetchError as error:
        raise FormError(str(error)) from None
    found = capture(address, web)
    if not found.content:
        raise FetchError(f"the site answered {found.status}: there is no such page")
    same = (stem for stem, each in known.items() if same_page(read_address(each)) == wanted)
    stem = stem_of(name) if name else next(same, slug(address))
    return Offered(f"{stem}{found.ending}", found.content, address, found.for_page(stem))


def by_hand(addition: Addition, address: str) -> NewCapture:
    """A capture that somebody made of a page by hand, now."""
    page = addition.parsed.page
    return NewCapture(
        stem=page.id,
        ending=Path(addition.name).suffix,
        address=address,
        content=addition.content,
        media_type=page.media_type,
        captured=dt.datetime.now(dt.UTC).replace(microsecond=0),
    )


def stem_of(name: str) -> str:
    """A name that a page can have; it becomes part of its answers' ids and addresses."""
    if not _STEM.fullmatch(name):
        raise FormError(f"{name!r} cannot name a page. Give --name, of small letters, digits, - and _, 100 at most")
    return name


def _safe(stem: str) -> str:
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9_]+", "-", plain).strip("-_")[:100] or stem
