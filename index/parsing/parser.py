"""A page into its meeting, its answers and a report of how it was read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..record import Answer, AnsweredBy, Doubt, Page, ParsedPage, ParseReport
from .ageing import find_ageing
from .blocks import Block
from .cells import split_cells
from .cues import asks, bare_place, leading_words, resident_area, stated_count, trailing_place
from .grammar import Reading, read_lines
from .labels import label_of
from .lines import Line, split_lines
from .markers import marker_of
from .meeting import read_meeting
from .questions import unquoted
from .references import resolve
from .sureness import unsure
from .voices import outcome, speaker
from .wrapping import rejoined

PARSER_VERSION = "8"
"""Goes into every generation's manifest; raise it when the same page would be read differently."""


def parse(page: Page) -> ParsedPage:
    """Read a page. What was not understood is in the report; a page without questions has no answers."""
    lines = split_cells(rejoined(split_lines(page.text), page.text))
    reading = read_lines(lines)
    preamble = [line for line, kind in zip(lines, reading.kinds, strict=True) if kind == "preamble"]
    above = lines[: reading.kinds.index("answer")] if "answer" in reading.kinds else ()
    headings = [line for line, kind in zip(above, reading.kinds, strict=False) if kind == "heading"]
    meeting = read_meeting(page.id, preamble, headings)
    answered = [block for block in reading.blocks if block.wording and block.response]
    answered = [block for block in answered if block.response and block.response[0] < block.response[1]]
    style = _style([page.text[block.wording.start : block.wording.end] for block in answered if block.wording])
    used = Counter[str]()
    answers = [_answer(page, lines, block, style, used) for block in answered]
    resolved = tuple(resolve(answers))
    found = [*reading.doubts, *unsure(reading.sheet, reading.best, answered, resolved)]
    doubts = [Doubt(lines[at].number, lines[at].text[:80], why) for at, why in dict(reversed(found)).items()]
    return ParsedPage(page, meeting, resolved, _report(page, preamble, reading, resolved, lines, doubts))


@dataclass(frozen=True, slots=True)
class _Style:
    """Whether a page names askers' areas as bare words before or behind its questions ("… the victim? Bolsover")."""

    before: bool
    behind: bool
    areas: frozenset[str]
    """Those that stand behind its questions."""


def _style(questions: Sequence[str]) -> _Style:
    before = sum(leading_words(text) is not None for text in questions)
    areas = [place[1] for text in questions if resident_area(text) is None and (place := trailing_place(text))]
    usual, least = len(questions) // 2, 1
    return _Style(before > max(usual, least), len(areas) > max(usual, least), frozenset(areas))


def _answer(page: Page, lines: Sequence[Line], block: Block, style: _Style, used: Counter[str]) -> Answer:
    assert block.wording is not None
    assert block.response is not None
    first, last = block.wording.start, block.wording.end
    asked = page.text[first:last]
    lead = leading_words(asked) if style.before else None
    area = resident_area(asked)
    if area is None and style.behind:
        area = trailing_place(asked) or bare_place(asked, style.areas)
    question_end = first + (len(asked[: area[0]].rstrip().rstrip(",").rstrip()) if area else len(asked))
    first += lead[0] if lead else 0
    if area or lead:
        first, question_end = _bare(page.text, first, question_end)
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
        asked_from=(area and area[1]) or (lead and lead[1]) or block.wording.area or block.area,
        answered_by=_speaker(response, block),
        outcome=outcome(response),
        ageing=find_ageing(response),
    )


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the quotation marks that a question stands in once the asker's area is off."""
    inside = text[start + 1 : end - 1]
    quoted = text[start] + text[end - 1] in ("“”", '""', "‘’") and not any(mark in inside for mark in '“”"')
    return (start + 1, end - 1) if quoted and inside.strip() else (start, end)


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
    page: Page,
    preamble: Sequence[Line],
    reading: Reading,
    answers: Sequence[Answer],
    lines: Sequence[Line],
    found: Sequence[Doubt],
) -> ParseReport:
    expected, line = next(
        ((count, line) for line in preamble if (count := stated_count(line.text)) is not None), (None, None)
    )
    doubts = [*found, *_of_the_source(page, lines)]
    if line and expected != len(answers):
        doubts.append(
            Doubt(line.number, line.text[:80], f"the page speaks of {expected} questions; {len(answers)} found")
        )
    if not answers:
        doubts.append(Doubt(1, lines[0].text[:80], "no question with a response was found on this page"))
    each = zip(lines, reading.kinds, strict=True)
    kinds = Counter(
        {at: kind for line, kind in each for at in range(line.number, (line.last or line.number) + 1)}.values()
    )
    counted = {kind: kinds[kind] for kind in ("answer", "heading", "preamble", "furniture", "blank")}
    if page.outside:
        counted["outside"] = len(page.outside)
    return ParseReport(expected, len(answers), counted, tuple(sorted(doubts, key=lambda doubt: doubt.line)))


def _of_the_source(page: Page, lines: Sequence[Line]) -> Iterator[Doubt]:
    """What the file's reader was unsure of, and questions in what it left out as menus, banners or hidden text."""
    for note in page.notes:
        number = page.text.count("\n", 0, note.start) + 1
        line = next(line for line in lines if line.number >= number)
        yield Doubt(line.number, line.text[:80], note.why)
    asking = [
        text
        for text in page.outside
        if ((marker := marker_of(text)) and not marker.soft) or ((label := label_of(text)) and asks(text[label.body :]))
    ]
    if asking:
        size = sum(map(len, page.outside))
        what = f"{size:,} characters of menus, banners, footers or hidden text were left out"
        why = f"{what}, with {len(asking)} lines that look like questions or answers: compare with the page"
        yield Doubt(1, lines[0].text[:80], why)
