"""How well personal data is taken out: python -m tests.eval.redaction [--wrong tune] [--questions]

Over `tests/bot/redaction/sentences.jsonl` by kind and half: of what must not survive, how much is gone; of what must
stay, how much is lost. `--wrong` prints what went wrong in one half; `--questions` what is taken out of the questions
of the evaluation files, all of which hold no personal data.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot import Redactor
from index import parse, read_page
from tests.conftest import ROOT, SEEDS

SENTENCES = ROOT / "tests" / "bot" / "redaction" / "sentences.jsonl"
HALVES = ("tune", "held")
_PLACEHOLDER = re.compile(r"\[[a-z ]+\]")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A line of the file: `out` must not survive, each with its kind; `stay` must."""

    text: str
    out: tuple[str, ...]
    kinds: tuple[str, ...]
    stay: tuple[str, ...]
    half: str

    def survivors(self, redacted: str) -> list[tuple[str, str]]:
        """Kind and text of everything that any word of is left, beyond those that the sentence has anyway."""
        left = _words(redacted) - (_words(self.text) - sum((_words(each) for each in self.out), Counter()))
        return [(kind, each) for kind, each in zip(self.kinds, self.out, strict=True) if _words(each) & left]

    def lost(self, redacted: str) -> list[str]:
        """What should have stayed and did not."""
        return [each for each in self.stay if each not in redacted]


def sentences() -> list[Sentence]:
    rows = [json.loads(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines()]
    return [Sentence(*(tuple(row[k]) if k in ("out", "kinds", "stay") else row[k] for k in row)) for row in rows]


def record_words() -> tuple[list[str], list[str]]:
    """Areas and words of the five pages, as a generation has them."""
    pages = [parse(read_page(path)) for path in sorted(SEEDS.glob("*.txt"))]
    areas = {answer.asked_from for page in pages for answer in page.answers if answer.asked_from}
    return sorted(areas), sorted({word for page in pages for word in re.findall("[a-z]+", page.page.text.lower())})


def figures(redactor: Redactor, half: str) -> tuple[Counter[str], Counter[str], int, int, int]:
    """By kind how many there are and how many are gone; how many must stay, how many are lost; clean ones touched."""
    there, gone = Counter(), Counter()
    stay = lost = touched = 0
    for sentence in (each for each in sentences() if each.half == half):
        redacted = redactor.redact(sentence.text)
        there.update(sentence.kinds)
        gone.update(sentence.kinds)
        gone.subtract(kind for kind, _ in sentence.survivors(redacted.text))
        stay += len(sentence.stay)
        lost += len(sentence.lost(redacted.text))
        touched += not sentence.out and bool(redacted.kinds)
    return there, gone, stay, lost, touched


def questions() -> Iterator[str]:
    """Every question of the evaluation files, each turn of a follow-up."""
    for path in sorted(Path(__file__).parent.glob("*.jsonl")):
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            yield from (turn.strip() for turn in row.get("question", "").split("|||") if turn.strip())


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(_PLACEHOLDER.sub(" ", text).casefold()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wrong", choices=HALVES)
    parser.add_argument("--questions", action="store_true")
    chosen = parser.parse_args()
    redactor = Redactor.of(*record_words())
    if chosen.wrong:
        for sentence in (each for each in sentences() if each.half == chosen.wrong):
            redacted = redactor.redact(sentence.text).text
            if wrong := [*sentence.survivors(redacted), *sentence.lost(redacted)]:
                print(f"{sentence.text}\n    {redacted}\n    {wrong}")  # noqa: T201
        return
    if chosen.questions:
        touched = [(text, redacted.text) for text in questions() if (redacted := redactor.redact(text)).kinds]
        print(*(f"{text}\n    {redacted}" for text, redacted in touched), len(touched), sep="\n")  # noqa: T201
        return
    measured = {half: figures(redactor, half) for half in HALVES}
    for kind in sorted(measured["tune"][0] | measured["held"][0]):
        cells = [f"{measured[half][1][kind]} of {measured[half][0][kind]}" for half in HALVES]
        print(f"| {kind} | {' | '.join(cells)} |")  # noqa: T201
    for half, (there, gone, stay, lost, touched) in measured.items():
        print(f"{half}: {gone.total()} of {there.total()} gone; {lost} of {stay} lost; clean ones touched {touched}")  # noqa: T201


if __name__ == "__main__":
    main()
