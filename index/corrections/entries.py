"""`<page's file>.corrections.toml` beside a page: what its parser got wrong, said by quoting words of the page.

Quotes, not offsets, so that a correction outlives another capture. No entry can put words into the record: it only
says where a question or a response begins and ends on the page, or what it is.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError, model_validator

from ..errors import CurationError
from ..record import AnsweredBy, Outcome
from ..toml_tables import read_tables, why

ENDING = ".corrections.toml"
BY_HAND = "corrected by hand"

_Quote = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
_Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]  # empty: there is none
_Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500, pattern=r"^[^\x00-\x1f\x7f]+$")
]
_Label = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^([A-Za-z][A-Za-z .]{0,11})?\d{1,3}[a-z]?$")]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    why: _Line
    by: _Line | None = None


class NotAQuestion(_Entry):
    """A line is not a question's label: its text belongs to what stands above it."""

    kind: Literal["not_a_question"]
    line: _Quote


class NotAnAnswer(_Entry):
    """What was taken for an answer is none."""

    kind: Literal["not_an_answer"]
    label: _Line


class MissedQuestion(_Entry):
    """A question begins with these words; it is cut out of the answer in which they stand.

    Without `ends` it goes to the end of the line, without `response_begins` the response follows at once, without
    `response_ends` it goes as far as the one it is cut out of.
    """

    kind: Literal["question"]
    label: _Label
    begins: _Quote
    ends: _Quote | None = None
    response_begins: _Quote | None = None
    response_ends: _Quote | None = None


class Changed(_Entry):
    """Where the parts of an answer begin and end, and what it is; `topic` and `asked_from` are words of the page."""

    kind: Literal["answer"]
    label: _Line
    question_begins: _Quote | None = None
    question_ends: _Quote | None = None
    response_begins: _Quote | None = None
    response_ends: _Quote | None = None
    same_response_as: _Line | None = None
    topic: _Words | None = None
    asked_from: _Words | None = None
    answered_by: AnsweredBy | None = None
    outcome: Outcome | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Changed:
        if not self.model_fields_set - {"kind", "label", "why", "by"}:
            raise ValueError("say what is different: question_begins, response_ends, topic, outcome, …")
        if self.same_response_as and (self.response_begins or self.response_ends):
            raise ValueError("same_response_as and response_begins or response_ends exclude each other")
        return self


class Pointer(_Entry):
    """Words of a response point to the answer of that label; to none when it is empty."""

    kind: Literal["reference"]
    label: _Line
    words: _Quote
    points_to: _Words


class MeetingDate(_Entry):
    """The date in these words is the meeting's."""

    kind: Literal["meeting_date"]
    words: _Quote


Entry = NotAQuestion | NotAnAnswer | MissedQuestion | Changed | Pointer | MeetingDate
_FILE = TypeAdapter(dict[str, list[dict[str, object]]])
_ENTRY: TypeAdapter[Entry] = TypeAdapter(Annotated[Entry, Field(discriminator="kind")])


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry, and its place as messages name it."""

    place: str
    entry: Entry


def corrections_of(folder: Path, source: str) -> Path:
    """The file of a page's corrections, whether there is one or not; `source` is the page's file name.

    Where a later capture is of another format, the file of the former one holds.
    """
    own, stem = folder / f"{source}{ENDING}", Path(source).stem
    others = [] if own.exists() else [path for path in sorted(folder.glob(f"*{ENDING}")) if _stem(path) == stem]
    return others[0] if others else own


def stray_corrections(folder: Path, stems: Collection[str]) -> list[str]:
    """What is wrong with files of corrections that belong to no page; `stems` are the pages' names."""
    return [
        f"{path}: there is no page {path.name.removesuffix(ENDING)} here. Mend the file's name, or take it away."
        for path in sorted(folder.glob(f"*{ENDING}"))
        if _stem(path) not in stems
    ]


def read_corrections(folder: Path, source: str) -> tuple[tuple[Correction, ...], tuple[str, ...]]:
    """A page's corrections in order, and what is wrong with entries that had to be left out."""
    found: list[Correction] = []
    problems: list[str] = []
    try:
        for place, table in read_tables(corrections_of(folder, source)):
            try:
                found += [Correction(place, entry) for entry in _entries(table)]
            except (tomllib.TOMLDecodeError, ValidationError) as error:
                what = why(error, "entry")
                problems.append(f"{place}: this correction was left out ({what}). Mend it and index again.")
            except CurationError as error:
                problems.append(f"{place}: {error}")
    except CurationError as error:
        problems.append(str(error))
    return tuple(found), tuple(problems)


def _stem(path: Path) -> str:
    return Path(path.name.removesuffix(ENDING)).stem


def _entries(table: str) -> list[Entry]:
    tables = _FILE.validate_python(tomllib.loads(table))
    if strays := tables.keys() - {"correction"}:
        raise CurationError(f"[[{min(strays)}]] is no entry and was left out. Entries are headed [[correction]].")
    return [_ENTRY.validate_python(each) for each in tables.get("correction", [])]
