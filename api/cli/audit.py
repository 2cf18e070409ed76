"""onrecord audit: who did what, and when."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Annotated, Any

import typer
from rich.markup import escape

from ..ledger import Entry, Wanted
from .console import DataOption, DayOption, JsonOption, console, day_of, print_json, table_of
from .office import open_desk


@dataclass(frozen=True, slots=True)
class Line:
    """One line, as printed with --json; `at` is UTC."""

    at: dt.datetime
    who: str
    action: str
    subject: str
    detail: dict[str, Any]


def audit(
    who: Annotated[str | None, typer.Option(help="Only what one person did.", show_default=False)] = None,
    action: Annotated[str | None, typer.Option(help="Only one kind of deed.", show_default=False)] = None,
    since: DayOption = None,
    until: DayOption = None,
    most: Annotated[int, typer.Option(min=1, help="At most so many lines.")] = 1000,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the audit log, newest first; days are UTC."""
    with open_desk(data) as desk:
        entries = desk.ledger.audit.entries(Wanted(who, action, day_of(since), day_of(until)), most)
    lines = [_line(entry) for entry in entries]
    if as_json:
        print_json(lines)
        return
    table = table_of("time (UTC)", "who", "action", "subject", text="details")
    for line in lines:
        detail = ", ".join(f"{name}: {value}" for name, value in line.detail.items())
        told = (f"{line.at:%Y-%m-%d %H:%M:%S}", line.who, line.action, line.subject, detail)
        table.add_row(*map(escape, told))
    console.print(table)


def _line(entry: Entry) -> Line:
    return Line(entry.at.replace(tzinfo=dt.UTC), entry.who, entry.action, entry.subject, json.loads(entry.detail))
