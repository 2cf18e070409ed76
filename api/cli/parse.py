"""onrecord parse: how one page is read, without indexing it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import TypeAdapter
from rich.markup import escape

from index import ParsedPage, parse, read_note, read_page

from .console import JsonOption, console, print_json

_PARSED = TypeAdapter(ParsedPage)


def parse_file(file: Annotated[Path, typer.Argument(help="One page.")], as_json: JsonOption = False) -> None:
    """Show what a page holds: its meeting, its answers, and what the parser was unsure of."""
    parsed = read_note(file, parse(read_page(file)))
    if as_json:
        print_json(_contract(parsed))
    else:
        _show(parsed)


def _contract(parsed: ParsedPage) -> dict[str, Any]:
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


def _show(parsed: ParsedPage) -> None:
    meeting, report = parsed.meeting, parsed.report
    date = f"{meeting.date} ({meeting.date_basis})" if meeting.date else "date not known"
    console.print(f"[bold]{escape(meeting.title)}[/]\n{date}")
    for answer in parsed.answers:
        told = [answer.asked_from, answer.topic, answer.outcome, answer.answered_by]
        console.print(f"[bold]{escape(answer.label):>5}[/]  {escape(' · '.join(part for part in told if part))}")
        console.print(f"       {escape(' '.join(answer.question.split()))}", no_wrap=True, overflow="ellipsis")
    kinds = ", ".join(f"{count} {kind}" for kind, count in report.lines.items() if count)
    stated = "the page states no number" if report.expected is None else f"the page speaks of {report.expected}"
    console.print(f"{report.found} answers found; {stated}. Lines: {kinds}.")
    for doubt in report.doubts:
        console.print(f"[yellow]doubt, line {doubt.line}:[/] {escape(doubt.why)}\n  {escape(doubt.text)}")
