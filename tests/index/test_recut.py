"""What was withdrawn stays out, however its page is read, corrected or captured after it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from index import CurationError, IndexSettings, WithdrawalReport, read_withdrawals, restore, withdraw
from index.corrections import corrections_of
from index.record import Page, ParsedPage
from index.withholding import withhold
from tests.fakes import WordEmbedder, quiet
from tests.index.captured import QUESTIONS, page, taken
from tests.index.conftest import edit_page, ids, rebuild
from tests.index.parsing.samples import read
from tests.index.test_withdrawals import entry
from tests.traces import runs, traces

pytestmark = pytest.mark.usefixtures("here")
DAY = dt.date(2026, 3, 1)
TRACKERS = "Last year 14 stolen tractors were found with the help of satellite trackers. Owners are told within a day."
MERGED = """[[correction]]
kind = "not_a_question"
line = "Q2) Are stolen tractors"
why = "It is the second half of the first question."
"""
FARMER = "The farmer of Nether Padley was paid in full for each of his three tractors."


def correct(settings: IndexSettings, text: str = MERGED, name: str = "rural.txt") -> None:
    corrections_of(settings.seeds, name).write_text(text, encoding="utf-8")


def take(settings: IndexSettings, answer: str = "rural-q1", *words: str) -> WithdrawalReport:
    return withdraw(settings, WordEmbedder(), quiet, answer, reason="Asked for.", by="A", on=DAY, words=words)


@pytest.fixture
def merged(published: IndexSettings) -> IndexSettings:
    """The second answer of the page is read into the first, which is withdrawn."""
    correct(published)
    rebuild(published)
    assert "rural-q2" not in ids(published)
    take(published)
    assert traces(published.data, runs(TRACKERS)) == set()
    return published


def test_words_of_a_correction_that_is_removed_are_not_published_again(merged: IndexSettings) -> None:
    corrections_of(merged.seeds, "rural.txt").unlink()
    report = rebuild(merged)
    [problem] = report.problems
    assert "entry 1 (rural-q1): rural.txt is read otherwise since then, and words of it stand in rural-q2" in problem
    assert "restore the entry and withdraw again whatever has to be" in problem
    assert not {"rural-q1", "rural-q2"} & set(ids(merged))
    assert traces(merged.data, runs(TRACKERS)) == set()


@pytest.mark.parametrize("old", ["Q2) Are stolen tractors ever", "Owners are told within"], ids=["broken", "another"])
def test_words_of_a_page_that_was_edited_are_not_published_again(merged: IndexSettings, old: str) -> None:
    corrections_of(merged.seeds, "rural.txt").unlink()
    edit_page(merged, old, f"{old} now")
    [problem] = rebuild(merged).problems
    assert "rural.txt has changed since, so the whole answer is left out; so is rural-q2, with words of it" in problem
    assert not {"rural-q1", "rural-q2"} & set(ids(merged))
    assert traces(merged.data, {"found with the help of satellite trackers"}) == set()


def test_a_correction_of_which_the_quote_stands_nowhere_any_more_lets_nothing_back(merged: IndexSettings) -> None:
    edit_page(merged, "Are stolen tractors", "Are tractors that were stolen")
    assert len(rebuild(merged).problems) == 2
    assert not {"rural-q1", "rural-q2"} & set(ids(merged))


def test_withdrawn_again_on_the_new_page_what_went_before_stays_out(merged: IndexSettings) -> None:
    corrections_of(merged.seeds, "rural.txt").unlink()
    edit_page(merged, "I would like to thank", "We thank")
    rebuild(merged)
    assert take(merged).problems == (
        "withdrawn.toml, entry 2 (rural-q1): rural.txt is read otherwise since then, and words of it stand in "
        "rural-q2, left out as well. Mend how the page is read, or restore the entry and withdraw again whatever has "
        "to be.",
    )
    assert "rural-q2" not in ids(merged)
    assert traces(merged.data, runs(TRACKERS)) == set()


def test_one_that_is_left_out_can_be_withdrawn_itself_and_is_no_problem_then(merged: IndexSettings) -> None:
    corrections_of(merged.seeds, "rural.txt").unlink()
    assert take(merged, "rural-q2").problems == ()


def test_all_of_it_comes_back_when_it_is_restored(merged: IndexSettings) -> None:
    corrections_of(merged.seeds, "rural.txt").unlink()
    restore(merged, WordEmbedder(), quiet, "rural-q1", reason="A mistake.", by="A", on=DAY)
    assert {"rural-q1", "rural-q2", "rural-q3"} < set(ids(merged))


def test_words_of_a_question_that_was_cut_out_are_not_published_by_the_one_it_was_cut_out_of(
    published: IndexSettings,
) -> None:
    added = 'begins = "We ask farmers"\nends = "We ask farmers"\n'
    correct(published, f'[[correction]]\nkind = "question"\nlabel = "Q7"\n{added}why = "Seen."\n')
    rebuild(published)
    take(published, "rural-q7")
    corrections_of(published.seeds, "rural.txt").unlink()
    [problem] = rebuild(published).problems
    assert "words of it stand in rural-q1" in problem
    assert traces(published.data, ["to report hare coursing at once"]) == set()


def test_another_capture_may_have_it_under_another_label_and_in_other_words(published: IndexSettings) -> None:
    seeds = published.seeds
    first, second, third = QUESTIONS.values()
    taken(seeds, page({"Q1": first, "Q2": (second[0], f"{second[1]} {FARMER}"), "Q3": third}), 1)
    rebuild(published)
    take(published, "farms-q2")
    new = {"Q1": first, "Q2": ("Who paid, and who was paid?", f"Nobody knew. {FARMER}"), "Q3": second, "Q4": third}
    taken(seeds, page(new), 2, allow_shrink=True)
    rebuild(published)
    assert {"farms-q1", "farms-q4"} == {name for name in ids(published) if name.startswith("farms")}
    assert traces(published.data, [FARMER]) == set()


def test_a_page_of_another_name_keeps_it_out(published: IndexSettings) -> None:
    take(published, "rural-q2")
    (published.seeds / "rural.txt").rename(published.seeds / "country.txt")
    rebuild(published, allow_shrink=True)
    assert {"country-q1", "country-q3"} < set(ids(published))
    assert "country-q2" not in ids(published)


# What an entry keeps


def test_an_entry_holds_where_the_words_stood_and_no_words(merged: IndexSettings) -> None:
    [kept] = read_withdrawals(merged.seeds)
    text = (merged.seeds / "rural.txt").read_text(encoding="utf-8")
    [(a, b), (c, d)] = kept.spans
    assert text[a:b].startswith("What is being done")
    assert text[c:d].endswith("within a day.")
    assert len(kept.imprint or "") > 200
    written = (merged.seeds / "withdrawn.toml").read_text(encoding="utf-8")
    assert not [word for word in ("tractor", "hare", "satellite") if word in written]


@pytest.mark.parametrize("whole", [False, True], ids=["masked", "withdrawn as a whole later"])
def test_an_imprint_is_the_same_whatever_was_masked(published: IndexSettings, whole: bool) -> None:
    known = []
    for name in ("satellite", "zeppelin"):
        edit_page(
            published,
            "satellite" if name == "zeppelin" else "help of satellite",
            name if known else "help of satellite",
        )
        take(published, "rural-q2", name)
        if whole:
            take(published, "rural-q2")
        known.append(read_withdrawals(published.seeds)[-1].imprint)
        (published.seeds / "withdrawn.toml").unlink()
    assert known[0]
    assert known[0] == known[1]


# Read from the same bytes by another reader or parser

PAGE = read(
    "Public Meeting",
    "",
    "Q1) Why did Ann Other leave so soon after the last of the meetings?",
    "Police Response",
    "Ann Other retired.",
    "Q2) Is she missed?",
    "Police Response",
    "By all of us.",
)


def without(withdrawal: dict[str, object], page: ParsedPage) -> tuple[ParsedPage, tuple[str, ...]]:
    (found,), problems = withhold([page], [entry(page_sha256=page.page.sha256, **withdrawal)])
    return found, problems


def test_short_words_are_kept_out_by_where_they_stand() -> None:
    first, second = PAGE.answers
    spans = [(second.question_start, second.question_end), (second.start, second.end)]
    longer = replace(first, end=second.end, response=PAGE.page.text[first.start : second.end])
    found, problems = without({"answer": "page-q2", "spans": spans}, replace(PAGE, answers=(longer,)))
    assert found.answers == ()
    assert "page-q1, left out as well" in problems[0]
    assert "missed" not in found.page.text
    assert "Public Meeting" in found.page.text


def test_offsets_are_not_trusted_in_a_text_of_another_shape() -> None:
    first = PAGE.answers[0]
    mask = {"answer": "page-q1", "kind": "masked", "spans": [(first.start, first.start + 9)], "shape_sha256": "a" * 64}
    found, problems = without(mask, PAGE)
    assert [answer.id for answer in found.answers] == ["page-q2"]
    assert "has changed since" in problems[0]
    assert "Ann" not in found.page.text


def test_an_entry_of_which_nothing_stands_anywhere_stops_the_build() -> None:
    other = ParsedPage(Page("p", "p.txt", "Other.", "0" * 64), PAGE.meeting, (), PAGE.report)
    with pytest.raises(CurationError, match="no page here has that answer"):
        withhold([other], [entry(answer="page-q1")])
