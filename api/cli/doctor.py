"""onrecord doctor: what is wrong with an installation, an index or a page, and how to mend it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from index import (
    BuildError,
    GenerationError,
    RecordError,
    WithdrawalError,
    check_kept,
    choose_generation,
    open_model,
    pending_withdrawals,
    read_file,
    read_record,
    read_withdrawals,
    unfinished_builds,
)

from ..ledger import LedgerError, check_ledger
from ..settings import Settings
from .console import DataOption, JsonOption, console, print_json, settings_with

_ENGINES = ("chromadb", "sentence-transformers", "torch", "langchain-core", "fastapi")
_FREE = 500_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `level`: ok, note (worth a look) or wrong (needs mending)."""

    what: str
    level: str
    detail: str


def doctor(
    page: Annotated[Path | None, typer.Argument(help="Look at one page only.", show_default=False)] = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say what is wrong and how to mend it; exit code 1 when something is."""
    settings = settings_with(data)
    findings = list(_page(page) if page else _all(settings))
    if as_json:
        print_json(findings)
    else:
        for finding in findings:
            colour = {"ok": "green", "note": "yellow", "wrong": "red"}[finding.level]
            console.print(
                f"[{colour}]{finding.level:>5}[/]  {escape(finding.what)}: {escape(finding.detail)}", soft_wrap=True
            )
    if any(finding.level == "wrong" for finding in findings):
        raise typer.Exit(1)


def _all(settings: Settings) -> Iterator[Finding]:
    yield Finding("python", "ok" if sys.version_info >= (3, 11) else "wrong", sys.version.split()[0])
    for name in _ENGINES:
        yield _installed(name)
    for what, check in _CHECKS.items():
        yield _try(what, lambda check=check: check(settings))  # type: ignore[misc]
    yield from _unfinished(settings)
    yield _free(settings.index.data)
    yield from _pages(settings.index.seeds)


def _installed(name: str) -> Finding:
    try:
        return Finding(name, "ok", version(name))
    except PackageNotFoundError:
        return Finding(name, "wrong", f"not installed. Run: pip install {name}")


def _try(what: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(what, "ok", look())
    except (RecordError, LedgerError) as error:
        return Finding(what, "wrong", str(error))


def _model(settings: Settings) -> str:
    return open_model(settings.index).fingerprint[:12]


def _index(settings: Settings) -> str:
    """Opened in a child and searched, since a damaged index looks healthy until then."""
    folder, problem = choose_generation(settings.index, open_model(settings.index).fingerprint)
    if problem:
        raise GenerationError(problem)
    return f"generation {folder.name} opens, and finds what it should"


def _folder(settings: Settings) -> str:
    data = settings.index.data
    if data.exists() and not os.access(data, os.W_OK):
        raise BuildError(
            f"{data}: cannot be written, so nothing can be built or served from it. Give whoever runs this the right "
            "to, or copy it to where it may be written, and name that with --data."
        )
    return f"{data} can be written"


def _unfinished(settings: Settings) -> Iterator[Finding]:
    for name in unfinished_builds(settings.index):
        yield Finding("build", "note", f"{name} is not finished: it is running, or was killed. Run: onrecord index")


def _withdrawals(settings: Settings) -> str:
    if pending := pending_withdrawals(settings.index):
        raise WithdrawalError(f"the index still shows {', '.join(pending)}. Build it again: onrecord index")
    active = [each for each in read_withdrawals(settings.index.seeds) if not each.restored]
    return f"{len(active)}, all of them kept out of the index"


_CHECKS: dict[str, Callable[[Settings], str]] = {
    "model": _model,
    "folder": _folder,
    "index": _index,
    "kept": lambda settings: check_kept(settings.index),
    "withdrawals": _withdrawals,
    "ledger": lambda settings: check_ledger(settings.ledger_url),
}


def _free(data: Path) -> Finding:
    there = next(path for path in (data, *data.resolve().parents) if path.exists())
    free = shutil.disk_usage(there).free
    level = "ok" if free >= _FREE else "wrong"
    return Finding("disk", level, f"{free / 1e9:.1f} GB free at {there}")


def _pages(seeds: Path) -> Iterator[Finding]:
    try:
        parsed, problems = read_record(seeds, lambda *_: None)
    except RecordError as error:
        yield Finding("pages", "wrong", str(error))
        return
    yield Finding(
        "pages",
        "ok",
        f"{sum(len(p.answers) for p in parsed)} answers on {sum(not p.earlier for p in parsed)} pages in {seeds}",
    )
    for problem in problems:
        yield Finding("page", "wrong", problem)
    for each in parsed:
        if each.meeting.date is None:
            yield Finding(each.page.source, "note", f"the meeting's date is not known: add it to {seeds}/meetings.toml")
        for doubt in each.report.doubts:
            yield Finding(f"{each.page.source}, line {doubt.line}", "note", f"{doubt.why} ({doubt.text})")


def _page(path: Path) -> Iterator[Finding]:
    try:
        parsed, unfit = read_file(path)
    except RecordError as error:
        yield Finding("page", "wrong", str(error))
        return
    found = f"{parsed.report.found} answers; {parsed.meeting.title}"
    yield Finding(path.name, "ok" if parsed.answers else "wrong", found)
    for problem in unfit:
        yield Finding("correction", "wrong", problem)
    for doubt in parsed.report.doubts:
        yield Finding(f"line {doubt.line}", "note", f"{doubt.why} ({doubt.text})")
