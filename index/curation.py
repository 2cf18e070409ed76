"""What people add to the pages: `meetings.toml` (addresses; dates, with evidence), `alternates.toml` (wordings)."""

from __future__ import annotations

import datetime as dt
import glob
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, HttpUrl, TypeAdapter, ValidationError, model_validator

from .captures import PageCaptures, read_captures
from .parsing import date_in_address
from .record import DateBasis, Meeting, ParsedPage
from .sources import find_pages
from .toml_tables import read_tables, why

FILE_NAME = "meetings.toml"
ALTERNATES = "alternates.toml"
WORDING_LENGTH = (3, 500)
"""Characters of a further wording: at least, at most."""
_ALTERNATES = TypeAdapter(
    dict[str, list[Annotated[str, Field(min_length=WORDING_LENGTH[0], max_length=WORDING_LENGTH[1])]]]
)


class MeetingNote(BaseModel):
    """One table of `meetings.toml`, named after a page's file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str | None = None
    kind: str | None = None
    theme: str | None = None
    date: dt.date | None = None
    published: dt.date | None = None
    url: HttpUrl | None = None
    evidence: str | None = None

    @model_validator(mode="after")
    def _date_has_evidence(self) -> MeetingNote:
        if self.date and not self.evidence:
            raise ValueError("a date needs its evidence: say how it is known")
        return self


def read_alternates(folder: Path) -> tuple[dict[str, dict[str, list[str]]], list[str]]:
    """The further wordings of a folder's `alternates.toml`, by file name and label's digits, and what is wrong.

    A table that cannot be read is left out and reported; the others count.
    """
    found: dict[str, dict[str, list[str]]] = {}
    problems = []
    for where, table in read_tables(folder / ALTERNATES):
        try:
            for given, value in tomllib.loads(table).items():
                name = _present(folder, given)
                found[name] = _ALTERNATES.validate_python(value)
                if not (folder / name).is_file():
                    problems.append(f"{where}: {name!r} is not a page in {folder}. Mend the name or add the page.")
        except (tomllib.TOMLDecodeError, ValidationError) as error:
            problems.append(
                f"{where}: these alternates were left out ({why(error, 'note')}). Mend them and index again."
            )
    return found, problems


def read_notes(folder: Path) -> tuple[dict[str, MeetingNote], list[str]]:
    """The notes of a folder's `meetings.toml` by file name, and what is wrong with single notes.

    A note that cannot be right is left out and reported; the others count.
    """
    notes: dict[str, MeetingNote] = {}
    problems = []
    for where, table in read_tables(folder / FILE_NAME):
        try:
            for given, value in tomllib.loads(table).items():
                name = _present(folder, given)
                if name in notes:
                    problems.append(f"{where}: {name!r} has a table already; this one was left out. Join the two.")
                elif (folder / name).is_file():
                    notes[name] = MeetingNote.model_validate(value)
                else:
                    problems.append(f"{where}: {name!r} is not a page in {folder}. Mend the name or add the page.")
        except (tomllib.TOMLDecodeError, ValidationError) as error:
            problems.append(f"{where}: this note was left out ({why(error, 'note')}). Mend it and index again.")
    return notes, problems


def addresses(folder: Path) -> dict[str, str]:
    """Where the pages of a folder are published, by the stem of their file, as far as that is known."""
    notes, _ = read_notes(folder)
    noted = {Path(name).stem: str(note.url) for name, note in notes.items() if note.url}
    fetched = {stem: known.address for stem, known in read_captures(folder).items()}
    return {path.stem: known[path.stem] for path in find_pages(folder) if path.stem in (known := noted | fetched)}


def _present(folder: Path, name: str) -> str:
    """The name of a page's file now: a later capture may be of another format."""
    if (folder / name).is_file():
        return name
    others = sorted(path.name for path in folder.glob(f"{glob.escape(Path(name).stem)}.*") if path.is_file())
    return others[0] if others else name


def read_note(path: Path, parsed: ParsedPage) -> ParsedPage:
    """A page with what the `meetings.toml` and the `captures.toml` beside it say of its meeting, if there are any."""
    notes, _ = read_notes(path.parent)
    known = read_captures(path.parent).get(path.stem)
    return replace(parsed, meeting=located(curate(parsed.meeting, notes.get(path.name)), known))


def attach(parsed: ParsedPage, wordings: Mapping[str, Sequence[str]]) -> tuple[ParsedPage, list[str]]:
    """A page whose answers have their further wordings, and the labels that no answer has."""
    numbers = {re.sub(r"\D", "", answer.label): answer.id for answer in reversed(parsed.answers)}
    by_id = {numbers[label]: tuple(texts) for label, texts in wordings.items() if label in numbers}
    answers = tuple(replace(answer, alternates=by_id.get(answer.id, ())) for answer in parsed.answers)
    strays = [
        f"{ALTERNATES}: {parsed.page.source} has no answer {label}. Mend the label."
        for label in wordings
        if label not in numbers
    ]
    return replace(parsed, answers=answers), strays


def curate(meeting: Meeting, note: MeetingNote | None) -> Meeting:
    """A meeting with what its note adds. A curated date goes before a stated one; an address may date it too."""
    if note is None:
        return meeting
    url = str(note.url) if note.url else meeting.url
    given: Mapping[str, object] = note.model_dump(include={"title", "kind", "theme", "published"}, exclude_none=True)
    curated = replace(meeting, url=url, evidence=note.evidence, **given)  # type: ignore[arg-type]
    if note.date:
        return replace(curated, date=note.date, date_basis=DateBasis.CURATED)
    in_address = date_in_address(url) if url and not meeting.date else None
    return replace(curated, date=in_address, date_basis=DateBasis.ADDRESS) if in_address else curated


def located(meeting: Meeting, known: PageCaptures | None) -> Meeting:
    """A meeting with what is known of its page's captures: its address, which may date it, and whether it is gone."""
    if known is None:
        return meeting
    noted = (
        meeting if meeting.url else curate(meeting, MeetingNote(url=HttpUrl(known.address), evidence=meeting.evidence))
    )
    return replace(noted, gone=known.gone)
