"""Adds one page to a folder of pages by hand: looked at first, then written with its note, both or neither.

The note is written before the page, since a note without its page says nothing. Whoever was killed in between adds the
page again.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from .captures import read_captures
from .corrections import corrections_of
from .curation import FILE_NAME, MeetingNote, curate, read_notes
from .errors import AddingError, SourceError
from .matching import match, same_words
from .models import file_sha256
from .parsing import parse
from .reading import corrected
from .record import Page, ParsedPage
from .sources import find_pages, read_page
from .stores.files import alone, replace_file
from .taking import NewCapture, digest_of, take_alone
from .toml_tables import with_table


@dataclass(frozen=True, slots=True)
class Addition:
    """A page that somebody wants to add as `name`, read as it would be there, and what is there already.

    `twin` is the page of the folder that has the same bytes; `present` the page of the same name, whatever its format,
    and `added`, `changed` and `lost` are labels of what is different of it. `unfit`: corrections that fit nothing.
    """

    name: str
    content: bytes
    note: MeetingNote
    parsed: ParsedPage
    unfit: tuple[str, ...]
    twin: str | None
    present: ParsedPage | None
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def look_at(folder: Path, name: str, content: bytes, note: MeetingNote, origin: str) -> Addition:
    """A page as it would be read in a folder under a name; `origin` is what messages call it.

    Raises SourceError when it cannot be read.
    """
    parsed = _read(name, content, origin)
    present = next((path for path in find_pages(folder) if path.stem == parsed.page.id), None)
    former = parse(read_page(present)) if present else None
    added, changed, lost = _differences(former, parsed) if former else ((), (), ())
    page, unfit = corrected(parsed, folder)
    told = read_notes(folder)[0].get(name, MeetingNote()).model_copy(update=note.model_dump(exclude_none=True))
    return Addition(
        name=name,
        content=content,
        note=note,
        parsed=replace(page, meeting=curate(page.meeting, told)),
        unfit=unfit,
        twin=_twin(folder, parsed.page.sha256),
        present=former,
        added=added,
        changed=changed,
        lost=lost,
    )


def add(
    folder: Path,
    addition: Addition,
    *,
    capture: NewCapture | None = None,
    anyway: bool = False,
    replacing: bool = False,
    dry_run: bool = False,
) -> None:
    """Write a page and its note; `capture` says where and when the page comes from, if that is known.

    Raises AddingError when it may not be added: unless `anyway`, a page without questions; unless `replacing`, a page
    whose name is taken. With `replacing` the former capture stays, as an earlier one.
    """
    try:
        with alone(folder):
            _add(folder, addition, capture, anyway=anyway, replacing=replacing, dry_run=dry_run)
    except OSError as error:
        raise AddingError(
            f"{folder}: cannot be written ({error.strerror}). Look for a full disk or missing rights, then add "
            "the page again."
        ) from None


def _add(
    folder: Path, addition: Addition, capture: NewCapture | None, *, anyway: bool, replacing: bool, dry_run: bool
) -> None:
    path, values = folder / FILE_NAME, _values(addition.note)
    notes = with_table(path, addition.name, values) if values else None
    told = notes is None or (path.exists() and path.read_text(encoding="utf-8-sig") == notes)
    pending = not told or (capture is not None and not _is_known(folder, addition.parsed.page))
    _check_same(folder, addition)
    _check_new(folder, addition, pending)
    _check_whole(folder, addition, capture, anyway=anyway, replacing=replacing)
    if dry_run:
        return
    if notes is not None and not told:
        replace_file(path, notes)
    taken = take_alone(folder, capture, allow_shrink=replacing).file if capture else None
    if taken is None and addition.twin is None:
        replace_file(folder / addition.name, addition.content)


def _is_known(folder: Path, page: Page) -> bool:
    known = read_captures(folder).get(page.id)
    return known is not None and known.sha256 == page.sha256


def _check_same(folder: Path, addition: Addition) -> None:
    """Refuse to write over what was not looked at."""
    seen = addition.present.page.sha256 if addition.present else None
    if digest_of(folder, addition.parsed.page.id) != seen:
        raise AddingError(f"{folder / addition.name} was written by somebody else meanwhile. Add the page again.")


def _check_new(folder: Path, addition: Addition, pending: bool) -> None:
    """Refuse what is in the folder already, unless something of it was left undone."""
    twin = addition.twin
    if twin and (twin != addition.name or not pending):
        raise AddingError(f"this page is in {folder} already, byte for byte, as {twin}. Nothing was written.")
    present = addition.present
    if present and not twin and same_words(present.page.text, addition.parsed.page.text):
        raise AddingError(f"{folder / present.page.source} says the same already, word for word. Nothing was written.")


def _check_whole(
    folder: Path, addition: Addition, capture: NewCapture | None, *, anyway: bool, replacing: bool
) -> None:
    """Refuse what would take something away, or give nothing."""
    present = addition.present if not addition.twin else None
    if not addition.parsed.answers and (present or not anyway):
        raise AddingError(
            "no questions were found on this page. If there are some, add it with --anyway and say where they are in "
            f"{corrections_of(folder, addition.name)}."
        )
    if present and not replacing:
        raise AddingError(
            f"{folder / present.page.source} is there already and says something else ({_told(addition)}). Take this "
            "as a new capture of it with --replace, or from its site with onrecord fetch; or add it with --name."
        )
    if present and capture is None:
        raise AddingError(
            f"{folder / present.page.source}: a new capture needs to know where the page is published, so that the "
            "former one is kept with it. Say so with --address."
        )


def _told(addition: Addition) -> str:
    parts = (("new", addition.added), ("changed", addition.changed), ("would be lost", addition.lost))
    return "; ".join(f"{what}: {', '.join(labels)}" for what, labels in parts if labels) or "no answer is different"


def _read(name: str, content: bytes, origin: str) -> ParsedPage:
    with TemporaryDirectory() as room:
        path = Path(room) / name
        path.write_bytes(content)
        try:
            return parse(read_page(path))
        except SourceError as error:
            raise SourceError(str(error).replace(str(path), origin)) from None


def _differences(former: ParsedPage, parsed: ParsedPage) -> tuple[tuple[str, ...], ...]:
    """Labels of the answers that only the later one has, that say something else in it, and that it lacks."""
    kept = match(former.answers, parsed.answers)
    before = {kept[answer.id]: answer for answer in former.answers if answer.id in kept}
    added = tuple(answer.label for answer in parsed.answers if answer.id not in before)
    changed = tuple(
        answer.label
        for answer in parsed.answers
        if (one := before.get(answer.id))
        and not (same_words(one.question, answer.question) and same_words(one.response, answer.response))
    )
    return added, changed, tuple(answer.label for answer in former.answers if answer.id not in kept)


def _twin(folder: Path, sha256: str) -> str | None:
    pages = (path for path in find_pages(folder) if path.is_file())
    return next((path.name for path in pages if file_sha256(path) == sha256), None)


def _values(note: MeetingNote) -> dict[str, object]:
    """What a note says, as TOML can hold it."""
    given = note.model_dump(exclude_none=True)
    return {name: value if isinstance(value, dt.date) else str(value) for name, value in given.items()}
