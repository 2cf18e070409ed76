"""onrecord check: a draft set against the record, sentence by sentence."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.table import Table
from rich.text import Text

from bot import Bot, CheckedSentence, Match, TextError, Verdict, day, place
from index import Index

from .console import DataOption, JsonOption, console, print_json, settings_with

_SAID = {
    Verdict.SAID_BEFORE: Text("said before", "green"),
    Verdict.DIFFERS: Text("differs", "bold red"),
    Verdict.NOT_IN_RECORD: Text("not in the record", "yellow"),
}


def check(
    file: Annotated[Path, typer.Argument(help="A text file in UTF-8, or - for standard input.")],
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Set a draft against the record: what was said before, what differs, what is not in it.

    The exit code is 0 whatever is found; 1 says that the text could not be checked.
    """
    text = _read(file)
    settings = settings_with(data)
    with closing(Index.open(settings.index)) as index:
        bot = Bot.open(index, settings.bot)
        checked = bot.check(text)
        if as_json:
            print_json(checked)
            return
        for sentence in checked.sentences:
            _show(sentence, bot)
    counts = [sum(each.verdict is verdict for each in checked.sentences) for verdict in Verdict]
    console.print("{} said before, {} different, {} not in the record.".format(*counts))


def _read(file: Path) -> str:
    try:
        content = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        return content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not text in UTF-8"
        raise TextError(f"{file}: cannot be read ({reason}). Give a text file, or - for standard input.") from None


def _show(sentence: CheckedSentence, bot: Bot) -> None:
    """A sentence with its verdict, the published sentences, and the two values of each difference side by side."""
    console.print(Text.assemble(_SAID[sentence.verdict], ": ", sentence.text))
    for match in sentence.matches:
        console.print(Text.assemble("    ", (_source(match, bot), "dim"), "\n    ", f"“{match.text}”"), soft_wrap=True)
    if sentence.differences:
        table = Table("    ", "draft", "record", box=box.SIMPLE_HEAD)
        for each in sentence.differences:
            table.add_row(Text(each.kind), Text(each.draft, "red"), Text(each.record, "green"))
        console.print(table)
    console.print()


def _source(match: Match, bot: Bot) -> str:
    citation = bot.answer(match.answer_id).citation
    when = day(citation.date) if citation.date else "date not known"
    return f"{when}, {citation.meeting}, {place(citation)} ({match.answer_id})"
