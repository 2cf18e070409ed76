"""Fetches pages into the folder of pages: known ones again, new ones that a listing names, or one by its address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from index import (
    SourceError,
    Taken,
    TakenAs,
    addresses,
    digest_of,
    mark_gone,
    mark_unchanged,
    read_captures,
    take,
)

from ..errors import FetchError
from .addresses import read_address, same_page, slug
from .capture import Captured, capture
from .listing import find_meetings
from .web import Web


class State(StrEnum):
    """What came of an address."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    GONE = "gone"
    NO_QUESTIONS = "no_questions"
    HELD_BACK = "held_back"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of one address, as printed with --json; `why` is for people, `file` within the folder of pages.

    `title`, `date`, `answers` and `doubts` are what the parser found, where it read anything.
    """

    address: str
    state: State
    why: str | None = None
    file: str | None = None
    title: str | None = None
    date: dt.date | None = None
    answers: int | None = None
    doubts: int | None = None
    lost: tuple[str, ...] = ()


class Fetcher:
    """Fetches into one folder of pages; with `dry_run` the sites are asked, and nothing is written."""

    def __init__(self, web: Web, folder: Path, *, allow_shrink: bool = False, dry_run: bool = False) -> None:
        self._web = web
        self._folder = folder
        self._allow_shrink = allow_shrink
        self._dry_run = dry_run

    def fetch_all(self) -> Iterator[Fetched]:
        """Every page with a known address again, then what the listings name beyond that."""
        for address in addresses(self._folder).values():
            yield self.fetch(address)
        left = self._web.settings.most_new
        for found in find_meetings(self._web):
            if isinstance(found, tuple):
                yield Fetched(found[0], State.REFUSED, str(found[1]))
            elif same_page(read_address(found)) not in self._stems():
                if not left:
                    why = f"more than {self._web.settings.most_new} new addresses in one go: fetch again for the rest"
                    yield Fetched(found, State.REFUSED, why)
                    return
                left -= 1
                yield self.fetch(found)

    def fetch(self, address: str) -> Fetched:
        """One page, whether known or new; what goes wrong with it is told, not raised."""
        try:
            return self._fetch(address)
        except (FetchError, SourceError) as error:
            return Fetched(address, State.REFUSED, str(error))

    def _fetch(self, address: str) -> Fetched:
        stems = self._stems()
        stem = stems.get(same_page(read_address(address)))
        known = read_captures(self._folder).get(stem or "")
        whole = stem and known and known.sha256 == digest_of(self._folder, stem)
        marks = (known.etag, known.last_modified) if whole and known else (None, None)
        found = capture(address, self._web, etag=marks[0], last_modified=marks[1])
        if stem is None and (other := stems.get(same_page(read_address(found.found_at)))):
            return Fetched(address, State.UNCHANGED, f"it leads to the page {other}, which is known")
        if found.content or not (found.gone or found.status == 304):
            return self._take(found, stem or slug(address))
        if stem is None:
            raise FetchError(f"the site answered {found.status}: there is no such page")
        return self._noted(found, stem)

    def _take(self, found: Captured, stem: str) -> Fetched:
        new = found.for_page(stem)
        return self._told(found, take(self._folder, new, allow_shrink=self._allow_shrink, dry_run=self._dry_run))

    def _told(self, found: Captured, taken: Taken) -> Fetched:
        parsed, state = taken.parsed, State(taken.state)
        return Fetched(
            address=found.address,
            state=state,
            why=_why(found, taken),
            file=str(taken.file.relative_to(self._folder)) if taken.file else None,
            title=parsed.meeting.title,
            date=parsed.meeting.date,
            answers=len(parsed.answers),
            doubts=len(parsed.report.doubts),
            lost=taken.lost,
        )

    def _noted(self, found: Captured, stem: str) -> Fetched:
        """A page that the site has as it was, or has no more."""
        if not self._dry_run:
            mark = mark_gone if found.gone else mark_unchanged
            mark(self._folder, stem, found.address, found.status, found.captured)
        if found.gone:
            return Fetched(found.address, State.GONE, f"no longer on the site ({found.status}); it stays in the record")
        return Fetched(found.address, State.UNCHANGED)

    def _stems(self) -> Mapping[str, str]:
        return {same_page(read_address(address)): stem for stem, address in addresses(self._folder).items()}


def _why(found: Captured, taken: Taken) -> str | None:
    if taken.state is TakenAs.HELD_BACK:
        return (
            f"it lacks {len(taken.lost)} of the answers that are known ({', '.join(taken.lost[:5])}"
            f"{', …' if len(taken.lost) > 5 else ''}). Look at it; --allow-shrink takes it and keeps those too"
            if taken.parsed.answers
            else "no questions were found on it, perhaps a login or an error page, so the known page stays"
        )
    if taken.state is TakenAs.NO_QUESTIONS:
        return "no questions were found on it, so it was not kept"
    if taken.state is TakenAs.CHANGED and taken.lost:
        return f"kept from the capture before: {', '.join(taken.lost)}"
    return f"it is at {found.found_at} now" if found.found_at != found.address else None
