"""What holds of every answer of every page: nothing is lost, and every offset is exact."""

import pytest

from index.parsing.cells import split_cells
from index.parsing.grammar import read_lines
from index.parsing.lines import split_lines
from index.parsing.markers import marker_of

from .samples import EVERY_PAGE, parsed

pytestmark = pytest.mark.parametrize("path", EVERY_PAGE.values(), ids=EVERY_PAGE)


def test_responses_and_questions_stand_in_the_page_at_their_offsets(path):
    page = parsed(path).page
    for answer in parsed(path).answers:
        assert page.text[answer.start : answer.end] == answer.response
        assert page.text[answer.question_start : answer.question_end] == answer.question
        assert answer.question_end < answer.start


def test_no_question_or_response_is_empty_or_padded(path):
    for answer in parsed(path).answers:
        assert answer.question == answer.question.strip() != ""
        assert answer.response == answer.response.strip() != ""


def test_ageing_phrases_stand_in_the_response_at_their_offsets(path):
    for answer in parsed(path).answers:
        for phrase in answer.ageing:
            assert answer.response[phrase.start : phrase.end] == phrase.text


def test_ids_are_unique(path):
    ids = [answer.id for answer in parsed(path).answers]
    assert len(set(ids)) == len(ids)


def test_every_line_is_counted_once(path):
    assert sum(parsed(path).report.lines.values()) == len(parsed(path).page.text.split("\n"))


def test_every_line_with_text_is_accounted_for(path):
    lines = split_cells(split_lines(parsed(path).page.text))
    kinds = read_lines(lines).kinds
    assert {kind for line, kind in zip(lines, kinds, strict=True) if line.text} <= {
        "answer",
        "heading",
        "preamble",
        "furniture",
    }
    spans = [s for a in parsed(path).answers for s in ((a.question_start, a.question_end), (a.start, a.end))]
    doubted = {doubt.line for doubt in parsed(path).report.doubts}
    for line, kind in zip(lines, kinds, strict=True):
        if kind == "answer" and not marker_of(line.text) and line.number not in doubted:
            assert any(start < line.end and line.start < end for start, end in spans), line
