"""The record as tables for other programs; of what was withdrawn only where it was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from pydantic import TypeAdapter

from .record import Answer, Meeting, ParsedPage, Reference, Withheld
from .relations import Relation

Row = dict[str, Any]
"""By column; values as JSON has them."""
_CITED = ("meeting", "date", "date_basis", "url", "gone")
_CAPTURE = ("source", "sha256", "media_type")


@dataclass(frozen=True, slots=True)
class Table:
    """A name, the columns in order, and rows that have them all."""

    name: str
    columns: tuple[str, ...]
    rows: list[Row]


def tables_of(pages: Sequence[ParsedPage], relations: Sequence[Relation]) -> list[Table]:
    """The whole record, in its order."""
    answers = [(page, answer) for page in pages for answer in page.answers]
    references = [(answer, each) for _, answer in answers for each in answer.references]
    return [
        _table("meetings", (*_names(Meeting), *_CAPTURE, "answers"), (_meeting(page) for page in pages)),
        _table("answers", (*_names(Answer), *_CITED, *_CAPTURE), (_answer(page, answer) for page, answer in answers)),
        _table("references", ("of", *_names(Reference)), ({"of": one.id, **_row(each)} for one, each in references)),
        _table("relations", _names(Relation), map(_row, relations)),
        _table(
            "withheld",
            (*_names(Withheld), *_CAPTURE),
            ({**_row(each), **_capture(page)} for page in pages for each in page.withheld),
        ),
    ]


def _table(name: str, columns: tuple[str, ...], rows: Iterable[Row]) -> Table:
    return Table(name, columns, list(rows))


def _meeting(page: ParsedPage) -> Row:
    return {**_row(page.meeting), **_capture(page), "answers": len(page.answers)}


def _answer(page: ParsedPage, answer: Answer) -> Row:
    """Every field of an answer, and what it takes to cite it."""
    meeting = _row(page.meeting)
    cited = {"meeting": meeting["title"], **{name: meeting[name] for name in _CITED[1:]}}
    return {**_row(answer), **cited, **_capture(page)}


def _capture(page: ParsedPage) -> Row:
    return dict(zip(_CAPTURE, (page.page.source, page.page.shown_sha256, page.page.media_type), strict=True))


def _row(value: object) -> Row:
    row: Row = TypeAdapter(type(value)).dump_python(value, mode="json")
    return row


def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
