"""onrecord calibrate: fit the confidence on questions with known answers."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.table import Table

from bot import Bot, calibrate, read_questions, write_fit
from index import Index

from .console import DataOption, JsonOption, console, print_json, settings_with


def calibrate_files(
    files: Annotated[list[Path], typer.Argument(help="Questions as JSON Lines, as for eval.")],
    data: DataOption = None,
    save: Annotated[Path | None, typer.Option(help="Put the fit into this file.", show_default=False)] = None,
    as_json: JsonOption = False,
) -> None:
    """Fit how likely an answer is right, and the thresholds of the bands, for the embedding model in use."""
    questions = [question for file in files for question in read_questions(file)]
    settings = settings_with(data)
    with closing(Index.open(settings.index)) as index, index.lease() as generation:
        manifest = generation.manifest
        bot = Bot.open(index, settings.bot)
        calibration = calibrate(bot, questions, manifest.model, manifest.model_fingerprint)
    fit = calibration.fit
    if save:
        write_fit(fit, save)
    if as_json:
        print_json(fit)
        return
    table = Table("from", "probability", "answerable, answered", "others, refused", box=box.SIMPLE)
    for name, threshold in (("related", fit.related), ("strong", fit.strong)):
        answered, refused = calibration.at(threshold)
        table.add_row(name, f"{threshold:.3f}", f"{answered:.1%}", f"{refused:.1%}")
    console.print(f"{fit.model}, {fit.questions} questions, ten-fold cross-validation:")
    console.print(table)
    console.print(", ".join(f"{name} {weight:+.2f}" for name, weight in fit.weights.items()))
