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

from index import BuildReport, Cause, Changes, Difference, build, open_model
from index import Progress as Stages

from ..settings import Settings
from .console import DataOption, JsonOption, errors, print_json, settings_with

_WHY = {
    Cause.FIRST: "there was no index",
    Cause.DAMAGE: "the former index was damaged",
    Cause.PAGES: "pages changed",
    Cause.NOTES: "what people know of the pages changed",
    Cause.WORDINGS: "further wordings changed",
    Cause.WITHDRAWALS: "something was withdrawn or restored",
    Cause.READERS: "another version reads files",
    Cause.PARSER: "another version reads pages",
    Cause.CHUNKING: "another version cuts answers",
    Cause.MODEL: "the model changed",
    Cause.ENGINE: "another chromadb is installed",
    Cause.SCHEMA: "another version writes the index",
}
_NAMED = 3  # pages or answers that changed are named, and the others counted


@dataclass(frozen=True, slots=True)
class Built:
    """What is printed with --json. `parsed` and `embedded` are pages and texts that were new."""

    generation: str
    changed: bool
    changes: Changes
    pages: int
    answers: int
    parsed: int
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
        print_json(built_of(report))


def build_with_progress(settings: Settings, *, allow_shrink: bool = False) -> BuildReport:
    """Build, showing how far it is, and say what came of it."""
    model = open_model(settings.index)
    with showing() as show:
        report = build(settings.index, model, show, allow_shrink=allow_shrink)
    say_built(report)
    return report


def say_built(report: BuildReport) -> None:
    """What came of a build, on standard error."""
    for problem in report.problems:
        errors.print(f"[yellow]left out:[/] {escape(problem)}", soft_wrap=True)
    built = built_of(report)
    state = "published" if report.changed else "unchanged"
    errors.print(
        f"{state}: {built.answers} answers of {built.pages} pages, generation {built.generation}; "
        f"{built.parsed} pages parsed, {built.embedded} texts embedded",
        soft_wrap=True,
    )
    if report.changed:
        errors.print(f"because {escape('; '.join(_why(report.changes)))}", soft_wrap=True)
    if built.doubts:
        errors.print(f"{built.doubts} lines were read with a doubt: see onrecord doctor")


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


def _why(changes: Changes) -> Iterator[str]:
    """Why there is a new generation, and what is new in it."""
    yield from (_WHY[cause] for cause in changes.causes)
    yield from _named("pages", changes.pages)
    yield from _named("answers", changes.answers)


def _named(what: str, difference: Difference) -> Iterator[str]:
    for how in ("added", "changed", "removed"):
        names = getattr(difference, how)
        if names:
            more = ", …" if len(names) > _NAMED else ""
            yield f"{what} {how}: {len(names)} ({', '.join(names[:_NAMED])}{more})"


def built_of(report: BuildReport) -> Built:
    """The same for programs."""
    return Built(
        generation=report.generation,
        changed=report.changed,
        changes=report.changes,
        pages=len(report.parsed),
        answers=sum(len(page.answers) for page in report.parsed),
        parsed=report.fresh,
        embedded=report.embedded,
        doubts=sum(len(page.report.doubts) for page in report.parsed),
        problems=report.problems,
    )
