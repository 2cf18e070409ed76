"""Every page of a folder, with what people added to it, and without what was withdrawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from .captures import EARLIER, read_captures
from .captures import FILE_NAME as CAPTURES
from .corrections import ENDING as CORRECTIONS
from .corrections import correct, read_corrections, stray_corrections
from .curation import ALTERNATES, attach, curate, located, read_alternates, read_note, read_notes
from .curation import FILE_NAME as NOTES
from .editions import with_editions
from .errors import SourceError
from .parsing import parse
from .record import Answer, ParsedPage
from .sources import READERS, find_pages, read_page
from .sources.flow import at_address
from .stores.parses import Parses
from .telling import telling
from .withdrawals import FILE_NAME as WITHDRAWN
from .withdrawals import Withdrawal, read_withdrawals
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


def seed_files(folder: Path, reading: Reading) -> list[Path]:
    """Everything of a folder that the record is made from; whatever else lies there, pages too, is left alone."""
    curated = [folder / name for name in (NOTES, ALTERNATES, WITHDRAWN, CAPTURES)]
    pages = sorted({page.page.source: page.page.id for page in reading.captured if not page.earlier}.items())
    of_pages = [path for name, _ in pages for path in (folder / name, folder / (name + CORRECTIONS))]
    earlier = [path for _, stem in pages for path in sorted((folder / EARLIER / stem).rglob("*"))]
    found = (*of_pages, *curated, *earlier)
    return [path for path in found if path.is_file() and not path.is_symlink() and path.name[0] != "."]


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
    served, doubtful = serve(captured.pages, withdrawals)
    return Reading(served, captured.pages, captured.fresh, (*captured.problems, *doubtful))


def serve(
    captured: Sequence[ParsedPage], withdrawals: Sequence[Withdrawal]
) -> tuple[tuple[ParsedPage, ...], tuple[str, ...]]:
    """The pages as they are served, and what is doubtful about withdrawals."""
    pages, doubtful = withhold(captured, withdrawals)
    return _silenced(captured, pages), doubtful


def _silenced(captured: Sequence[ParsedPage], pages: Sequence[ParsedPage]) -> tuple[ParsedPage, ...]:
    """The pages whose answers forget every earlier or further wording that says what was withdrawn elsewhere."""
    if not any(page.withheld for page in pages):
        return tuple(pages)
    tells = telling(captured, pages)

    def silenced(answer: Answer) -> Answer:
        editions = tuple(each for each in answer.editions if not (tells(each.question) or tells(each.response)))
        return replace(
            answer, editions=editions, alternates=tuple(each for each in answer.alternates if not tells(each))
        )

    return tuple(replace(page, answers=tuple(map(silenced, page.answers))) for page in pages)


def read_captured(folder: Path, progress: Progress, parses: Parses | None = None) -> Captured:
    """Every page that can be read, and what is wrong with the others; `parses` spare parsing what did not change."""
    notes, problems = read_notes(folder)
    known = read_captures(folder)
    wordings, unread = read_alternates(folder)
    problems += unread
    pages: list[ParsedPage] = []
    fresh: list[ParsedPage] = []
    paths = find_pages(folder)
    problems += stray_corrections(folder, {path.stem for path in paths})
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
        page, unfit = corrected(page, folder)
        problems += unfit
        if page.answers:
            page, strays = attach(page, wordings.get(path.name, {}))
            problems += strays
            meeting = located(curate(page.meeting, notes.get(path.name)), known.get(page.page.id))
            pages.append(replace(page, meeting=meeting))
        else:
            problems.append(f"{path}: no questions were found, so it was left out. See: onrecord parse {path}")
        progress("parsing", done, len(paths))
    read, unread = with_editions(pages, known, folder)
    return Captured(tuple(map(_linked, read)), tuple(fresh), (*problems, *unread))


def read_file(path: Path) -> tuple[ParsedPage, tuple[str, ...]]:
    """One page with its corrections and its note, whatever was withdrawn, and the corrections that fit nothing."""
    page, problems = corrected(parse(read_page(path)), path.parent)
    return _linked(read_note(path, page)), problems


def _linked(page: ParsedPage) -> ParsedPage:
    """A page whose links start from where it was published."""
    return replace(page, page=at_address(page.page, page.meeting.url))


def corrected(page: ParsedPage, folder: Path) -> tuple[ParsedPage, tuple[str, ...]]:
    """A page with the corrections that stand in a folder, and what is wrong with them."""
    corrections, problems = read_corrections(folder, page.page.source)
    page, unfit = correct(page, corrections)
    return page, (*problems, *unfit)
