"""onrecord eval: how well questions with known answers are served."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.table import Table

from bot import Bot, Figures, Status, evaluate, figures, key_of, read_questions
from index import Index

from .console import DataOption, JsonOption, console, print_json, settings_with


def evaluate_file(
    file: Annotated[Path, typer.Argument(help="Questions as JSON Lines: id, kind, question, relevant, expect.")],
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Measure retrieval (hit@1, hit@3, nDCG@10), abstention and gates, by kind of question."""
    questions = read_questions(file)
    settings = settings_with(data)
    index = Index.open(settings.index)
    bot = Bot.open(index, settings.bot)

    def rank(turns: Sequence[str]) -> list[str]:
        before = turns[0] if len(turns) > 1 else None
        return [key_of(result) for result in bot.search(turns[-1], 10, before=before)]

    def status(turns: Sequence[str]) -> Status:
        conversation = None
        for turn in turns:
            reply = bot.reply(turn, conversation_id=conversation)
            conversation = reply.conversation_id
        return reply.status

    found = figures(evaluate(questions, rank, status))
    index.close()
    if as_json:
        print_json(found)
    else:
        show(found)


def show(rows: Sequence[Figures]) -> None:
    """The figures as a table; "right" is the share of replies with the status they should have."""
    table = Table("kind", "questions", "hit@1", "hit@3", "nDCG@10", "right status", box=box.SIMPLE)
    for row in rows:
        ranking = [f"{value:.3f}" if value is not None else "" for value in (row.hit1, row.hit3, row.ndcg10)]
        table.add_row(row.kind, str(row.questions), *ranking, f"{row.right:.3f}")
    console.print(table)
