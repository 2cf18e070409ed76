"""How well the gates notice: python -m tests.eval.gates [--data DIR]

Over `tests/bot/gates/sentences.jsonl` by gate and half, and over the ordinary questions of the evaluation files, by
rules and words alone and with the reading of meaning. The tune half is in the examples, so its figures flatter: what
is unseen there is the cross-validation that `onrecord gates` prints.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from bot.gates import Gate, Gates, Verdict
from index import IndexSettings, open_model
from tests.conftest import ROOT

SENTENCES = ROOT / "tests" / "bot" / "gates" / "sentences.jsonl"
UNSEEN = SENTENCES.with_name("unseen.jsonl")
FILES = ("dev", "calibration", "held")


def sentences() -> dict[str, list[str]]:
    """Texts by half and gate, and the ordinary questions by file."""
    rows = [json.loads(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines()]
    groups = {f"{half} {gate or 'ordinary'}": [] for half in ("tune", "held") for gate in (*Gate, None)}
    for row in rows:
        groups[f"{row['half']} {row['gate'] or 'ordinary'}"].append(row["text"])
    for line in UNSEEN.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        groups.setdefault(f"unseen {row['gate'] or 'ordinary'}", []).append(row["text"])
    for name in FILES:
        lines = (Path(__file__).parent / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        asked = [question["question"] for line in lines if (question := json.loads(line))["expect"] is None]
        groups[f"{name}.jsonl ordinary"] = [turn.strip() for each in asked for turn in each.split("|||")]
    return groups


def line(name: str, verdicts: Sequence[Verdict | None]) -> str:
    """Right gate, any gate, danger noticed (emergency or crisis), no answers shown."""
    gate = name.split()[1]
    closed = [verdict for verdict in verdicts if verdict]
    right = sum(verdict.gate == gate for verdict in closed)
    danger = sum(verdict.gate in (Gate.EMERGENCY, Gate.CRISIS) for verdict in closed)
    withheld = sum(not verdict.answers_follow for verdict in closed)
    return f"right {right:4} any {len(closed):4} danger {danger:4} withheld {withheld:4} of {len(verdicts)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path(".onrecord"))
    parser.add_argument("--group", default="", help="only groups whose name begins so")
    chosen = parser.parse_args()
    gates, model = Gates.open(), open_model(IndexSettings(data=chosen.data))
    for name, texts in sentences().items():
        if name.startswith(chosen.group):
            vectors = model.embed_questions(texts)
            print(f"{name:28} rules    {line(name, [gates.check(text) for text in texts])}")  # noqa: T201
            meant = [gates.check(text, vector, model.fingerprint) for text, vector in zip(texts, vectors, strict=True)]
            print(f"{'':28} meaning  {line(name, meant)}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
