"""Corrections in a record that is built: new captures, withdrawals, generations."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from index import IndexSettings, NewCapture, pending_withdrawals, read_record, restore, take, withdraw
from index.corrections import corrections_of
from tests.fakes import WordEmbedder, quiet
from tests.index.conftest import edit_page, ids, rebuild
from tests.traces import traces

pytestmark = pytest.mark.usefixtures("here")
DAY = dt.date(2026, 3, 1)
LONGER = """[[correction]]
kind = "answer"
label = "Q1"
question_ends = "about hare coursing"
response_ends = "whenever the law allows it."
why = "The last sentence is a notice: farmers report it to us."

[[correction]]
kind = "not_an_answer"
label = "Q3"
why = "It was withdrawn by who asked it."
"""


def correct(settings: IndexSettings, text: str = LONGER, name: str = "rural.txt") -> None:
    corrections_of(settings.seeds, name).write_text(text, encoding="utf-8")


def answers(settings: IndexSettings):
    return {answer.id: answer for page in read_record(settings.seeds, quiet)[0] for answer in page.answers}


def test_a_correction_makes_a_generation_and_what_it_takes_away_is_no_loss(published: IndexSettings) -> None:
    before = ids(published)
    correct(published)
    report = rebuild(published)
    assert report.changed
    assert ids(published) == [name for name in before if name != "rural-q3"]
    assert not rebuild(published).changed
    correct(published, LONGER.replace("a notice", "a poster"))
    assert rebuild(published).changed
    corrections_of(published.seeds, "rural.txt").unlink()
    assert rebuild(published).changed
    assert ids(published) == before


def test_a_correction_outlives_a_new_capture(published: IndexSettings) -> None:
    correct(published)
    text = (published.seeds / "rural.txt").read_text(encoding="utf-8")
    new = f"A line above all.\n\n{text.replace('within a day', 'within two days')}"
    at = dt.datetime(2026, 5, 13, tzinfo=dt.UTC)
    take(published.seeds, NewCapture("rural", ".txt", "https://example.org/rural", new.encode(), "text/plain", at))
    pages, problems = read_record(published.seeds, quiet)
    found = {answer.id: answer for page in pages for answer in page.answers}
    assert problems == ()
    assert found["rural-q1"].question.endswith("hare coursing")
    assert found["rural-q1"].response.endswith("the law\nallows it.")
    assert "rural-q3" not in found, "nor does it come back out of the earlier capture"
    assert found["rural-q2"].editions


def test_one_that_fits_a_new_capture_no_more_is_reported_and_costs_no_other(published: IndexSettings) -> None:
    correct(published)
    edit_page(published, "whenever the law\nallows it", "at once")
    report = rebuild(published)
    [problem] = report.problems
    assert "rural.txt.corrections.toml, line 1: this correction was left out: “whenever the law" in problem
    assert "does not stand on the page. Quote it as the page has it now" in problem
    assert "rural-q3" not in ids(published)
    assert "roads-q1" in ids(published)


def test_a_withdrawn_answer_is_withheld_as_it_was_read_and_as_it_is_corrected(published: IndexSettings) -> None:
    notice, own = "We ask farmers to report", "Dogs and vehicles are seized"
    withdraw(published, WordEmbedder(), quiet, "rural-q1", reason="Asked for.", by="A", on=DAY)
    correct(published)
    rebuild(published)
    assert pending_withdrawals(published) == ()
    assert traces(published.data, [notice, own, "It was withdrawn by who asked it", "farmers report it to us"]) == set()
    restore(published, WordEmbedder(), quiet, "rural-q1", reason="A mistake.", by="A", on=DAY)
    assert answers(published)["rural-q1"].response.endswith("allows it.")
    withdraw(published, WordEmbedder(), quiet, "rural-q1", reason="Asked for.", by="A", on=DAY)
    assert traces(published.data, [notice, own]) == set()
    corrections_of(published.seeds, "rural.txt").unlink()
    rebuild(published)
    assert traces(published.data, [notice, own]) == set()
    assert "rural-q1" not in ids(published)


def test_an_answer_that_is_none_stays_withheld(published: IndexSettings) -> None:
    withdraw(published, WordEmbedder(), quiet, "rural-q3", reason="Asked for.", by="A", on=DAY)
    correct(published)
    rebuild(published)
    assert traces(published.data, ["riders who ignore a warning."]) == set()
    assert "rural-q3" not in ids(published)


def test_masked_words_stay_masked_when_the_answer_is_cut_shorter(published: IndexSettings) -> None:
    withdraw(
        published, WordEmbedder(), quiet, "rural-q1", reason="Asked for.", by="A", on=DAY, words=["We ask farmers"]
    )
    correct(published)
    rebuild(published)
    assert traces(published.data, ["We ask farmers"]) == set()
    assert "Dogs and vehicles" in answers(published)["rural-q1"].response


def test_pages_stay_as_they_were_captured(published: IndexSettings) -> None:
    before = {path.name: path.read_bytes() for path in Path(published.seeds).glob("*.txt")}
    correct(published)
    rebuild(published)
    assert {path.name: path.read_bytes() for path in Path(published.seeds).glob("*.txt")} == before


def test_a_capture_of_another_format_keeps_the_corrections(published: IndexSettings, tmp_path: Path) -> None:
    correct(published)
    assert corrections_of(published.seeds, "rural.html") == published.seeds / "rural.txt.corrections.toml"
    assert corrections_of(published.seeds, "roads.html") == published.seeds / "roads.html.corrections.toml"
    (published.seeds / "rural.html.corrections.toml").touch()
    assert corrections_of(published.seeds, "rural.html").name == "rural.html.corrections.toml"


def test_corrections_of_no_page_are_reported(published: IndexSettings) -> None:
    correct(published, name="rurall.txt")
    [problem] = read_record(published.seeds, quiet)[1]
    assert "rurall.txt.corrections.toml: there is no page rurall.txt here. Mend the file's name" in problem
