"""How exactly layouts are read: `python -m tests.index.parsing.exactness [FOLDER …]` prints a figure a page.

An item is exact when its label's number, its question and its response are the gold's, to the character. It is
silent when it is not exact and no doubt stands at or near its lines.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from rich.console import Console

from index.parsing import parse
from index.record import Answer, ParsedPage
from index.sources import read_page

HERE = Path(__file__).parent / "pages"
_NAMES = ("tune", "held", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "small")
FOLDERS = [HERE, *(HERE / name for name in _NAMES)]
"""The eight pages of the issue; made pages that the grammar was written with; made pages that it was first tried on,
and those of further hands, the last of which keep real pages' layouts. See the README beside them."""
NEAR = 3
"""Lines between a doubt and what it is about, at most; blank lines below one another count as one."""


@dataclass(frozen=True, slots=True)
class Exactness:
    """One page: its items, those read exactly, what was read beyond them, and items that failed silently."""

    page: str
    items: int
    exact: int
    beyond: int
    silent: tuple[str, ...]


def folder(path: Path) -> Iterator[Exactness]:
    """Every page of a folder that has a gold beside it, in the order of names."""
    for gold in sorted(path.glob("*.gold.json")):
        source = next(p for p in path.glob(gold.name.replace(".gold.json", ".*")) if p != gold)
        yield measure(parse(read_page(source)), json.loads(gold.read_text("utf-8")))


def measure(parsed: ParsedPage, gold: dict[str, Any]) -> Exactness:
    """Compare one page with its gold."""
    unused = list(parsed.answers)
    missed = []
    for item in gold["items"]:
        answer = next((answer for answer in unused if is_exact(answer, item)), None)
        if answer:
            unused.remove(answer)
        elif item["answer"] or not left_out(parsed, item):
            missed.append(item)
    silent = [item for item in missed if not has_doubt(parsed, item)]
    beyond = max(0, len(parsed.answers) - len(gold["items"]))
    exact = len(gold["items"]) - len(missed)
    return Exactness(parsed.page.id, len(gold["items"]), exact, beyond, tuple(str(item["label"]) for item in silent))


def is_exact(answer: Answer, item: dict[str, Any]) -> bool:
    """Whether label, question and response are the gold's; of a label only what tells it from others counts."""
    return (plain_label(answer.label), answer.question, answer.response) == (
        plain_label(str(item["label"])),
        item["question"],
        item["answer"],
    )


def left_out(parsed: ParsedPage, item: dict[str, Any]) -> bool:
    """Whether a question that the page does not answer is in no answer, and in the report."""
    return has_doubt(parsed, item) and not any(item["question"] in f"{a.question} {a.response}" for a in parsed.answers)


def plain_label(label: str) -> str:
    """A label without the word for "question" and its dots and brackets."""
    return (
        re.sub(r"(?i)^(?:(?:public|written) )?(?:question|PQ|Q)(?: no)?[.:\s]*(?=\d)", "", label).strip("().: ").lower()
    )


def has_doubt(parsed: ParsedPage, item: dict[str, Any]) -> bool:
    """Whether a doubt stands at or near the lines of a gold item, or speaks of the page as a whole."""
    page = parsed.page.text
    spans = [span for text in (item["question"], item["answer"]) if (span := _lines_of(page, text))]
    doubts = [_places(page)[doubt.line - 1] for doubt in parsed.report.doubts]
    return any(first - NEAR <= line <= last + NEAR for first, last in spans for line in doubts) or (
        not parsed.answers and bool(doubts)
    )


@cache
def _lines_of(page: str, text: str) -> tuple[int, int] | None:
    start = page.find(text)
    if start < 0:
        return None
    places = _places(page)
    return places[page.count("\n", 0, start)], places[page.count("\n", 0, start + len(text))]


@cache
def _places(page: str) -> list[int]:
    """Each line's place among the lines of a page, a run of blank ones counted once."""
    places, blank = [0], False
    for line in page.split("\n"):
        places.append(places[-1] + (not blank or bool(line.strip())))
        blank = not line.strip()
    return places[1:]


def main(folders: list[str]) -> None:
    console = Console(highlight=False)
    for path in [Path(name) for name in folders] or FOLDERS:
        rows = list(folder(path))
        for row in rows:
            silent = f"  silent: {', '.join(row.silent)}" if row.silent else ""
            console.print(f"{row.exact:3} of {row.items:3}  +{row.beyond}  {row.page}{silent}")
        console.print(f"{sum(row.exact for row in rows)} of {sum(row.items for row in rows)} exact in {path.name}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
