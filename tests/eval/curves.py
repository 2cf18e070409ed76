"""The two curves of the confidence, on questions that each model has not seen, as pictures beside this file.

Run: python -m tests.eval.curves [FILE...]
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import closing
from pathlib import Path

import matplotlib as mpl
import numpy as np

from bot import Bot, Calibration, calibrate, read_questions
from index import Index
from tests.eval.ablation import HERE, SEEDS, built

mpl.use("agg")
from matplotlib import pyplot as plt

SETS = [HERE / f"{name}.jsonl" for name in ("calibration", "dev")]
_BINS = 10


def reliability(calibration: Calibration, file: Path) -> None:
    """How often an answer is right, by how likely it was held to be."""
    probabilities = np.array([value for judged in calibration.judged for value in judged.probabilities])
    right = np.array([value for judged in calibration.judged for value in judged.right])
    bins = np.minimum((probabilities * _BINS).astype(int), _BINS - 1)
    figure, axes = plt.subplots(figsize=(5, 4.4), layout="constrained")
    axes.plot([0, 1], [0, 1], color="0.7", linewidth=1)
    for number in np.unique(bins):
        inside = bins == number
        axes.plot(probabilities[inside].mean(), right[inside].mean(), "o", color="C0")
        axes.annotate(
            f"{inside.sum()}",
            (probabilities[inside].mean(), right[inside].mean()),
            textcoords="offset points",
            xytext=(6, -12),
            fontsize=8,
        )
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="probability given", ylabel="answers that are right")
    axes.set_title("Reliability (numbers: answers weighed)", fontsize=10)
    figure.savefig(file, dpi=110)


def risk_coverage(calibration: Calibration, file: Path) -> None:
    """What is answered, what is rightly refused, and what is wrong among the answers, by threshold."""
    figure, axes = plt.subplots(figsize=(5, 4.4), layout="constrained")
    thresholds = sorted(judged.best for judged in calibration.judged)
    answered, refused = zip(*(calibration.at(threshold) for threshold in thresholds), strict=True)
    wrong = []
    for threshold in thresholds:
        shown = [judged for judged in calibration.judged if judged.best >= threshold]
        wrong.append(np.mean([not judged.best_is_right for judged in shown]))
    axes.plot(answered, refused, color="C0", label="others refused")
    axes.plot(answered, wrong, color="C3", label="replies led by an answer that is not right")
    for name, threshold in (("related", calibration.fit.related), ("strong", calibration.fit.strong)):
        at = calibration.at(threshold)
        axes.plot(*at, "o", color="C0")
        axes.annotate(name, at, textcoords="offset points", xytext=(-6, 8), fontsize=9, ha="right")
    axes.set(xlim=(0.4, 1.01), ylim=(0, 1.01), xlabel="answerable questions that get an answer (coverage)")
    axes.set_title("Risk and coverage, as the threshold falls", fontsize=10)
    axes.legend(loc="center left", fontsize=8)
    figure.savefig(file, dpi=110)


def main() -> None:
    """Draw both."""
    files = [Path(name) for name in sys.argv[1:]] or SETS
    questions = [question for file in files for question in read_questions(file)]
    with tempfile.TemporaryDirectory() as folder:
        settings = built(Path(folder), SEEDS)
        with closing(Index.open(settings)) as index, index.lease() as generation:
            manifest = generation.manifest
            calibration = calibrate(Bot.open(index), questions, manifest.model, manifest.model_fingerprint)
    reliability(calibration, HERE / "reliability.png")
    risk_coverage(calibration, HERE / "risk_coverage.png")


if __name__ == "__main__":
    main()
