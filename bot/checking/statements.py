"""Every published sentence of a generation, for finding those that say what another text says."""

from __future__ import annotations

import datetime as dt
import math
from bisect import bisect
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from index import Generation, Vectors

from .reading import Reading

_NEAREST = 12  # sentences looked at for their meaning, and as many for their words


@dataclass(frozen=True, slots=True)
class Statement:
    """A published sentence: `response[start:end] == text` in its answer's response; `held` is its meeting's date."""

    at: int
    answer_id: str
    start: int
    end: int
    text: str
    held: dt.date | None
    apart: bool
    """Whether a new paragraph begins here."""


@dataclass(frozen=True, slots=True)
class Near:
    """A published sentence and its cosine to what it was searched for."""

    statement: Statement
    closeness: float


class Statements:
    """The published sentences of one generation, in the order of the record. Safe for many threads."""

    def __init__(self, statements: Sequence[Statement], vectors: Vectors) -> None:
        self.all = tuple(statements)
        self.of_answer: dict[str, list[Statement]] = defaultdict(list)
        self._vectors = vectors
        self._readings: dict[int, Reading] = {}
        holding: dict[str, list[int]] = defaultdict(list)
        for statement in self.all:
            self.of_answer[statement.answer_id].append(statement)
            for stem in {word.stem for word in self.reading(statement).words if word.telling}:
                holding[stem].append(statement.at)
        self._holding = {stem: np.asarray(places) for stem, places in holding.items()}

    @classmethod
    def of(cls, generation: Generation) -> Statements:
        """All of a generation's; takes about a millisecond a sentence."""
        passages, vectors = generation.responses()
        answers = {answer.id: answer for answer in generation.catalogue.answers()}
        held = {answer.page_id: generation.meeting(answer.page_id).date for answer in answers.values()}
        statements: list[Statement] = []
        for at, passage in enumerate(passages):
            answer = answers[passage.answer_id]
            start, end = passage.start - answer.start, passage.end - answer.start
            former = statements[-1] if statements and statements[-1].answer_id == answer.id else None
            apart = former is None or "\n" in answer.response[former.end : start]
            statements.append(Statement(at, answer.id, start, end, passage.text, held[answer.page_id], apart))
        return cls(statements, vectors)

    def reading(self, statement: Statement) -> Reading:
        """What a published sentence holds; read once."""
        known = self._readings.get(statement.at)
        if known is None:
            before = None
            if not statement.apart:
                former = self.reading(self.all[statement.at - 1])
                before = former.periods[-1] if former.periods else former.before
            known = self._readings[statement.at] = Reading.of(statement.text, before)
        return known

    def rarity(self, stem: str) -> float:
        """How much a word says: the rarer in the record, the more; a word it does not hold says most."""
        places = self._holding.get(stem)
        return math.log1p(len(self.all) / (1 if places is None else len(places)))

    def nearest(self, reading: Reading, vector: Vectors) -> list[Near]:
        """The sentences closest to a text in meaning and those closest in words; `vector` is the embedded text."""
        if not self.all:
            return []
        closeness = self._vectors @ vector
        shared = np.zeros(len(self.all), np.float32)
        for stem in {word.stem for word in reading.words if word.telling}:
            if stem in self._holding:
                shared[self._holding[stem]] += self.rarity(stem)
        found = {int(at) for scores in (closeness, shared) for at in np.argsort(-scores, kind="stable")[:_NEAREST]}
        return [Near(self.all[at], float(closeness[at])) for at in sorted(found)]

    def reused(self, reading: Reading, near: Sequence[Near]) -> list[Statement]:
        """The published sentences that a text repeats whole, one or several in a row, if it does."""
        found = []
        for answer_id in dict.fromkeys(each.statement.answer_id for each in near):
            own = self.of_answer[answer_id]
            ends = list(accumulate(len(self.reading(each).plain) for each in own))
            at = "".join(self.reading(each).plain for each in own).find(reading.plain)
            first = bisect(ends, at)
            if at >= 0 and at == (ends[first - 1] if first else 0) and at + len(reading.plain) in ends:
                found += own[first : ends.index(at + len(reading.plain)) + 1]
        return found
