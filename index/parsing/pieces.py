"""An answer as the pieces whose standing can be doubted: its lines, and what stands before or behind a question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..record import Answer
from .blocks import Block
from .cues import is_item
from .sheet import Sheet
from .signs import is_proper

QUESTION, RESPONSE = "question", "response"
FIRST, INSIDE, LAST, ONLY = range(4)
_LONGEST_LEAD = 7  # words

_LEAD = re.compile(r"(?P<lead>[A-Z][\w’' .,()&-]{1,60}?(?::|\s[-–—])|[(\[][^()\[\]]{2,60}[)\]]:?)\s+(?=[\"“‘]?[A-Z])")
_WHO = re.compile(r", |[(\[]|\b(?:of|from)\b", re.I)
_TAIL = re.compile(
    r"(?:(?<=[.?!])|(?<=[.?!][\"'”’)\]]))\s+(?P<after>(?:[^\s.?!]+ ){0,4}[^\s.?!]+\.?)$"
    r"|\s(?P<bracket>[(\[][^()\[\]?]{2,60}[)\]])$|\s[–—-]\s(?P<dash>[A-Z][^.?!–—]{2,60})$"
)
_DASH = re.compile(r"[-–—~]\s?(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of a question or response, with the ones above and below; empty where there is none."""

    at: int
    text: str
    of: str
    spot: int
    above: str = ""
    below: str = ""


def pieces_of(sheet: Sheet, blocks: Sequence[Block], answers: Sequence[Answer]) -> list[list[Piece]]:
    """The pieces of each answer, in order; a shared response is its last question's."""
    leads = sum(_LEAD.match(answer.question[:200]) is not None for answer in answers) > 1
    return [
        _question(sheet, block, answer, leads) + ([] if block.shares else _response(sheet, block, answer))
        for block, answer in zip(blocks, answers, strict=True)
    ]


def _question(sheet: Sheet, block: Block, answer: Answer, leads: bool) -> list[Piece]:
    first, last = block.wording.lines if block.wording else (0, 0)
    rows = _rows(sheet, range(first, last + 1), answer.question_start, answer.question_end)
    if not rows:
        return []
    (at, text), (foot, _) = rows[0], rows[-1]
    lead = _LEAD.match(text)
    if lead and (leads or _WHO.search(lead["lead"])) and len(lead["lead"].split()) <= _LONGEST_LEAD:
        rows[:1] = [(at, lead["lead"].rstrip(":-–— ")), (at, text[lead.end() :])]
    tail = _TAIL.search(rows[-1][1])
    if tail and (not tail["after"] or is_proper(tail["after"])):
        rows[-1:] = [(foot, rows[-1][1][: tail.start()].rstrip()), (foot, tail[0].strip(" –—-").removesuffix("."))]
    return _placed(rows, QUESTION)


def _response(sheet: Sheet, block: Block, answer: Answer) -> list[Piece]:
    return _placed(_rows(sheet, range(*(block.response or (0, 0))), answer.start, answer.end), RESPONSE)


def _rows(sheet: Sheet, places: range, start: int, end: int) -> list[tuple[int, str]]:
    """The lines with words that stand between two offsets, cut there."""
    rows = [(at, sheet.lines[at]) for at in places]
    cut = [(at, line.text[max(0, start - line.start) : max(0, end - line.start)].strip()) for at, line in rows]
    return [(at, text) for at, text in cut if text]


def _placed(rows: list[tuple[int, str]], of: str) -> list[Piece]:
    if len(rows) < 2:
        return [Piece(*row, of, ONLY) for row in rows]
    at, last = rows[-1]
    if (dash := _DASH.match(last)) and not is_item(rows[-2][1]):
        rows[-1] = (at, last[dash.end() :])  # a name is told without the dash before it
    texts = ["", *(text for _, text in rows), ""]
    spots = [FIRST, *[INSIDE] * (len(rows) - 2), LAST]
    around = zip(texts, texts[2:], strict=False)
    return [Piece(*row, of, spot, *near) for row, spot, near in zip(rows, spots, around, strict=True)]
