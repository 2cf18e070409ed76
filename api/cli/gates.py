"""onrecord gates: fit the gates' reading of questions on their examples."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.table import Table

from bot import Gate, Training, train_gates
from index import open_model

from .console import DataOption, JsonOption, console, print_json, settings_with


def train_gates_file(
    examples: Annotated[
        Path | None, typer.Argument(help="In place of bot/gates/examples.jsonl.", show_default=False)
    ] = None,
    data: DataOption = None,
    save: Annotated[Path | None, typer.Option(help="Put the fits into this folder.", show_default=False)] = None,
    as_json: JsonOption = False,
) -> None:
    """Fit how the gates read a question, by words and by meaning, on bot/gates/examples.jsonl."""
    settings = settings_with(data)
    embedder = open_model(settings.index)
    trainings = train_gates(
        embedder.embed_questions, settings.index.model, embedder.fingerprint, *filter(None, [examples])
    )
    for training in trainings:
        if save:
            training.fit.save(save)
    if as_json:
        print_json([training.fit.about for training in trainings])
        return
    for training in trainings:
        _print(training)


def _print(training: Training) -> None:
    about = training.fit.about
    by = f"by words and {about.model}" if about.model else "by words alone"
    console.print(f"{about.examples} examples, five-fold cross-validation, {by}, without rules:")
    table = Table("example of", "closes it", "closes any", "no answers follow", box=box.SIMPLE)
    for gate in (*Gate, None):
        closed = training.verdicts(gate)
        right = sum(each.gate is gate for each in closed if each)
        withheld = sum(not each.answers_follow for each in closed if each)
        shares = [f"{part / len(closed):.1%}" for part in (right, sum(map(bool, closed)), withheld)]
        table.add_row(gate or "nothing", *shares)
    console.print(table)
    console.print(", ".join(f"{name} {bar:.3f}" for name, bar in about.bars.model_dump().items()))
