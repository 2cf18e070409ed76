"""A page into its meeting, its answers and a report of how it was read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ..record import Answer, Doubt, Page, ParsedPage, ParseReport
from .ageing import find_ageing
from .cues import asks, label_of, marker_of, resident_area, stated_count, trailing_place
from .grammar import Block, Reading, read_lines
from .lines import Line, split_lines
from .meeting import read_meeting
from .references import resolve
from .voices import outcome, speaker

PARSER_VERSION = "3"
"""Goes into every generation's manifest; raise it when the same page would be read differently."""


def parse(page: Page) -> ParsedPage:
    """Read a page. What was not understood is in the report; a page without questions has no answers."""
    lines = split_lines(page.text)
    reading = read_lines(lines)
    preamble = [line for line, kind in zip(lines, reading.kinds, strict=True) if kind == "preamble"]
    meeting = read_meeting(page.id, preamble)
    answered = [block for block in reading.blocks if block.response[0] < block.response[1]]
    spans = [_question_span(lines, block, reading) for block in answered]
    style = _places_are_style([page.text[start:end] for start, end in spans])
    answers: list[Answer] = []
    for block, span in zip(answered, spans, strict=True):
        answers.append(_answer(page, lines, block, span, style, reading, answers))
    resolved = tuple(resolve(answers))
    return ParsedPage(page, meeting, resolved, _report(page, preamble, reading, resolved, lines))


def _question_span(lines: Sequence[Line], block: Block, reading: Reading) -> tuple[int, int]:
    first, stop = block.question
    last = _last_text(lines, first, stop, reading)
    return lines[first].start + block.label.body, lines[last].end


def _last_text(lines: Sequence[Line], first: int, stop: int, reading: Reading) -> int:
    return max((at for at in range(first, stop) if reading.kinds[at] == "answer" and lines[at].text), default=first)


def _places_are_style(questions: Sequence[str]) -> bool:
    """Whether a page gives askers' areas as bare words after the question ("… the victim? Bolsover")."""
    bare = sum(resident_area(text) is None and trailing_place(text) is not None for text in questions)
    return bare >= 2 and bare * 2 > len(questions)


def _answer(
    page: Page,
    lines: Sequence[Line],
    block: Block,
    span: tuple[int, int],
    places: bool,
    reading: Reading,
    before: Sequence[Answer],
) -> Answer:
    asked = page.text[slice(*span)]
    area = resident_area(asked) or (trailing_place(asked) if places else None)
    question_end = span[0] + (len(asked[: area[0]].rstrip()) if area else len(asked))
    first = next(at for at in range(*block.response) if lines[at].text)
    inline = block.marker.body if block.marker and block.marker.body is not None else 0
    start = lines[first].start + inline
    end = lines[_last_text(lines, first, block.response[1], reading)].end
    response = page.text[start:end]
    found = outcome(response)
    return Answer(
        id=_answer_id(page.id, block.label.text, before),
        page_id=page.id,
        label=block.label.text,
        question=page.text[span[0] : question_end],
        question_start=span[0],
        question_end=question_end,
        response=response,
        start=start,
        end=end,
        topic=block.topic,
        asked_from=area[1] if area else None,
        answered_by=speaker(response, block.marker.speaker if block.marker else None),
        outcome=found,
        ageing=find_ageing(response),
    )


def _answer_id(page_id: str, label: str, before: Sequence[Answer]) -> str:
    """Page and label; a label printed twice gets a number more, so that both answers can be cited."""
    plain = f"{page_id}-{re.sub(r'[^a-z0-9]+', '', label.lower())}"
    repeats = sum(re.fullmatch(rf"{re.escape(plain)}(?:-\d+)?", answer.id) is not None for answer in before)
    return f"{plain}-{repeats + 1}" if repeats else plain


def _report(
    page: Page, preamble: Sequence[Line], reading: Reading, answers: Sequence[Answer], lines: Sequence[Line]
) -> ParseReport:
    expected, line = next(
        ((count, line) for line in preamble if (count := stated_count(line.text)) is not None), (None, None)
    )
    doubts = [*reading.doubts, *_of_the_source(page, lines)]
    if line and expected != len(answers):
        doubts.append(
            Doubt(line.number, line.text[:80], f"the page speaks of {expected} questions; {len(answers)} found")
        )
    if not answers:
        doubts.append(Doubt(1, lines[0].text[:80], "no question with a response was found on this page"))
    kinds = Counter(reading.kinds)
    counted = {kind: kinds[kind] for kind in ("answer", "heading", "preamble", "furniture", "blank")}
    if page.outside:
        counted["outside"] = len(page.outside)
    return ParseReport(expected, len(answers), counted, tuple(sorted(doubts, key=lambda doubt: doubt.line)))


def _of_the_source(page: Page, lines: Sequence[Line]) -> Iterator[Doubt]:
    """What the file's reader was unsure of, and questions in what it left out as menus, banners or hidden text."""
    for note in page.notes:
        line = lines[page.text.count("\n", 0, note.start)]
        yield Doubt(line.number, line.text[:80], note.why)
    asking = [
        text for text in page.outside if marker_of(text) or ((label := label_of(text)) and asks(text[label.body :]))
    ]
    if asking:
        size = sum(map(len, page.outside))
        what = f"{size:,} characters of menus, banners, footers or hidden text were left out"
        why = f"{what}, with {len(asking)} lines that look like questions or answers: compare with the page"
        yield Doubt(1, lines[0].text[:80], why)
