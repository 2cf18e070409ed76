"""What people add to the pages: `meetings.toml` (addresses; dates, with evidence), `alternates.toml` (wordings)."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, HttpUrl, TypeAdapter, ValidationError, model_validator

from .errors import CurationError
from .parsing import date_in_address
from .record import DateBasis, Meeting, ParsedPage

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
    for where, table in _tables(folder / ALTERNATES):
        try:
            for name, value in tomllib.loads(table).items():
                found[name] = _ALTERNATES.validate_python(value)
                if not (folder / name).is_file():
                    problems.append(f"{where}: {name!r} is not a page in {folder}. Mend the name or add the page.")
        except (tomllib.TOMLDecodeError, ValidationError) as error:
            problems.append(f"{where}: these alternates were left out ({_why(error)}). Mend them and index again.")
    return found, problems


def read_notes(folder: Path) -> tuple[dict[str, MeetingNote], list[str]]:
    """The notes of a folder's `meetings.toml` by file name, and what is wrong with single notes.

    A note that cannot be right is left out and reported; the others count.
    """
    notes: dict[str, MeetingNote] = {}
    problems = []
    for where, table in _tables(folder / FILE_NAME):
        try:
            for name, value in tomllib.loads(table).items():
                if name in notes:
                    problems.append(f"{where}: {name!r} has a table already; this one was left out. Join the two.")
                elif (folder / name).is_file():
                    notes[name] = MeetingNote.model_validate(value)
                else:
                    problems.append(f"{where}: {name!r} is not a page in {folder}. Mend the name or add the page.")
        except (tomllib.TOMLDecodeError, ValidationError) as error:
            problems.append(f"{where}: this note was left out ({_why(error)}). Mend it and index again.")
    return notes, problems


def _tables(path: Path) -> Iterator[tuple[str, str]]:
    """Each table of a TOML file by itself, with its place, so that one mistake does not cost the others."""
    if not path.is_file():
        return
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CurationError(f"{path}: cannot be read ({error}). Save it as UTF-8 text and index again.") from None
    line = 1
    for table in re.split(r"(?m)^(?=\[)", text):
        yield f"{path}, line {line}", table
        line += table.count("\n")


def _why(error: tomllib.TOMLDecodeError | ValidationError) -> str:
    if isinstance(error, ValidationError):
        return "; ".join(f"{'.'.join(map(str, e['loc'])) or 'note'}: {e['msg']}" for e in error.errors())
    return f"{error}, counted from the table's first line"


def read_note(path: Path, parsed: ParsedPage) -> ParsedPage:
    """A page with what the `meetings.toml` beside it says of its meeting, if there is one."""
    notes, _ = read_notes(path.parent)
    return replace(parsed, meeting=curate(parsed.meeting, notes.get(path.name)))


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
