"""Every page of a folder, with what people added to it, and without what was withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from .curation import ALTERNATES, attach, curate, read_alternates, read_notes
from .curation import FILE_NAME as NOTES
from .errors import SourceError
from .parsing import parse
from .record import ParsedPage
from .sources import READERS, find_pages, read_page
from .stores.parses import Parses
from .withdrawals import FILE_NAME as WITHDRAWN
from .withdrawals import read_withdrawals
from .withholding import withhold

Progress = Callable[[str, int, int], None]
"""Called with a stage ("parsing", "embedding", "writing", "vetting"), how much of it is done, and its size."""


@dataclass(frozen=True, slots=True)
class Captured:
    """The pages with what people added to them, whatever was withdrawn.

    `fresh`: what the parser made of those that had to be parsed, since their parses were not kept.
    """

    pages: tuple[ParsedPage, ...]
    fresh: tuple[ParsedPage, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """The pages as they are served, the same pages as captured, and what was left out."""

    pages: tuple[ParsedPage, ...]
    captured: tuple[ParsedPage, ...]
    fresh: tuple[ParsedPage, ...]
    problems: tuple[str, ...]


def seed_files(folder: Path) -> list[Path]:
    """Everything of a folder that a build reads; whatever else lies there is left alone."""
    curated = [folder / name for name in (NOTES, ALTERNATES, WITHDRAWN, "captures.toml")]
    earlier = sorted((folder / "earlier").rglob("*"))
    return [*find_pages(folder), *(path for path in (*curated, *earlier) if path.is_file())]


def read_record(folder: Path, progress: Progress) -> tuple[tuple[ParsedPage, ...], tuple[str, ...]]:
    """Read, parse and curate every page of a folder; pages that cannot be used are reported, not raised.

    Raises CurationError when a withdrawal cannot be honoured.
    """
    reading = read_all(folder, progress)
    return reading.pages, reading.problems


def read_all(folder: Path, progress: Progress, parses: Parses | None = None) -> Reading:
    """The same with the pages as captured, for whoever has to know what was withdrawn."""
    withdrawals = read_withdrawals(folder)
    captured = read_captured(folder, progress, parses)
    pages, doubtful = withhold(captured.pages, withdrawals)
    return Reading(pages, captured.pages, captured.fresh, (*captured.problems, *doubtful))


def read_captured(folder: Path, progress: Progress, parses: Parses | None = None) -> Captured:
    """Every page that can be read, and what is wrong with the others; `parses` spare parsing what did not change."""
    notes, problems = read_notes(folder)
    wordings, unread = read_alternates(folder)
    problems += unread
    pages: list[ParsedPage] = []
    fresh: list[ParsedPage] = []
    paths = find_pages(folder)
    if not paths:
        problems.append(
            f"{folder}: there are no pages here. Put the captured pages into it ({', '.join(sorted(READERS))})."
        )
    for done, path in enumerate(paths, start=1):
        try:
            page = parses.find(path) if parses else None
            if page is None:
                page = parse(read_page(path))
                fresh.append(page)
            if any(page.page.id == other.page.id for other in pages):
                raise SourceError(f"{path}: another page has the same name but for its ending. Rename one of them.")
        except SourceError as error:
            problems.append(str(error))
            continue
        if page.answers:
            page, strays = attach(page, wordings.get(path.name, {}))
            problems += strays
            pages.append(replace(page, meeting=curate(page.meeting, notes.get(path.name))))
        else:
            problems.append(f"{path}: no questions were found, so it was left out. See: onrecord parse {path}")
        progress("parsing", done, len(paths))
    return Captured(tuple(pages), tuple(fresh), tuple(problems))
