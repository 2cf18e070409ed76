"""onrecord eval: how well questions with known answers are served."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer
from pydantic import TypeAdapter, ValidationError
from rich import box
from rich.markup import escape
from rich.table import Table

from bot import (
    METRICS,
    Bot,
    Comparison,
    EvaluationError,
    Figures,
    Mean,
    Outcome,
    Status,
    compare,
    evaluate,
    figures,
    key_of,
    read_questions,
)
from index import Index

from .console import DataOption, JsonOption, console, print_json, settings_with

_OUTCOMES = TypeAdapter(list[Outcome])


def evaluate_file(
    file: Annotated[Path, typer.Argument(help="Questions as JSON Lines: id, kind, question, relevant, expect.")],
    data: DataOption = None,
    save: Annotated[Path | None, typer.Option(help="Keep what became of each question.", show_default=False)] = None,
    against: Annotated[Path | None, typer.Option(help="Compare with what was saved.", show_default=False)] = None,
    as_json: JsonOption = False,
) -> None:
    """Measure retrieval (hit@1, hit@3, nDCG@10), abstention and gates, by kind of question."""
    questions = read_questions(file)
    before = _read(against) if against else None
    settings = settings_with(data)
    with closing(Index.open(settings.index)) as index:
        bot = Bot.open(index, settings.bot)
        outcomes = evaluate(questions, lambda turns: _rank(bot, turns), lambda turns: _status(bot, turns))
    if save:
        save.write_bytes(_OUTCOMES.dump_json(outcomes))
    comparison = compare(before, outcomes) if before is not None else None
    if as_json:
        print_json({"figures": figures(outcomes), "comparison": comparison})
    else:
        show(figures(outcomes))
        if comparison:
            _show_comparison(comparison)


def _rank(bot: Bot, turns: Sequence[str]) -> list[str]:
    before = turns[0] if len(turns) > 1 else None
    return [key_of(result) for result in bot.search(turns[-1], 10, before=before)]


def _status(bot: Bot, turns: Sequence[str]) -> Status:
    reply = bot.reply(turns[0])
    for turn in turns[1:]:
        reply = bot.reply(turn, conversation_id=reply.conversation_id)
    return reply.status


def _read(path: Path) -> list[Outcome]:
    try:
        return _OUTCOMES.validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not what --save writes"
        raise EvaluationError(f"{path}: cannot be read ({reason}).") from None


def show(rows: Sequence[Figures]) -> None:
    """The figures as a table, with 95 % intervals; "right" is the share of replies with the right status."""
    table = Table("kind", "questions", *METRICS, box=box.SIMPLE)
    for row in rows:
        table.add_row(row.kind, str(row.questions), *(_interval(row.means.get(name)) for name in METRICS))
    console.print(table)


def _interval(mean: Mean | None) -> str:
    return f"{mean.value:.3f}\n{mean.low:.2f}–{mean.high:.2f}" if mean else ""


def _show_comparison(comparison: Comparison) -> None:
    console.print(f"Compared on {comparison.questions} questions, mean difference and 95 % interval:")
    for name, mean in comparison.differences.items():
        console.print(f"  {name:8} {mean.value:+.3f} ({mean.low:+.3f} to {mean.high:+.3f})")
    for line in comparison.worse:
        console.print(f"  worse: {escape(line)}")
