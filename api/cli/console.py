"""What the verbs share: consoles, common options, settings with the options put in."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import TypeAdapter
from rich import box
from rich.console import Console
from rich.table import Table

from ..settings import Settings, load_settings

console = Console(highlight=False)
errors = Console(stderr=True, highlight=False)

DataOption = Annotated[Path | None, typer.Option("--data", help="Folder of the index (.onrecord).", show_default=False)]
DayOption = Annotated[
    dt.datetime | None,
    typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="A day, as 2026-11-22.", show_default=False),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print data for programs.")]


def settings_with(data: Path | None = None, seeds: Path | None = None) -> Settings:
    """The settings, with what the command line says in place of the environment."""
    settings = load_settings()
    given = {name: path for name, path in (("data", data), ("seeds", seeds)) if path is not None}
    return settings.model_copy(update={"index": settings.index.model_copy(update=given)})


def day_of(given: dt.datetime | None) -> dt.date | None:
    """The day of a `DayOption`."""
    return given.date() if given else None


def table_of(*columns: str, text: str) -> Table:
    """A table whose last column, `text`, takes what room is left and is cut to it."""
    table = Table(box=box.SIMPLE, expand=True)
    for column in columns:
        table.add_column(column, no_wrap=True)
    table.add_column(text, no_wrap=True, overflow="ellipsis", ratio=1)
    return table


def print_json(value: Any) -> None:  # noqa: ANN401 - whatever pydantic can serialise
    """One value as JSON on standard output, nothing else."""
    adapter: TypeAdapter[Any] = TypeAdapter(type(value))
    sys.stdout.write(adapter.dump_json(value, indent=2, by_alias=True).decode() + "\n")
