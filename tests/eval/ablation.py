"""What each part of retrieval gains: the same questions with one part taken away at a time.

Differences are paired, part minus no part, with 95 % bootstrap intervals. Run: python -m tests.eval.ablation [FILE...]
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, nullcontext
from pathlib import Path
from unittest.mock import patch

from rich import box
from rich.console import Console
from rich.table import Table

from bot import Bot, Mean, Outcome, Question, Status, compare, evaluate, figures, key_of, read_questions
from bot.asking import followup, glossary, reader, spelling
from index import FusionWeights, Index, IndexSettings, build, open_model
from tests.fakes import quiet

HERE = Path(__file__).parent
SEEDS = HERE.parents[1] / "seeds"
SETS = [HERE / f"{name}.jsonl" for name in ("dev", "calibration", "held")]
METRICS = ("hit@1", "hit@3", "nDCG@10")
Rank = Callable[[Bot, Sequence[str]], list[str]]


def by_confidence(bot: Bot, turns: Sequence[str]) -> list[str]:
    """As a reply orders answers."""
    return [key_of(result) for result in bot.search(turns[-1], 10, before=turns[0] if turns[1:] else None)]


def by_fusion(bot: Bot, turns: Sequence[str]) -> list[str]:
    """By the fused score alone."""
    found = bot.evidence(turns[-1], 10, turns[0] if turns[1:] else None)
    return [key_of(result) for result, _ in found]


def measure(
    settings: IndexSettings,
    questions: Sequence[Question],
    rank: Rank = by_confidence,
    without: AbstractContextManager[object] | None = None,
) -> list[Outcome]:
    """Outcomes over a built index; `without` takes something away while they are made."""
    with ExitStack() as stack:
        stack.enter_context(without or nullcontext())
        bot = Bot.open(stack.enter_context(closing(Index.open(settings))))
        return evaluate(questions, lambda turns: rank(bot, turns), lambda _: Status.ANSWERED)


def main() -> None:
    """Print the table."""
    files = [Path(name) for name in sys.argv[1:]] or SETS
    questions = [question for file in files for question in read_questions(file) if question.relevant]
    with tempfile.TemporaryDirectory() as folder:
        settings = built(Path(folder) / "all", SEEDS)
        bare = shutil.copytree(SEEDS, Path(folder) / "seeds", ignore=shutil.ignore_patterns("alternates.toml"))
        whole = measure(settings, questions)
        table = Table("", *METRICS, box=box.SIMPLE)
        table.add_row(f"everything, {len(questions)} questions", *(_mean(figures(whole)[-1].means[m]) for m in METRICS))
        for name, outcomes in (
            ("alternates", measure(built(Path(folder) / "bare", Path(bare)), questions)),
            ("dense question", measure(_weighing(settings, question=0), questions)),
            ("dense sentence", measure(_weighing(settings, passage=0), questions)),
            ("words (BM25)", measure(_weighing(settings, words=0), questions)),
            ("order by confidence", measure(settings, questions, by_fusion)),
            ("spelling", measure(settings, questions, without=_off(spelling.Speller, "correct"))),
            ("glossary", measure(settings, questions, without=_off(glossary.Glossary, "expand"))),
            ("follow-ups", measure(settings, questions, without=patch.object(reader, "complete", _as_it_is))),
        ):
            gained = compare(outcomes, whole).differences
            table.add_row(name, *(_difference(gained[metric]) for metric in METRICS))
    Console().print(table)


def built(data: Path, seeds: Path) -> IndexSettings:
    """The settings of an index that is built here."""
    settings = IndexSettings(seeds=seeds, data=data)
    build(settings, open_model(settings), quiet)
    return settings


def _weighing(settings: IndexSettings, **weights: float) -> IndexSettings:
    changed = FusionWeights.model_validate(settings.weights.model_dump() | weights)
    return settings.model_copy(update={"weights": changed})


def _off(owner: type, method: str) -> AbstractContextManager[object]:
    return patch.object(owner, method, lambda _, text: text)


def _as_it_is(question: str, before: str | None, places: Sequence[str]) -> tuple[str, str]:
    return followup.complete(question, None, places)


def _mean(mean: Mean) -> str:
    return f"{mean.value:.3f} ({mean.low:.2f}–{mean.high:.2f})"


def _difference(mean: Mean) -> str:
    return f"{mean.value:+.3f} ({mean.low:+.3f} to {mean.high:+.3f})"


if __name__ == "__main__":
    main()
