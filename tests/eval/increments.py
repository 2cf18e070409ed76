"""What a change costs against a whole build. Run: python -m tests.eval.increments

Every build opens the model anew, as a command does. Seconds are the processor's, children included, and by the clock;
both are of one run, the counts are always the same.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from index import IndexSettings, build, open_model
from tests.fakes import quiet

SEEDS = Path(__file__).parents[2] / "seeds"
PAGE = "000_99c40884c66f58bb.txt"


def edit_answer(seeds: Path) -> None:
    """Change one word of one answer."""
    text = (seeds / PAGE).read_text(encoding="utf-8")
    (seeds / PAGE).write_text(text.replace("many seized scooters", "some seized scooters"), encoding="utf-8")


def add_page(seeds: Path) -> None:
    """A page more; its texts are known, its answers are new."""
    shutil.copyfile(seeds / PAGE, seeds / "copy.txt")


CHANGES: dict[str, Callable[[Path], None]] = {
    "everything": lambda seeds: None,
    "nothing": lambda seeds: None,
    "one answer": edit_answer,
    "one page more": add_page,
}


def main() -> None:
    """Print the table."""
    table = Table(box=box.MARKDOWN)
    for column in ("what changed", "pages parsed", "texts embedded", "processor", "clock", "answers that differ"):
        table.add_column(column)
    with tempfile.TemporaryDirectory() as folder:
        settings = IndexSettings(seeds=Path(folder) / "seeds", data=Path(folder) / "data")
        shutil.copytree(SEEDS, settings.seeds)
        for what, change in CHANGES.items():
            change(settings.seeds)
            worked, started = sum(os.times()[:4]), time.perf_counter()
            report = build(settings, open_model(settings), quiet)
            worked, passed = sum(os.times()[:4]) - worked, time.perf_counter() - started
            answers = report.changes.answers
            differing = len(answers.added + answers.changed + answers.removed)
            table.add_row(
                what,
                str(report.fresh),
                str(report.embedded),
                f"{worked:.1f} s",
                f"{passed:.1f} s",
                str(differing or "–"),
            )
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
