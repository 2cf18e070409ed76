"""What people add to the pages: `meetings.toml` supplies addresses and dates, each date with its evidence."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from pydantic import BaseModel, ConfigDict, HttpUrl, ValidationError, model_validator

from .errors import CurationError
from .parsing import date_in_address
from .record import DateBasis, Meeting, ParsedPage

FILE_NAME = "meetings.toml"


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


def read_notes(folder: Path) -> tuple[dict[str, MeetingNote], list[str]]:
    """The notes of a folder's `meetings.toml` by file name, and what is wrong with single notes.

    A note that cannot be right is left out and reported; the others count.
    """
    path = folder / FILE_NAME
    if not path.is_file():
        return {}, []
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CurationError(f"{path}: cannot be read ({error}). Save it as UTF-8 text and index again.") from None
    notes: dict[str, MeetingNote] = {}
    problems = []
    for where, table in _tables(text):
        try:
            for name, value in tomllib.loads(table).items():
                if (folder / name).is_file():
                    notes[name] = MeetingNote.model_validate(value)
                else:
                    problems.append(
                        f"{path}, {where}: {name!r} is not a page in {folder}. Mend the name or add the page."
                    )
        except (tomllib.TOMLDecodeError, ValidationError) as error:
            problems.append(f"{path}, {where}: this note was left out ({_why(error)}). Mend it and index again.")
    return notes, problems


def _tables(text: str) -> Iterator[tuple[str, str]]:
    """Each table of the file by itself, so that one mistake does not cost the others."""
    line = 1
    for table in re.split(r"(?m)^(?=\[)", text):
        yield f"line {line}", table
        line += table.count("\n")


def _why(error: tomllib.TOMLDecodeError | ValidationError) -> str:
    if isinstance(error, ValidationError):
        return "; ".join(f"{'.'.join(map(str, e['loc'])) or 'note'}: {e['msg']}" for e in error.errors())
    return f"{error}, counted from the table's first line"


def read_note(path: Path, parsed: ParsedPage) -> ParsedPage:
    """A page with what the `meetings.toml` beside it says of its meeting, if there is one."""
    notes, _ = read_notes(path.parent)
    return replace(parsed, meeting=curate(parsed.meeting, notes.get(path.name)))


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
