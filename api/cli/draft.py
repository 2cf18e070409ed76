"""onrecord draft: starting text for a reply, with the source of every sentence and what to check in it."""

from __future__ import annotations

import sys
from contextlib import closing
from typing import Annotated

import typer
from rich.text import Text

from bot import Bot, Draft, DraftSentence, day, place
from index import Index

from .console import DataOption, JsonOption, console, print_json, settings_with


def draft(
    question: Annotated[str, typer.Argument(help="The question received; - reads it from standard input.")],
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Starting text for a reply, out of published sentences; what has aged since is flagged."""
    settings = settings_with(data)
    with closing(Index.open(settings.index)) as index:
        made = Bot.open(index, settings.bot).draft(sys.stdin.read() if question == "-" else question)
    if as_json:
        print_json(made)
    else:
        show(made)


def show(made: Draft) -> None:
    """A draft in the terminal: sentences with the number of their source, flags under each, sources below."""
    numbers = {source.answer_id: number for number, source in enumerate(made.citations, 1)}
    for sentence in made.sentences:
        mark = "template" if sentence.answer_id is None else str(numbers[sentence.answer_id])
        console.print(Text.assemble(sentence.text, (f" [{mark}]", "dim")))
        for line in _to_check(sentence):
            console.print(Text(f"    ! {line}", "yellow"))
    console.print(Text("\nSources", "bold"))
    for source in made.citations:
        citation = source.citation
        when = day(citation.date) if citation.date else "date not known"
        line = f"[{numbers[source.answer_id]}] {citation.meeting}, {when}, {place(citation)} ({source.answer_id})"
        console.print(Text(line))
    for part in made.unanswered:
        console.print(Text(f"Nothing published: {part}", "yellow"))


def _to_check(sentence: DraftSentence) -> list[str]:
    return [f"“{flag.text}”: {flag.why}" for flag in sentence.flags]
