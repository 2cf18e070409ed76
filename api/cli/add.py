"""onrecord add: one page into the folder of pages, looked at before it is written."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError
from rich.markup import escape

from index import Addition, Answer, MeetingNote, NewCapture, add, addresses, corrections_of, look_at

from ..adding import by_hand, from_file, from_site
from ..errors import FormError
from ..settings import Settings
from .console import DataOption, DayOption, JsonOption, console, day_of, errors, print_json, settings_with, table_of
from .index import build_with_progress
from .parse import contract, show_doubts, told_meeting


def add_page(
    page: Annotated[str, typer.Argument(metavar="FILE|URL", help="A page: a file, or where it is published.")],
    date: DayOption = None,
    title: Annotated[str | None, typer.Option(help="Of the meeting, if the page does not say.")] = None,
    kind: Annotated[str | None, typer.Option(help="Of meeting, such as Public Assurance Meeting.")] = None,
    theme: Annotated[str | None, typer.Option(help="What the meeting was about.")] = None,
    address: Annotated[str | None, typer.Option(help="Where a file is published.")] = None,
    evidence: Annotated[str | None, typer.Option(help="How the date is known; a date needs it.")] = None,
    name: Annotated[str | None, typer.Option(help="Of its file, without the ending.", show_default=False)] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking.")] = False,
    then_index: Annotated[bool, typer.Option("--index", help="Take it into the index at once.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Take it as a new capture; the old one stays.")] = False,
    anyway: Annotated[bool, typer.Option("--anyway", help="Add a page without questions, to correct it.")] = False,
    allow_host: Annotated[bool, typer.Option("--allow-host", help="Ask the host of URL this once.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what was found, write nothing.")] = False,
    data: DataOption = None,
    seeds: Annotated[Path | None, typer.Option(help="Folder of the pages (seeds).", show_default=False)] = None,
    as_json: JsonOption = False,
) -> None:
    """Add a page to the folder of pages, after showing what was found on it."""
    if not (yes or dry_run or sys.stdin.isatty()):
        raise FormError("there is no terminal to ask on. Look with --dry-run, then add with --yes")
    site = re.match(r"https?://", page, re.I) is not None
    if site and address:
        raise FormError("a page that is fetched has its address: leave --address away")
    note = _note(
        date=day_of(date), title=title, kind=kind, theme=theme, url=page if site else address, evidence=evidence
    )
    settings = settings_with(data, seeds)
    folder = settings.index.seeds
    offered = from_site(settings, page, name, allow_host=allow_host) if site else from_file(Path(page), name)
    addition = look_at(folder, offered.name, offered.content, note, offered.origin)
    if not as_json:
        _show(addition, folder)
    capture = offered.capture or _replacing(addition, folder, address, replace)
    add(folder, addition, capture=capture, anyway=anyway, replacing=replace, dry_run=True)
    written = not dry_run and (yes or typer.confirm(f"Write {folder / addition.name}?", err=True))
    if written:
        add(folder, addition, capture=capture, anyway=anyway, replacing=replace)
    if as_json:
        print_json(_told(addition, folder, written=written))
    _end(settings, addition, written=written, then_index=then_index)
    if not (written or dry_run):
        raise typer.Exit(1)


def _note(**given: object) -> MeetingNote:
    try:
        return MeetingNote.model_validate({name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        raise FormError("; ".join(_wrong(each["loc"], each["msg"]) for each in error.errors())) from None


def _wrong(place: tuple[int | str, ...], what: str) -> str:
    """What is wrong with an option."""
    option = "--address" if place == ("url",) else f"--{place[0]}" if place else "--evidence"
    return f"{option}: {what.removeprefix('Value error, ')}"


def _replacing(addition: Addition, folder: Path, address: str | None, replace: bool) -> NewCapture | None:
    """A new capture of a page that is there, made by hand, if it is known where it is published."""
    published = address or addresses(folder).get(addition.parsed.page.id)
    return by_hand(addition, published) if replace and addition.present and published else None


def _show(addition: Addition, folder: Path) -> None:
    table = table_of("label", "area", "outcome", "words", "shared with", text="question")
    answers = addition.parsed.answers
    for answer in answers:
        shared = ", ".join(_sharing(answer, answers))
        words = str(len(answer.response.split()))
        row = (answer.label, answer.asked_from or "", answer.outcome, words, shared, " ".join(answer.question.split()))
        table.add_row(*map(escape, row))
    console.print(table)
    console.print(told_meeting(addition.parsed))
    for what, labels in _differences(addition).items():
        console.print(f"{what.replace('_', ' ')}, beside {addition.name} as it is now: {escape(', '.join(labels))}")
    for problem in addition.unfit:
        console.print(f"[yellow]left out:[/] {escape(problem)}", soft_wrap=True)
    show_doubts(addition.parsed, folder)


def _sharing(answer: Answer, answers: Sequence[Answer]) -> list[str]:
    """The labels of the others that have the same response."""
    return [other.label for other in answers if other.start == answer.start and other.id != answer.id]


def _differences(addition: Addition) -> dict[str, tuple[str, ...]]:
    parts = {"added": addition.added, "changed": addition.changed, "lost": addition.lost}
    return {what: labels for what, labels in parts.items() if labels}


def _told(addition: Addition, folder: Path, *, written: bool) -> dict[str, Any]:
    """What programs are told: what `onrecord parse` says, and what is there already."""
    return {
        "file": addition.name,
        "written": written,
        **contract(addition.parsed),
        "present": addition.present.page.source if addition.present else None,
        "added": addition.added,
        "changed": addition.changed,
        "lost": addition.lost,
        "corrections": str(corrections_of(folder, addition.name)),
        "problems": addition.unfit,
    }


def _end(settings: Settings, addition: Addition, *, written: bool, then_index: bool) -> None:
    """Say what became of it, and what comes next."""
    if not written:
        errors.print("nothing was written")
        return
    errors.print(f"written: {escape(str(settings.index.seeds / addition.name))}", soft_wrap=True)
    if then_index:
        build_with_progress(settings)
    else:
        errors.print("take it into the index: onrecord index")
