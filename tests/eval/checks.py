"""How well a text is set against the record: python -m tests.eval.checks [--data DIR] [--half tune|held] [--failures]

Over `checks.jsonl`, sentences written from the pages before there was a checker. A sentence is right when its verdict
is, and the answer shown; a difference is right when its kind is and its two values hold those expected or are part of
them.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot import Bot, CheckedSentence, Difference, Verdict
from index import Index, IndexSettings, split_sentences

CHECKS = Path(__file__).parent / "checks.jsonl"
HALVES = ("tune", "held")


@dataclass(frozen=True, slots=True)
class Case:
    """One line of the file, and what the checker says to it."""

    line: dict[str, Any]
    checked: CheckedSentence

    @property
    def right(self) -> bool:
        """Whether the verdict is right, and, where the record has it, one of the right answers is shown."""
        return self.checked.verdict == self.line["verdict"] and (not self.line["answers"] or self.found)

    @property
    def found(self) -> bool:
        """Whether one of the right answers is among the matches."""
        return any(key(match.answer_id) in self.line["answers"] for match in self.checked.matches)

    @property
    def met(self) -> int:
        """Expected differences that were found."""
        return sum(any(alike(want, got) for got in self.checked.differences) for want in self.line["differences"])

    @property
    def wanted(self) -> int:
        """Differences found that were expected."""
        return sum(any(alike(want, got) for want in self.line["differences"]) for got in self.checked.differences)


def key(answer_id: str) -> str:
    """PAGE:NUMBER, as in the other evaluation files."""
    return f"{answer_id[:3]}:{re.sub('[^0-9]', '', answer_id.rsplit('-', 1)[1])}"


def alike(want: dict[str, str], got: Difference) -> bool:
    """Same kind, and the same values; where a denial begins and ends is not counted."""
    if want["kind"] != got.kind:
        return False
    pairs = ((want["draft"], got.draft), (want["record"], got.record))
    return got.kind == "negation" or all(a.lower() in b.lower() or b.lower() in a.lower() for a, b in pairs)


def run(bot: Bot) -> list[Case]:
    """Every sentence of the file, checked on its own."""
    lines = [json.loads(line) for line in CHECKS.read_text(encoding="utf-8").splitlines()]
    return [Case(line, bot.check(line["text"]).sentences[0]) for line in lines]


def mutations(index: Index) -> list[str]:
    """Every number in digits of every published sentence but those that count nothing, changed, one at a time."""
    with index.lease() as generation:
        responses = [answer.response for answer in generation.catalogue.answers()]
    sentences = dict.fromkeys(text[slice(*span)] for text in responses for span in split_sentences(text))
    return [
        f"{text[: match.start()]}{_other(match[0])}{text[match.end() :]}"
        for text in sentences
        for match in _NUMBER.finditer(text)
    ]


_NUMBER = re.compile(
    r"(?<![\w/.–-])(?<![Ss]ection )(?<!question )(?!(?:999|101)\b)\d+(?:\.\d+)?(?![\w/.-]|\s?(?:years|hours a day))"
)


def _other(number: str) -> str:
    return str(int(number) - 1) if "." not in number else f"{float(number) + 0.4:g}"


def share(part: int, whole: int) -> str:
    """ "0.93 (42/45)"."""
    return f"{part / whole:.3f} ({part}/{whole})" if whole else "–"


def figures(cases: Sequence[Case]) -> dict[str, tuple[int, int, int, int]]:
    """For each verdict, and for the differences: right of what was said, what was said, right of expected, expected."""
    rows = {}
    for verdict in Verdict:
        said = [case for case in cases if case.checked.verdict is verdict]
        expected = [case for case in cases if case.line["verdict"] == verdict]
        rows[str(verdict)] = (sum(c.right for c in said), len(said), sum(c.right for c in expected), len(expected))
    rows["differences"] = (
        sum(case.wanted for case in cases),
        sum(len(case.checked.differences) for case in cases),
        sum(case.met for case in cases),
        sum(len(case.line["differences"]) for case in cases),
    )
    return rows


def show(console: Console, name: str, cases: Sequence[Case]) -> None:
    """Precision and recall, then how many of each kind are right."""
    table = Table(name, "precision", "recall", box=box.SIMPLE)
    for row, (right, said, met, expected) in figures(cases).items():
        table.add_row(row, share(right, said), share(met, expected))
    console.print(table)
    kinds = dict.fromkeys(case.line["kind"] for case in cases)
    groups = {kind: [case.right for case in cases if case.line["kind"] == kind] for kind in kinds}
    console.print(", ".join(f"{kind} {sum(right)}/{len(right)}" for kind, right in groups.items()), soft_wrap=True)


def show_failures(console: Console, cases: Sequence[Case]) -> None:
    """Every sentence that is not right, with what was said of it."""
    for case in cases:
        expected = len(case.line["differences"])
        if not case.right or case.met < expected or case.wanted < len(case.checked.differences):
            line, got = case.line, case.checked
            console.print(f"{line['id']} {line['kind']}: {escape(line['text'])}", soft_wrap=True)
            console.print(
                f"    expected {line['verdict']} {line['answers']} {escape(str(line['differences']))}", soft_wrap=True
            )
            console.print(f"    got {got.verdict} {escape(str(got.differences))}", soft_wrap=True)
            console.print(escape(f"    {[(key(m.answer_id), m.text[:150]) for m in got.matches]}"), soft_wrap=True)


def main() -> None:
    """Print the figures of both halves."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path(".onrecord"))
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--failures", action="store_true")
    chosen = parser.parse_args()
    console = Console(highlight=False)
    index = Index.open(IndexSettings(data=chosen.data))
    bot = Bot.open(index)
    cases = run(bot)
    for half in [chosen.half] if chosen.half else HALVES:
        own = [case for case in cases if case.line["half"] == half]
        show(console, half, own)
        if chosen.failures:
            show_failures(console, own)
    changed = mutations(index)
    missed = [text for text in changed if not any(each.differences for each in bot.check(text).sentences)]
    console.print(
        f"published sentences with one number changed: {share(len(changed) - len(missed), len(changed))} told"
    )
    if chosen.failures:
        for text in missed:
            console.print(escape(f"    {text[:200]}"), soft_wrap=True)


if __name__ == "__main__":
    main()
