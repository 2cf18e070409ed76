"""Pages, meetings, answers, passages and relations in SQLite: everything a reply shows comes from here."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from ..language import Language, read_language
from ..passages import Passage
from ..record import Answer, Meeting, Page, ParsedPage, ParseReport, WithdrawalKind
from ..relations import Relation, RelationKind
from .sqlite import Connection, open_sealed, writing

_SCHEMA = """
CREATE TABLE pages (id TEXT PRIMARY KEY, body TEXT NOT NULL, meeting TEXT NOT NULL, report TEXT NOT NULL, date TEXT);
CREATE TABLE answers (
    id TEXT PRIMARY KEY, page_id TEXT NOT NULL REFERENCES pages (id), place INTEGER NOT NULL,
    area TEXT, topic TEXT, body TEXT NOT NULL
);
CREATE TABLE passages (id TEXT PRIMARY KEY, answer_id TEXT NOT NULL REFERENCES answers (id), body TEXT NOT NULL);
CREATE INDEX passages_of ON passages (answer_id);
CREATE TABLE relations (one TEXT NOT NULL, other TEXT NOT NULL, kind TEXT NOT NULL, PRIMARY KEY (one, other));
CREATE TABLE language (body TEXT NOT NULL);
CREATE TABLE suppressed (answer_id TEXT PRIMARY KEY);
"""
_ANSWER = TypeAdapter(Answer)
_MEETING = TypeAdapter(Meeting)
_PAGE = TypeAdapter(Page)
_PASSAGE = TypeAdapter(Passage)
_REPORT = TypeAdapter(ParseReport)
_LANGUAGE = TypeAdapter(Language)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is restricted to; None does not restrict. Dates are of the meeting, both ends included."""

    meeting: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    area: str | None = None
    topic: str | None = None

    def __bool__(self) -> bool:
        return any(value is not None for value in (self.meeting, self.since, self.until, self.area, self.topic))


def write_catalogue(
    path: Path, parsed: Sequence[ParsedPage], passages: Sequence[Passage], relations: Sequence[Relation]
) -> None:
    """Write the whole record into a new file; the same record gives the same rows in the same order."""
    with writing(path, _SCHEMA) as database:
        for page in parsed:
            bodies = (_PAGE.dump_json(page.page), _MEETING.dump_json(page.meeting), _REPORT.dump_json(page.report))
            date = page.meeting.date.isoformat() if page.meeting.date else None
            database.execute(
                "INSERT INTO pages VALUES (?, ?, ?, ?, ?)", (page.page.id, *map(bytes.decode, bodies), date)
            )
            database.executemany(
                "INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (
                        answer.id,
                        answer.page_id,
                        place,
                        answer.asked_from,
                        answer.topic,
                        _ANSWER.dump_json(answer).decode(),
                    )
                    for place, answer in enumerate(page.answers)
                ],
            )
        rows = [(passage.id, passage.answer_id, _PASSAGE.dump_json(passage).decode()) for passage in passages]
        database.executemany("INSERT INTO passages VALUES (?, ?, ?)", rows)
        pairs = [(relation.one, relation.other, relation.kind) for relation in relations]
        database.executemany("INSERT INTO relations VALUES (?, ?, ?)", pairs)
        gone = {each.answer_id for page in parsed for each in page.withheld if each.kind is WithdrawalKind.SUPPRESSED}
        database.executemany("INSERT INTO suppressed VALUES (?)", [(name,) for name in sorted(gone)])
        database.execute("INSERT INTO language VALUES (?)", (_LANGUAGE.dump_json(read_language(parsed)).decode(),))


