"""A page into its meeting, its answers and a report of how it was read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ..record import Answer, AnsweredBy, Doubt, Page, ParsedPage, ParseReport
from .ageing import find_ageing
from .blocks import Block
from .cues import resident_area, stated_count, trailing_place
from .grammar import Reading, read_lines
from .lines import Line, split_cells, split_lines
from .meeting import read_meeting
from .questions import unquoted
from .references import resolve
from .voices import outcome, speaker

PARSER_VERSION = "3"
"""Goes into every generation's manifest; raise it when the same page would be read differently."""


def parse(page: Page) -> ParsedPage:
    """Read a page. What was not understood is in the report; a page without questions has no answers."""
    lines = split_cells(split_lines(page.text))
    reading = read_lines(lines)
    preamble = [line for line, kind in zip(lines, reading.kinds, strict=True) if kind == "preamble"]
    meeting = read_meeting(page.id, preamble)
    answered = [block for block in reading.blocks if block.wording and block.response]
    answered = [block for block in answered if block.response and block.response[0] < block.response[1]]
    style = _places_are_style(
        [page.text[block.wording.start : block.wording.end] for block in answered if block.wording]
    )
    used = Counter[str]()
    answers = [_answer(page, lines, block, style, used) for block in answered]
    resolved = tuple(resolve(answers))
    return ParsedPage(page, meeting, resolved, _report(preamble, reading, resolved, lines))


def _places_are_style(questions: Sequence[str]) -> bool:
    """Whether a page gives askers' areas as bare words after the question ("… the victim? Bolsover")."""
    bare = sum(resident_area(text) is None and trailing_place(text) is not None for text in questions)
    return bare >= 2 and bare * 2 > len(questions)


def _answer(page: Page, lines: Sequence[Line], block: Block, bare_places: bool, used: Counter[str]) -> Answer:
    assert block.wording is not None
    assert block.response is not None
    first, last = block.wording.start, block.wording.end
    asked = page.text[first:last]
    area = resident_area(asked) or (trailing_place(asked) if bare_places else None)
    question_end = first + (len(asked[: area[0]].rstrip()) if area else len(asked))
    places = [at for at in range(*block.response) if lines[at].text]
    start, end = unquoted(lines, places, block.start, lines[places[-1]].end)
    response = page.text[start:end]
    return Answer(
        id=_answer_id(page.id, block.name, used),
        page_id=page.id,
        label=block.name,
        question=page.text[first:question_end],
        question_start=first,
        question_end=question_end,
        response=response,
        start=start,
        end=end,
        topic=block.topic,
        asked_from=area[1] if area else block.wording.area or block.area,
        answered_by=_speaker(response, block),
        outcome=outcome(response),
        ageing=find_ageing(response),
    )


def _speaker(response: str, block: Block) -> AnsweredBy:
    """Who answers; two markers that name different speakers make a response of both."""
    if len(block.speakers) > 1:
        return AnsweredBy.JOINT
    return speaker(response, block.marker.speaker if block.marker and not block.marker.soft else None)


def _answer_id(page_id: str, label: str, used: Counter[str]) -> str:
    """Page and label; a label printed twice gets a number more, so that both answers can be cited."""
    plain = f"{page_id}-{re.sub(r'[^a-z0-9]+', '', label.lower())}"
    used[plain] += 1
    return plain if used[plain] == 1 else f"{plain}-{used[plain]}"


def _report(
    preamble: Sequence[Line], reading: Reading, answers: Sequence[Answer], lines: Sequence[Line]
) -> ParseReport:
    expected, line = next(
        ((count, line) for line in preamble if (count := stated_count(line.text)) is not None), (None, None)
    )
    doubts = list(reading.doubts)
    if line and expected != len(answers):
        doubts.append(
            Doubt(line.number, line.text[:80], f"the page speaks of {expected} questions; {len(answers)} found")
        )
    if not answers:
        doubts.append(Doubt(1, lines[0].text[:80], "no question with a response was found on this page"))
    kinds = Counter({line.number: kind for line, kind in zip(lines, reading.kinds, strict=True)}.values())
    counted = {kind: kinds[kind] for kind in ("answer", "heading", "preamble", "furniture", "blank")}
    return ParseReport(expected, len(answers), counted, tuple(sorted(doubts, key=lambda doubt: doubt.line)))
