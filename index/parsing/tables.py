"""A table read cell by cell: its heading row says which cell of a row asks and which answers."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from ..record import AnsweredBy
from .chain import Candidate
from .cues import ends_asking
from .furniture import is_furniture
from .labels import Label, label_of
from .lines import plain
from .markers import Marker
from .sheet import Layout, Sheet

_ASKS = re.compile(
    r"(?:the |public |your |written )?(?:questions?|quer(?:y|ies)|enquir(?:y|ies)|requests?"
    r"|you asked|views?|issues?|concerns?|comments?)(?: \w+| (?:from|by|of) (?:the )?\w+)?",
    re.I,
)
_ANSWERS = re.compile(
    r"(?:the |our |police |force |constabulary |chief constable'?s? |commissioner'?s? |pcc |written |official )*"
    r"(?:responses?|answers?|repl(?:y|ies)|we said)(?: \w+)?",
    re.I,
)
_OTHER = re.compile(
    r"(?:ref(?:erence)?|no|number|#|item|id|date|name|asked|asker|questioner|area|ward|town"
    r"|resident|topic|subject|theme|from|status)\.?(?: \w+)?",
    re.I,
)
_WIDEST = 8  # columns
_LONGEST_NAME = 40  # characters


def table(sheet: Sheet) -> Iterator[Layout]:
    """The layout of the page's table, if it has one with a column that asks and one that answers."""
    head = _head(sheet)
    if head is None:
        return
    columns = [plain(sheet.lines[at].text) for at in head]
    asks = next(at for at, name in enumerate(columns) if _ASKS.fullmatch(name))
    answers = next(at for at, name in enumerate(columns) if _ANSWERS.fullmatch(name))
    every = _rows(sheet, head)
    rows = [row for row in every if len(row) > asks]
    rows = [row for row in rows if plain(sheet.lines[row[asks]].text) != columns[asks]]
    if asks > answers or not rows:
        return
    rows = [_rewrapped(sheet, row, asks, answers, len(columns)) for row in rows]
    ends = (
        set(_heads_again(sheet, head))
        | {row[0] for row in every}
        | {row[asks + 1] for row in rows if len(row) > asks + 1 < answers + 1}
        | {row[answers + 1] for row in rows if len(row) == len(head) > answers + 1}
    )
    openers = tuple(Candidate(row[asks], _label(sheet, row[:asks]), 0) for row in rows)
    own = {row[answers]: Marker(AnsweredBy.CONSTABULARY, frozenset(), 0) for row in rows if len(row) > answers}
    yield Layout("a table", openers, own, tuple(sorted(ends)), rows=True)


def _heads_again(sheet: Sheet, head: Sequence[int]) -> Iterator[int]:
    """Where the heading row is printed again, as on each page of a long table."""
    texts = [(at, line.text) for at, line in enumerate(sheet.lines) if line.text and at > head[-1]]
    names = [sheet.lines[at].text for at in head]
    for place, (at, text) in enumerate(texts):
        if text == names[0] and [name for _, name in texts[place : place + len(names)]] == names:
            yield at


def _rewrapped(sheet: Sheet, row: list[int], asks: int, answers: int, columns: int) -> list[int]:
    """A row whose cells run over several lines: the question ends with the first line that asks to its end."""
    if len(row) <= columns or sheet.lines[row[0]].number == sheet.lines[row[-1]].number:
        return row
    last = next((k for k in range(asks, len(row) - 1) if ends_asking(sheet.lines[row[k]].text)), None)
    return row if last is None else [*row[: asks + 1], *row[last + 1 :]] if answers == asks + 1 else row


def _head(sheet: Sheet) -> list[int] | None:
    """The first line of cells, or run of lines, that name columns."""
    for cells in _by_line(sheet):
        names = [plain(sheet.lines[k].text) for k in cells]
        if len(cells) > 1 and any(map(_ASKS.fullmatch, names)) and any(map(_ANSWERS.fullmatch, names)):
            return cells
    return next((run for run in _runs(sheet) if _names_columns(sheet, run)), None)


def _runs(sheet: Sheet) -> Iterator[list[int]]:
    """Runs of lines that may name columns: short ones with a blank line above and below, or by their words."""
    for blank, run in itertools.groupby(range(len(sheet.lines)), key=lambda at: not sheet.lines[at].text):
        lines = [] if blank else list(run)
        if all(len(sheet.lines[at].text) < _LONGEST_NAME and sheet.lines[at].text[-1].isalnum() for at in lines):
            yield lines
    texts = [at for at, line in enumerate(sheet.lines) if line.text]
    for named, run in itertools.groupby(texts, key=lambda at: _is_name(sheet.lines[at].text)):
        if named:
            yield list(run)


def _is_name(text: str) -> bool:
    name = plain(text)
    return len(name) < _LONGEST_NAME and any(kind.fullmatch(name) for kind in (_ASKS, _ANSWERS, _OTHER))


def _names_columns(sheet: Sheet, run: Sequence[int]) -> bool:
    names = [plain(sheet.lines[at].text) for at in run[: _WIDEST + 1]]
    told = any(map(_ASKS.fullmatch, names)) and any(map(_ANSWERS.fullmatch, names))
    return told and len(names) <= _WIDEST and not any(label_of(name) for name in names)


def _by_line(sheet: Sheet) -> list[list[int]]:
    """The cells of each line of the page that has several."""
    lines: dict[int, list[int]] = {}
    for at, line in enumerate(sheet.lines):
        if line.text:
            lines.setdefault(line.number, []).append(at)
    return [cells for cells in lines.values() if len(cells) > 1]


def _rows(sheet: Sheet, head: Sequence[int]) -> list[list[int]]:
    """Rows by line where a row is one line, by label where the first cell is one, else by the number of columns."""
    cells = [at for at in range(head[-1] + 1, len(sheet.lines)) if sheet.lines[at].text]
    cells = [at for at in cells if not is_furniture(sheet.lines[at].text)]
    numbers = [sheet.lines[at].number for at in cells]
    if len(set(numbers)) < len(numbers):
        return _by(cells, [place == 0 or numbers[place] != numbers[place - 1] for place in range(len(cells))])
    whole = [at in sheet.labels and sheet.labels[at].body >= len(sheet.lines[at].text) for at in cells]
    if sum(whole) > 1:
        return _by(cells, whole)
    return [cells[at : at + len(head)] for at in range(0, len(cells), len(head))]


def _by(cells: Sequence[int], starts: Sequence[bool]) -> list[list[int]]:
    rows: list[list[int]] = []
    for at, start in zip(cells, starts, strict=True):
        if start:
            rows.append([])
        if rows:
            rows[-1].append(at)
    return rows


def _label(sheet: Sheet, before: Sequence[int]) -> Label:
    """The label in the cells before the question's."""
    for at in before:
        label = sheet.labels.get(at)
        if label and label.body >= len(sheet.lines[at].text):
            return Label(label.text, label.number, "T", 0)
    return Label("", 0, "T", 0)