@dataclass(frozen=True, slots=True)
class Catalogue:
    """An open catalogue."""

    database: Connection

    @classmethod
    def open(cls, path: Path) -> Catalogue:
        """Open a finished catalogue for reading."""
        return cls(open_sealed(path))

    def answer(self, answer_id: str) -> Answer | None:
        """One answer by its id."""
        row = self.database.execute("SELECT body FROM answers WHERE id = ?", (answer_id,)).fetchone()
        return _ANSWER.validate_json(row[0]) if row else None

    def suppressed(self, answer_id: str) -> bool:
        """Whether an answer by that id was withdrawn."""
        found = self.database.execute("SELECT 1 FROM suppressed WHERE answer_id = ?", (answer_id,)).fetchone()
        return found is not None

    def answers(self, page_id: str | None = None) -> list[Answer]:
        """Answers in the order of the pages; of one page, or of all."""
        rows = self.database.execute(
            "SELECT body FROM answers WHERE ?1 IS NULL OR page_id = ?1 ORDER BY page_id, place", (page_id,)
        )
        return [_ANSWER.validate_json(row[0]) for row in rows]

    def meeting(self, meeting_id: str) -> Meeting | None:
        """One meeting by its id, which is its page's."""
        row = self.database.execute("SELECT meeting FROM pages WHERE id = ?", (meeting_id,)).fetchone()
        return _MEETING.validate_json(row[0]) if row else None

    def meetings(self) -> list[Meeting]:
        """All meetings, newest first; those without a date last."""
        rows = self.database.execute("SELECT meeting FROM pages ORDER BY date IS NULL, date DESC, id")
        return [_MEETING.validate_json(row[0]) for row in rows]

    def page(self, page_id: str) -> Page | None:
        """One page as captured."""
        row = self.database.execute("SELECT body FROM pages WHERE id = ?", (page_id,)).fetchone()
        return _PAGE.validate_json(row[0]) if row else None

    def report(self, page_id: str) -> ParseReport | None:
        """How a page was read."""
        row = self.database.execute("SELECT report FROM pages WHERE id = ?", (page_id,)).fetchone()
        return _REPORT.validate_json(row[0]) if row else None

    def matching(self, filters: Filters) -> set[str]:
        """Ids of the answers that filters let through; words are compared without regard to case."""
        rows = self.database.execute(
            "SELECT answers.id FROM answers JOIN pages ON pages.id = page_id "
            "WHERE (?1 IS NULL OR lower(page_id) = lower(?1)) "
            "AND (?2 IS NULL OR date >= ?2) AND (?3 IS NULL OR date <= ?3) "
            "AND (?4 IS NULL OR lower(area) = lower(?4)) AND (?5 IS NULL OR lower(topic) = lower(?5))",
            (
                filters.meeting,
                filters.since.isoformat() if filters.since else None,
                filters.until.isoformat() if filters.until else None,
                filters.area,
                filters.topic,
            ),
        )
        return {row[0] for row in rows}

    def areas(self) -> list[str]:
        """The askers' areas, each once."""
        return self._distinct("area")

    def topics(self) -> list[str]:
        """The topics, each once."""
        return self._distinct("topic")

    def _distinct(self, column: str) -> list[str]:
        rows = self.database.execute(f"SELECT DISTINCT {column} FROM answers WHERE {column} IS NOT NULL ORDER BY 1")
        return [row[0] for row in rows]

    def passages(self, answer_ids: Iterable[str]) -> dict[str, list[Passage]]:
        """Passages of answers, by answer, in the order of their text."""
        rows = self.database.execute(
            "SELECT body FROM passages WHERE answer_id IN (SELECT value FROM json_each(?)) ORDER BY rowid",
            (json.dumps(sorted(answer_ids)),),
        )
        found = defaultdict(list)
        for (body,) in rows:
            passage = _PASSAGE.validate_json(body)
            found[passage.answer_id].append(passage)
        return found

    def language(self) -> Language:
        """The words and abbreviations of the record."""
        return _LANGUAGE.validate_json(self.database.execute("SELECT body FROM language").fetchone()[0])

    def related(self, answer_id: str) -> list[tuple[str, RelationKind]]:
        """The other answers directly related to one, with how."""
        rows = self.database.execute(
            "SELECT other, kind FROM relations WHERE one = ?1 UNION SELECT one, kind FROM relations WHERE other = ?1",
            (answer_id,),
        )
        return [(other, RelationKind(kind)) for other, kind in rows]

    def relations(self) -> list[Relation]:
        """Every related pair, in the order of the record."""
        rows = self.database.execute("SELECT one, other, kind FROM relations ORDER BY rowid")
        return [Relation(one, other, RelationKind(kind)) for one, other, kind in rows]

    def counts(self) -> dict[str, int]:
        """Rows of each kind."""
        tables = ("pages", "answers", "passages", "relations")
        return {name: self.database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}

    def close(self) -> None:
        """Close the file."""
        self.database.close()
