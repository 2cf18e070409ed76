"""Weights of the fused score by nested ten-fold cross-validation over a grid, with and without alternates.

Run: python -m tests.eval.weights [FILE...]
"""

from __future__ import annotations

import itertools
import shutil
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import numpy.typing as npt
from rich.console import Console

from bot import BotSettings, Question, ranking_figures, read_questions
from bot.searching import Searcher
from bot.wording import open_wording
from index import FusionWeights, Index, IndexSettings
from index.fusion import fuse
from tests.eval.ablation import SEEDS, SETS, built

GRID = [
    FusionWeights(question=1, passage=passage, words=words)
    for passage, words in itertools.product((0, 0.25, 0.5, 0.75, 1), (0, 0.5, 1, 1.5, 2, 2.5))
]
_FOLDS = 10
_SEED = 1979


def gains(settings: IndexSettings, questions: Sequence[Question]) -> npt.NDArray[np.float64]:
    """nDCG@10 of each question (rows) under each weights of the grid (columns), by the fused score alone."""
    rows = []
    with (
        closing(Index.open(settings)) as index,
        Searcher(index, BotSettings(), open_wording()).open() as search,
    ):
        for question in questions:
            *before, asked = question.turns
            searched = search.read(asked, before[0] if before else None).searched
            hits = search.generation.search(searched, index.embed([searched])[0], 10_000)
            keys = [f"{hit.answer.page_id[:3]}:{''.join(filter(str.isdigit, hit.answer.label))}" for hit in hits]
            row = []
            for weights in GRID:
                order = np.argsort([-fuse(hit.signals, weights) for hit in hits], kind="stable")
                row.append(ranking_figures([keys[at] for at in order], question.relevant)[2])
            rows.append(row)
    return np.array(rows)


def main() -> None:
    """Print the weights that each fold chooses and how they do on what it held back."""
    files = [Path(name) for name in sys.argv[1:]] or SETS[:2]
    questions = [question for file in files for question in read_questions(file) if question.relevant]
    with tempfile.TemporaryDirectory() as folder:
        bare = shutil.copytree(SEEDS, Path(folder) / "seeds", ignore=shutil.ignore_patterns("alternates.toml"))
        found = np.stack(
            [
                gains(built(Path(folder) / "all", SEEDS), questions),
                gains(built(Path(folder) / "bare", Path(bare)), questions),
            ]
        )
    folds = np.random.default_rng(_SEED).integers(0, _FOLDS, len(questions))
    held, console = np.zeros((2, len(questions))), Console()
    for fold in range(_FOLDS):
        chosen = int(found[:, folds != fold].mean(axis=(0, 1)).argmax())
        held[:, folds == fold] = found[:, folds == fold, chosen]
        console.print(f"fold {fold}: passage {GRID[chosen].passage}, words {GRID[chosen].words}")
    shipped = GRID.index(FusionWeights())
    for name, row, nested in zip(("with alternates", "without"), found, held, strict=True):
        console.print(f"{name}: nDCG@10 {nested.mean():.3f} cross-validated, {row[:, shipped].mean():.3f} as shipped")


if __name__ == "__main__":
    main()
