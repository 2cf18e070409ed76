"""How well a draft's flags find what must be checked: python -m tests.eval.flags [--data DIR] [--misses]

Over `flags.jsonl`: published sentences, and what in them a careful drafter would look at before saying them again, by
somebody who read the pages and saw no code. A flag is right when its kind is and it shares words with the label's.
The halves are of different sentences: their texts' hashes decide.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot import Band, BotSettings, FlagKind
from bot.asking import open_dictionary
from bot.writing import Flagger, open_drafting
from bot.writing.selecting import Line
from index import Answer, Generation, Hit, Index, IndexSettings, Signals

FILE = Path(__file__).with_name("flags.jsonl")
TODAY = dt.date(2026, 11, 22)
KINDS = ("figure", "relative_time", "deadline", "post_holder", "pending_law", "place", "pointer", "link", "addressee")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A published sentence: where it stands, what should be flagged in it, and what is."""

    half: str
    text: str
    wanted: tuple[tuple[str, str], ...]
    found: tuple[tuple[str, str], ...]


def labelled(generation: Generation) -> Iterator[Labelled]:
    """The sentences of the file with the flags that they get; one that cannot be placed is an error."""
    words = open_dictionary()
    flagger = Flagger(
        open_drafting(),
        generation,
        lambda word: bool(words.known([word])),
        generation.catalogue.areas(),
        "",
        TODAY,
        BotSettings(),
    )
    for row in map(json.loads, FILE.read_text(encoding="utf-8").splitlines()):
        answer = _answer(row["page"], row["label"], row["sentence"], generation)
        start = answer.response.index(row["sentence"])
        hit = Hit(answer, generation.meeting(answer.page_id), 0.5, Signals(0, 0, 0, 0, 0), ())
        line = Line(hit, start, start + len(row["sentence"]), 0.5, Band.STRONG)
        flags = flagger.flags(line, first=False, opens=True)
        digest = hashlib.sha256(row["sentence"].encode()).digest()[0]
        yield Labelled(
            "tune" if digest % 2 else "held",
            row["sentence"],
            tuple((flag["kind"], flag["text"]) for flag in row["flags"]),
            tuple((flag.kind.value, flag.text) for flag in flags if flag.kind is not FlagKind.EARLIER),
        )


def _answer(page: str, label: str, sentence: str, generation: Generation) -> Answer:
    for meeting in generation.catalogue.meetings():
        if meeting.id.startswith(page):
            for answer in generation.catalogue.answers(meeting.id):
                if answer.label.strip("Q.,)") == label.strip("Q.,)") and sentence in answer.response:
                    return answer
    raise ValueError(f"{page} {label}: no such sentence: {sentence}")


def counts(rows: list[Labelled]) -> dict[str, tuple[int, int, int, int]]:
    """By kind, and for all kinds taken as one: labels found, labels, flags that are right, flags."""
    totals: dict[str, Counter[str]] = {kind: Counter() for kind in (*KINDS, "any")}
    for row in rows:
        for name in totals:
            wanted = [pair for pair in row.wanted if name in (pair[0], "any")]
            found = [pair for pair in row.found if name in (pair[0], "any")]
            totals[name]["found"] += sum(any(_share(pair, other) for other in found) for pair in wanted)
            totals[name]["wanted"] += len(wanted)
            totals[name]["right"] += sum(any(_share(pair, other) for other in wanted) for pair in found)
            totals[name]["flags"] += len(found)
    return {name: (each["found"], each["wanted"], each["right"], each["flags"]) for name, each in totals.items()}


def _share(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return bool(set(one[1].lower().split()) & set(other[1].lower().split())) or one[1] in other[1] or other[1] in one[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path(".onrecord"))
    parser.add_argument("--misses", default="", help="tune or held: print what was missed and what was too much")
    chosen = parser.parse_args()
    with closing(Index.open(IndexSettings(data=chosen.data))) as index, index.lease() as generation:
        rows = list(labelled(generation))
    for half in ("tune", "held"):
        for name, (found, wanted, right, flags) in counts([row for row in rows if row.half == half]).items():
            recall = f"recall {found / max(wanted, 1):.3f} ({found}/{wanted})"
            precision = f"precision {right / max(flags, 1):.3f} ({right}/{flags})"
            print(f"{half:5} {name:14} {recall}  {precision}")  # noqa: T201
    for row in (row for row in rows if row.half == chosen.misses):
        missed = [pair for pair in row.wanted if not any(_share(pair, other) for other in row.found)]
        extra = [pair for pair in row.found if not any(_share(pair, other) for other in row.wanted)]
        if missed or extra:
            print(f"missed {missed} too much {extra} | {row.text}")  # noqa: T201


if __name__ == "__main__":
    main()
