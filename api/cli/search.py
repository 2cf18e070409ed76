"""onrecord search: the closest answers in rank order."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import Annotated

import typer
from rich.markup import escape

from bot import Bot, Result
from index import Index

from .console import DataOption, JsonOption, console, print_json, settings_with, table_of


@dataclass(frozen=True, slots=True)
class Results:
    """What is printed with --json: the same as GET /search."""

    results: list[Result]


def search(
    query: Annotated[str, typer.Argument(help="Words or a question.")],
    k: Annotated[int, typer.Option("-k", "--k", min=1, max=100, help="How many results.")] = 10,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the published answers closest to a query, without gates or threshold."""
    settings = settings_with(data)
    with closing(Index.open(settings.index)) as index:
        results = Bot.open(index, settings.bot).search(query, k)
    if as_json:
        print_json(Results(results))
    else:
        _show(results)


def _show(results: list[Result]) -> None:
    table = table_of("score", "band", "date", "answer", text="question")
    for result in results:
        date = str(result.citation.date or "not known")
        table.add_row(
            f"{result.score:.2f}", result.band or "", date, result.id, escape(" ".join(result.question.split()))
        )
    console.print(table)
