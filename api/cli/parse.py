"""onrecord parse: how one page is read, without indexing it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import TypeAdapter
from rich.markup import escape

from index import ParsedPage, corrections_of, example, read_file

from .console import JsonOption, console, errors, print_json

_PARSED = TypeAdapter(ParsedPage)


def parse_file(file: Annotated[Path, typer.Argument(help="One page.")], as_json: JsonOption = False) -> None:
    """Show what a page holds: its meeting, its answers, and what the parser was unsure of."""
    parsed, unfit = read_file(file)
    if as_json:
        print_json(contract(parsed))
    else:
        _show(parsed)
        show_doubts(parsed, file.parent)
    for problem in unfit:
        errors.print(f"[yellow]left out:[/] {escape(problem)}", soft_wrap=True)


def contract(parsed: ParsedPage) -> dict[str, Any]:
    """The fields that programs may rely on."""
    body: dict[str, Any] = _PARSED.dump_python(parsed, mode="json")
    meeting = ("title", "kind", "theme", "date", "date_basis", "published", "url")
    answer = (
        *("label", "question", "response", "topic", "asked_from", "answered_by", "outcome"),
        *("start", "end", "references"),
    )
    return {
        "meeting": {name: body["meeting"][name] for name in meeting},
        "answers": [{name: each[name] for name in answer} for each in body["answers"]],
        "report": body["report"],
    }


def show_doubts(parsed: ParsedPage, folder: Path) -> None:
    """What the parser was unsure of, and where to mend what it got wrong."""
    for doubt in parsed.report.doubts:
        console.print(f"[yellow]doubt, line {doubt.line}:[/] {escape(doubt.why)}\n  {escape(doubt.text)}")
    file = corrections_of(folder, parsed.page.source)
    if entry := example(parsed):
        console.print(f"If it is read wrongly, say so in {escape(str(file))}, perhaps with:", soft_wrap=True)
        console.print(escape(entry), soft_wrap=True)


def told_meeting(parsed: ParsedPage) -> str:
    """Title and date of a page's meeting, for the console."""
    meeting = parsed.meeting
    date = f"{meeting.date} ({meeting.date_basis})" if meeting.date else "date not known"
    return f"[bold]{escape(meeting.title)}[/]\n{date}"


def _show(parsed: ParsedPage) -> None:
    report = parsed.report
    console.print(told_meeting(parsed))
    for answer in parsed.answers:
        told = [answer.asked_from, answer.topic, answer.outcome, answer.answered_by]
        console.print(f"[bold]{escape(answer.label):>5}[/]  {escape(' · '.join(part for part in told if part))}")
        console.print(f"       {escape(' '.join(answer.question.split()))}", no_wrap=True, overflow="ellipsis")
    kinds = ", ".join(f"{count} {kind}" for kind, count in report.lines.items() if count)
    stated = "the page states no number" if report.expected is None else f"the page speaks of {report.expected}"
    console.print(f"{report.found} answers found; {stated}. Lines: {kinds}.")
