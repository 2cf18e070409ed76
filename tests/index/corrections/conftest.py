"""A page of an odd layout, which is read wrongly, and corrections of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from index import ParsedPage
from index.corrections import correct, corrections_of, read_corrections
from tests.index.parsing.samples import read

Correct = Callable[..., tuple[ParsedPage, tuple[str, ...]]]

ODD = (
    "Public Meeting",
    "We met on 5 May 2026, and shall meet again on 6 June 2026.",
    "",
    "Farms",
    "",
    "Q1) What is done about theft? (Resident from Bolsover)",
    "Police Response",
    "We do three things.",
    "Q2) Lock the gate.",
    "Police Response",
    "Gates are looked at by our officers.",
    "Seventh question: are dogs seized? (Resident from Belper)",
    "Reply of ours follows.",
    "Dogs are seized. See question 9 for more.",
    "Q3) Are lanes patrolled? And what of verges?",
    "Police Response",
    "Lanes are patrolled by our officers. As we told the farmer.",
    "Notes of the clerk.",
    "Q9) Are hares counted?",
    "Police Response",
    "Hares are counted once a year.",
)
PAGE = read(*ODD)


@pytest.fixture
def mend(tmp_path: Path) -> Correct:
    """Applies corrections, each a TOML text without its heading and its reason, to a page."""

    def mend(*entries: str, page: ParsedPage = PAGE) -> tuple[ParsedPage, tuple[str, ...]]:
        text = "".join(f'[[correction]]\n{entry.strip()}\nwhy = "Seen."\nby = "A. Editor"\n\n' for entry in entries)
        corrections_of(tmp_path, page.page.source).write_text(f"# by hand\n\n{text}", encoding="utf-8")
        corrections, unread = read_corrections(tmp_path, page.page.source)
        corrected, unfit = correct(page, corrections)
        for answer in (*corrected.answers, *corrected.uncorrected):
            assert page.page.text[answer.question_start : answer.question_end] == answer.question
            assert page.page.text[answer.start : answer.end] == answer.response
        return corrected, (*unread, *unfit)

    return mend
