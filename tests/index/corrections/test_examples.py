"""The entry that is offered for a doubt, and that it does what it says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from index.corrections import correct, corrections_of, example, read_corrections
from index.record import Doubt, ParsedPage
from tests.index.corrections.conftest import PAGE
from tests.index.parsing.samples import read


def doubtful(page: ParsedPage, *lines: int) -> ParsedPage:
    texts = page.page.text.split("\n")
    doubts = tuple(Doubt(line, texts[line - 1].strip()[:80], "a close call") for line in lines)
    return replace(page, report=replace(page.report, doubts=doubts))


def applied(page: ParsedPage, tmp_path: Path) -> list[str]:
    corrections_of(tmp_path, "page.txt").write_text(example(page) or "", encoding="utf-8")
    corrections, unread = read_corrections(tmp_path, "page.txt")
    corrected, unfit = correct(page, corrections)
    assert (unread, unfit) == ((), ())
    return [answer.label for answer in corrected.answers]


def test_a_doubtful_label_may_be_none(tmp_path: Path) -> None:
    page = doubtful(PAGE, 2, 9)
    assert example(page) == '[[correction]]\nkind = "not_a_question"\nline = "Q2) Lock the gate."\nwhy = "…"'
    assert applied(page, tmp_path) == ["Q1", "Q3", "Q9"]


def test_a_doubtful_line_of_a_response_may_be_a_question(tmp_path: Path) -> None:
    page = read("Q1) Why?", "Police Response", "We do:", "4. Is it so?", "It is.", "Q2) How?", "Police Response", "So.")
    page = doubtful(page, 4)
    assert 'label = "4"\nbegins = "Is it so?"' in (example(page) or "")
    assert applied(page, tmp_path) == ["Q1", "4", "Q2"]


def test_without_such_a_doubt_there_is_none() -> None:
    assert example(PAGE) is None or "not_a_question" in (example(PAGE) or "")
    assert example(doubtful(PAGE, 2)) is None
    assert example(doubtful(PAGE)) is None
