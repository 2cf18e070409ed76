"""onrecord index: pages into a published index."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.progress import Progress, TaskID

from index import BuildReport, build, open_model
from index import Progress as Stages

from ..settings import Settings
from .console import DataOption, JsonOption, errors, print_json, settings_with


@dataclass(frozen=True, slots=True)
class Built:
    """What is printed with --json."""

    generation: str
    changed: bool
    pages: int
    answers: int
    embedded: int
    doubts: int
    problems: tuple[str, ...]


def index(
    folder: Annotated[Path | None, typer.Argument(help="Folder of the pages (seeds).", show_default=False)] = None,
    data: DataOption = None,
    allow_shrink: Annotated[bool, typer.Option(help="Publish even if answers would be lost.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Read the pages of a folder into a searchable index; nothing changes unless the pages did."""
    report = build_with_progress(settings_with(data, folder), allow_shrink=allow_shrink)
    if as_json:
        print_json(_built(report))


def build_with_progress(settings: Settings, *, allow_shrink: bool = False) -> BuildReport:
    """Build, showing how far it is, and say on standard error what came of it."""
    model = open_model(settings.index)
    with showing() as show:
        report = build(settings.index, model, show, allow_shrink=allow_shrink)
    for problem in report.problems:
        errors.print(f"[yellow]left out:[/] {escape(problem)}", soft_wrap=True)
    built = _built(report)
    what = f"{built.answers} answers of {built.pages} pages, {built.embedded} texts embedded"
    errors.print(f"{'published' if report.changed else 'unchanged'}: {what}, generation {built.generation}")
    if built.doubts:
        errors.print(f"{built.doubts} lines were read with a doubt: see onrecord doctor")
    return report


@contextmanager
def showing() -> Iterator[Stages]:
    """A progress callback for a build, which shows how far it is."""
    with Progress(console=errors, transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=None)
            bars.update(tasks[stage], completed=done, total=total if done else None)

        yield show


def _built(report: BuildReport) -> Built:
    return Built(
        generation=report.generation,
        changed=report.changed,
        pages=sum(not page.earlier for page in report.parsed),
        answers=sum(len(page.answers) for page in report.parsed),
        embedded=report.embedded,
        doubts=sum(len(page.report.doubts) for page in report.parsed),
        problems=report.problems,
    )
