"""onrecord ledger: what is held of people, for their requests; and how it is deleted."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from pydantic import TypeAdapter
from rich.markup import escape

from ..errors import FormError, LedgerError
from ..ledger import Found
from .console import DataOption, DayOption, JsonOption, console, day_of, errors, print_json, table_of
from .office import Desk, open_desk

app = typer.Typer(help="What is held of people: found, exported, deleted.", no_args_is_help=True)

Text = Annotated[str, typer.Argument(help="A name, an address, a number: what to look for, in capitals or not.")]
_FOUND = TypeAdapter(Sequence[Found])


@app.command()
def find(text: Text, data: DataOption = None, as_json: JsonOption = False) -> None:
    """Show every row of every table that holds a text."""
    with open_desk(data) as desk:
        found = _found(desk, text, "looked for")
    if as_json:
        print_json(list(found))
        return
    table = table_of("table", "row", text="what it says")
    for each in found:
        says = "; ".join(f"{name}: {value}" for name, value in each.row.items() if name != "id" and value is not None)
        table.add_row(each.table, str(each.row["id"]), escape(" ".join(says.split())))
    console.print(table)
    errors.print(f"{len(found)} rows hold it.")


@app.command()
def export(
    text: Text,
    to: Annotated[Path, typer.Option(help="File to write, which must not be there yet.")],
    data: DataOption = None,
) -> None:
    """Write every row that holds a text into a file of JSON, for whoever asked what is held of them."""
    with open_desk(data) as desk:
        found = _found(desk, text, "exported")
        try:
            handle = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise LedgerError(f"{to} cannot be written: {error.strerror}. Name another file with --to.") from None
        with os.fdopen(handle, "wb") as file:
            file.write(_FOUND.dump_json(found, indent=2) + b"\n")
    errors.print(f"{len(found)} rows were written to {escape(str(to))}.")


@app.command()
def forget(
    before: DayOption = None,
    holding: Annotated[str | None, typer.Option(help="Only what holds a text.", show_default=False)] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be deleted.")] = False,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Delete what residents typed or said: before a day, or holding a text, or both."""
    if before is None and not holding:
        raise FormError("say what to forget: --before DATE, --holding TEXT, or both")
    with open_desk(data) as desk:
        gone = desk.ledger.held.forget(desk.who, before=day_of(before), holding=holding, dry=dry_run)
    if as_json:
        print_json(gone)
    else:
        counts = ", ".join(f"{count} of {table}" for table, count in gone.items())
        errors.print(f"{'would be deleted' if dry_run else 'deleted'}: {counts}")


def _found(desk: Desk, text: str, action: str) -> Sequence[Found]:
    """What holds a text; the log says that somebody looked, and not for what."""
    if not text.strip():
        raise FormError("say what to look for")
    found = desk.ledger.held.find(text)
    desk.ledger.audit.write(desk.who, action, "ledger", dict(Counter(each.table for each in found)))
    return found
