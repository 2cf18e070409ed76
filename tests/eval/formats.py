"""How many answers of the five pages come out right of each format: python -m tests.eval.formats."""

from __future__ import annotations

import tempfile
from pathlib import Path

from index import Answer, parse, read_page
from tests.conftest import SEEDS
from tests.index.sources.making import MAKERS


def told(answer: Answer) -> tuple[object, ...]:
    """What must be the same in every format: all but offsets and what white space stands between words."""
    return (
        answer.label,
        " ".join(answer.question.split()),
        " ".join(answer.response.split()),
        answer.topic,
        answer.asked_from,
        answer.answered_by,
        answer.outcome,
        [(each.label, each.answer_id, each.doubtful) for each in answer.references],
    )


def right(path: Path, ending: str, folder: Path) -> tuple[int, int, int]:
    """Of one page in one format: answers exactly right, answers found, and answers that there are."""
    made = folder / f"{path.stem}{ending}"
    MAKERS[ending](path.read_text(encoding="utf-8"), made)
    expected, found = parse(read_page(path)).answers, parse(read_page(made)).answers
    rows = [told(answer) for answer in found]
    return sum(told(answer) in rows for answer in expected), len(found), len(expected)


def table() -> str:
    """The figures as a table for index/README.md."""
    lines = ["| format | answers exactly right | found | published |", "|---|---|---|---|"]
    with tempfile.TemporaryDirectory() as folder:
        for ending in MAKERS:
            counts = [right(path, ending, Path(folder)) for path in sorted(SEEDS.glob("*.txt"))]
            lines.append(f"| `{ending}` | {' | '.join(str(sum(column)) for column in zip(*counts, strict=True))} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table())  # noqa: T201
