"""onrecord gates: fit the gates' reading of meaning on their examples."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.table import Table

from bot import Gate, train_gates, write_meaning
from index import open_model

from .console import DataOption, JsonOption, console, print_json, settings_with


def train_gates_file(
    data: DataOption = None,
    save: Annotated[Path | None, typer.Option(help="Put the fit into this file.", show_default=False)] = None,
    as_json: JsonOption = False,
) -> None:
    """Fit how the gates read a question's meaning, for the embedding model in use, on bot/gates/examples.jsonl."""
    settings = settings_with(data)
    embedder = open_model(settings.index)
    training = train_gates(embedder.embed_questions, settings.index.model, embedder.fingerprint)
    fit = training.fit
    if save:
        write_meaning(fit, save)
    if as_json:
        print_json(fit)
        return
    table = Table("example of", "closes it", "closes any", "no answers follow", box=box.SIMPLE)
    for gate in (*Gate, None):
        closed = training.verdicts(gate)
        right = sum(each.gate is gate for each in closed if each)
        withheld = sum(not each.answers_follow for each in closed if each)
        shares = [f"{part / len(closed):.1%}" for part in (right, sum(map(bool, closed)), withheld)]
        table.add_row(gate or "nothing", *shares)
    console.print(f"{fit.model}, {fit.examples} examples, five-fold cross-validation, by meaning and likeness alone:")
    console.print(table)
    console.print(", ".join(f"{name} {bar:.3f}" for name, bar in fit.bars.model_dump().items()))
