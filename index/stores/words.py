"""Words of questions and responses in SQLite FTS5, stemmed, ranked by field-weighted BM25."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..record import Answer
from .sqlite import Connection, open_sealed, writing

_SCHEMA = (
    "CREATE VIRTUAL TABLE words USING fts5(answer_id UNINDEXED, question, alternates, response, topic, "
    "tokenize='porter unicode61')"
)
_COLUMN_WEIGHTS = "0, 1, 0.5, 1, 1"
_SATURATION = 2.2  # FTS5's BM25 has k1 = 1.2: a term's part tends to (k1 + 1) times its idf
_COMMON = frozenset(
    "a about am an and any are as at be been being but by can could did do does dont for from get got had has have "
    "he her here his how i if im in into is it its ive just me my no not of on or our out s she should so some t than "
    "that the their them there they this to up us was we were what when where which who whom whose why will with "
    "would you your".split()
)


def write_words(path: Path, answers: Sequence[Answer]) -> None:
    """Write every answer's words into a new file."""
    with writing(path, _SCHEMA) as database:
        rows = [
            (answer.id, answer.question, "\n".join(answer.alternates), answer.response, answer.topic or "")
            for answer in answers
        ]
        database.executemany("INSERT INTO words VALUES (?, ?, ?, ?, ?)", rows)
        database.execute("INSERT INTO words(words) VALUES ('optimize')")


def terms_of(text: str) -> list[str]:
    """The telling words of a text, lower case, each once, in order."""
    return list(dict.fromkeys(word for word in re.findall(r"\w+", text.lower()) if word not in _COMMON))


@dataclass(frozen=True, slots=True)
class WordMatches:
    """What the record holds of the telling words of a text; each figure is 0 to 1.

    `closeness`: BM25 of every answer with one of the words, as a part of the most that it could be; 1 would be an
    answer that says nothing but these words over and over. `coverage`: the part of the words that the answer
    has, each counted by its rarity. `unheard`: the part that no answer has.
    """

    closeness: dict[str, float]
    coverage: dict[str, float]
    unheard: float


@dataclass(frozen=True, slots=True)
class Words:
    """An open word index."""

    database: Connection
    total: int

    @classmethod
    def open(cls, path: Path) -> Words:
        """Open a finished word index for reading."""
        database = open_sealed(path)
        return cls(database, database.execute("SELECT count(*) FROM words").fetchone()[0])

    def search(self, text: str) -> WordMatches:
        """Every answer that shares a telling word with the text.

        A word that the record does not hold counts against every answer, as the rarest of words.
        """
        having = {term: self._having(term) for term in terms_of(text)}
        rarity = {term: self._rarity(len(answers)) for term, answers in having.items()}
        whole = sum(rarity.values())
        if not whole:
            return WordMatches({}, {}, 0.0)
        query = " OR ".join(f'"{term}"' for term in having)
        rows = self.database.execute(
            f"SELECT answer_id, -bm25(words, {_COLUMN_WEIGHTS}) FROM words WHERE words MATCH ?", (query,)
        )
        closeness = {answer_id: min(max(score / (whole * _SATURATION), 0.0), 1.0) for answer_id, score in rows}
        coverage = {
            answer_id: sum(rarity[term] for term, answers in having.items() if answer_id in answers) / whole
            for answer_id in closeness
        }
        return WordMatches(closeness, coverage, sum(rarity[term] for term in having if not having[term]) / whole)

    def _having(self, term: str) -> frozenset[str]:
        rows = self.database.execute("SELECT answer_id FROM words WHERE words MATCH ?", (f'"{term}"',))
        return frozenset(answer_id for (answer_id,) in rows)

    def _rarity(self, holding: int) -> float:
        """BM25's inverse document frequency, smoothed so that it stays above 0 (as in Lucene)."""
        return math.log1p((self.total - holding + 0.5) / (holding + 0.5))

    def close(self) -> None:
        """Close the file."""
        self.database.close()
