"""The file of corrections: what may stand in it, and that one mistake costs no other entry."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.corrections import corrections_of, read_corrections
from index.corrections.entries import Entry
from index.sources import find_pages
from tests.conftest import ROOT
from tests.index.corrections.conftest import Correct

GOOD = 'kind = "answer"\nlabel = "Q9"\noutcome = "partial"'
WRONG = {
    "unknown kind": 'kind = "delete"\nlabel = "Q1"',
    "unknown key": 'kind = "not_an_answer"\nlabel = "Q1"\nresponse = "Made up."',
    "nothing said": 'kind = "answer"\nlabel = "Q1"',
    "empty quote": 'kind = "not_a_question"\nline = " "',
    "no outcome": 'kind = "answer"\nlabel = "Q1"\noutcome = "fine"',
    "two responses": 'kind = "answer"\nlabel = "Q1"\nsame_response_as = "Q9"\nresponse_ends = "So."',
    "sentence for a label": 'kind = "question"\nlabel = "Is it so"\nbegins = "Are"',
    "broken": 'kind = "answer',
}


@pytest.mark.parametrize("entry", WRONG.values(), ids=WRONG)
def test_an_entry_that_cannot_be_right_is_left_out_and_costs_no_other(mend: Correct, entry: str) -> None:
    page, (problem,) = mend(entry, GOOD)
    assert "page.txt.corrections.toml, line 3: this correction was left out (" in problem
    assert page.answers[-1].outcome == "partial"


def test_a_correction_says_why(tmp_path: Path) -> None:
    corrections_of(tmp_path, "a.txt").write_text(f"[[correction]]\n{GOOD}\n", encoding="utf-8")
    found, (problem,) = read_corrections(tmp_path, "a.txt")
    assert (found, "answer.why: Field required" in problem) == ((), True)


def test_other_tables_and_files_that_are_no_text_are_reported(tmp_path: Path) -> None:
    path = corrections_of(tmp_path, "a.txt")
    path.write_text('[[corection]]\nkind = "answer"\n', encoding="utf-8")
    assert "[[corection]] is no entry and was left out" in read_corrections(tmp_path, "a.txt")[1][0]
    path.write_bytes(b"\xff\xfe")
    assert "Save it as UTF-8" in read_corrections(tmp_path, "a.txt")[1][0]
    assert read_corrections(tmp_path, "b.txt") == ((), ())


def test_the_file_is_taken_for_no_page(tmp_path: Path) -> None:
    corrections_of(tmp_path, "a.txt").write_text("", encoding="utf-8")
    (tmp_path / "a.txt").write_text("We meet.", encoding="utf-8")
    assert [path.name for path in find_pages(tmp_path)] == ["a.txt"]


def test_a_correction_takes_the_place_of_the_doubts_about_its_line(mend: Correct) -> None:
    page, _ = mend('kind = "not_a_question"\nline = "Q2) Lock the gate."')
    assert [(doubt.line, doubt.text, doubt.why) for doubt in page.report.doubts if "hand" in doubt.why] == [
        (9, "Q2) Lock the gate.", "corrected by hand: Seen.")
    ]
    assert page.report.found == 3


def test_the_example_of_the_readme_is_an_entry_and_every_kind_is_in_it(tmp_path: Path) -> None:
    readme = (ROOT / "index" / "README.md").read_text(encoding="utf-8")
    example = readme.split("```toml\n")[1].split("```")[0]
    corrections_of(tmp_path, "a.txt").write_text(example, encoding="utf-8")
    (found,), problems = read_corrections(tmp_path, "a.txt")
    assert (problems, found.entry.kind) == ((), "answer")
    for entry in Entry.__args__:
        assert f"| `{entry.model_fields['kind'].annotation.__args__[0]}` |" in readme
