"""Where else words stand than in answers: on what is served of the pages, and in the files beside them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from .blackening import black_out, places, says, spans_of
from .errors import SourceError
from .record import Answer, ParsedPage
from .silencing import leads_to
from .sources import READERS
from .sources.saying import said_in

_READ = {".toml", *READERS}


class Part(StrEnum):
    """What says words."""

    MEETING = "meeting"
    """The title, kind, theme or evidence of a page's meeting."""
    ADDRESS = "address"
    FILE_NAME = "file_name"
    TEXT = "text"
    """A line of a page outside of its answers, such as a heading."""
    LINK = "link"
    TOPIC = "topic"
    AREA = "area"
    WORDING = "wording"
    EARLIER = "earlier"
    FILE = "file"
    """A file in the folder of pages, which nobody is served."""


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A place of words: `where` is the id of a page or an answer, or a file's path; `line` counts from 1."""

    part: Part
    where: str
    line: int | None = None

    def __str__(self) -> str:
        part = "" if self.part is Part.FILE else f"{self.part.replace('_', ' ')} of "
        return f"{part}{self.where}" + (f", line {self.line}" if self.line else "")


def spots(pages: Sequence[ParsedPage], phrases: Collection[str]) -> set[Spot]:
    """Everywhere that pages say one of the phrases, but for questions and responses."""
    return {spot for page in pages for spot in _on(page, phrases)}


def files_saying(folder: Path, phrases: Collection[str]) -> tuple[Spot, ...]:
    """The files of a folder of pages that say one of the phrases, with the lines where a file has any."""
    files = [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in _READ and path.is_file()]
    return tuple(
        Spot(Part.FILE, path.relative_to(folder).as_posix(), line) for path in files for line in _lines(path, phrases)
    )


def _on(page: ParsedPage, phrases: Collection[str]) -> Iterator[Spot]:
    name, text, meeting = page.page.id, page.page.text, page.meeting
    answers = [span for answer in page.answers for span in spans_of(answer, text)]
    yield from (Spot(Part.TEXT, name, line) for line in _at(black_out(text, answers), phrases))
    for link in page.page.links:
        if leads_to(link.href, phrases):
            yield Spot(Part.LINK, name, _line(text, link.start))
    if any(says(each, phrases) for each in (meeting.title, meeting.kind, meeting.theme, meeting.evidence)):
        yield Spot(Part.MEETING, name)
    if meeting.url and leads_to(meeting.url, phrases):
        yield Spot(Part.ADDRESS, name)
    if leads_to(page.page.source, phrases):
        yield Spot(Part.FILE_NAME, name)
    for answer in page.answers:
        yield from (Spot(part, answer.id) for part, texts in _beside(answer) if any(says(t, phrases) for t in texts))


def _beside(answer: Answer) -> Iterator[tuple[Part, Sequence[str | None]]]:
    yield Part.TOPIC, (answer.topic,)
    yield Part.AREA, (answer.asked_from,)
    yield Part.WORDING, answer.alternates
    yield Part.EARLIER, [text for each in answer.editions for text in (each.question, each.response)]


def _lines(path: Path, phrases: Collection[str]) -> Sequence[int | None]:
    """The lines of a file that say one of the phrases; None for a file that says one, but on none of its lines."""
    try:
        if found := _at(path.read_text(encoding="utf-8-sig"), phrases):
            return found
    except (OSError, UnicodeDecodeError):
        pass  # no text file
    try:
        return [None] if any(says(text, phrases) for text in said_in(path)) else []
    except (OSError, SourceError):
        return [None]  # nobody can tell


def _at(text: str, phrases: Collection[str]) -> list[int]:
    """The lines on which a text says one of the phrases."""
    return sorted({_line(text, start) for start, _ in places(text, phrases)})


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
