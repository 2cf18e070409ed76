"""What was withdrawn is kept out of pages, answers, references, wordings and doubts; the rest stays where it is."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import MASK, CurationError, Meeting, Page, ParsedPage, ParseReport
from index.blackening import black_out
from index.language import read_language
from index.tables import Row, tables_of
from index.withholding import withhold
from tests.index.parsing.samples import EVERY_PAGE, parsed, quick, read
from tests.index.test_withdrawals import DAY, entry

PAGE = read(
    "Public Meeting",
    "",
    "Q1) Why did Ann Other (Badge 7) leave? (Resident from High Peak)",
    "Police Response",
    "Ann Other retired last year. We wish her well.",
    "Q2) Is Ann missed? (Resident from Bolsover)",
    "Police Response",
    "Please see the answer to Q1 above.",
    "Q3) What of parking? (Resident from Derby City)",
    "Q4) What of bicycles? (Resident from Belper)",
    "Police Response",
    "Both are looked at.",
)
SHA = PAGE.page.sha256


def without(*entries, page: ParsedPage = PAGE) -> ParsedPage:
    (found,), problems = withhold([page], [entry(page_sha256=page.page.sha256, **each) for each in entries])
    assert problems == ()
    return found


def mask(words: str, number: int = 1, page: ParsedPage = PAGE) -> dict[str, object]:
    starts = [at for at in range(len(page.page.text)) if page.page.text.startswith(words, at)]
    answer = page.answers[number - 1]
    own = [(answer.question_start, answer.question_end), (answer.start, answer.end)]
    found = [(at, at + len(words)) for at in starts if any(a <= at and at + len(words) <= b for a, b in own)]
    return {"answer": answer.id, "kind": "masked", "spans": found}


def test_without_entries_a_page_is_left_alone() -> None:
    assert without() is PAGE
    assert withhold([PAGE], [entry(answer="nobody", restored={"reason": "A", "by": "B", "on": DAY})])[0] == (PAGE,)


def test_a_suppressed_answer_is_blackened_with_its_area_and_the_rest_stays() -> None:
    page = without({"answer": "page-q1"})
    assert [answer.id for answer in page.answers] == ["page-q2", "page-q3", "page-q4"]
    lines = page.page.text.split("\n")
    assert lines[2] == f"Q1) {MASK * 59})"
    assert (lines[3], set(lines[4]), lines[5]) == ("Police Response", {MASK}, PAGE.page.text.split("\n")[5])
    assert len(page.page.text) == len(PAGE.page.text)
    assert [str(each) for each in page.withheld] == ["page-q1 suppressed"]


def test_references_to_what_is_gone_lead_nowhere() -> None:
    assert PAGE.answers[1].references[0].answer_id == "page-q1"
    (reference,) = without({"answer": "page-q1"}).answers[0].references
    assert (reference.label, reference.answer_id, reference.doubtful) == ("1", None, True)


def test_answers_of_one_response_go_together() -> None:
    page = without({"answer": "page-q4"})
    assert [answer.id for answer in page.answers] == ["page-q1", "page-q2"]
    assert [each.answer_id for each in page.withheld] == ["page-q3", "page-q4"]


def test_masked_words_go_from_question_response_and_what_ages() -> None:
    page = without(mask("Ann Other"), mask("last year"))
    one = page.answers[0]
    assert one.question == f"Why did {MASK * 9} (Badge 7) leave?"
    assert one.response == f"{MASK * 9} retired {MASK * 9}. We wish her well."
    assert PAGE.answers[0].ageing
    assert one.ageing == ()
    assert page.answers[1].question == PAGE.answers[1].question
    assert "other" not in read_language([page]).vocabulary


def test_a_masked_pointer_points_no_more() -> None:
    page = without(mask("answer to Q1", number=2))
    assert page.answers[1].references == ()


def test_a_mask_in_a_shared_response_is_a_mask_in_all_of_them() -> None:
    page = without(mask("looked", number=3))
    assert {answer.response for answer in page.answers[2:]} == {f"Both are {MASK * 6} at."}


def test_wordings_with_a_word_that_only_the_mask_had_go() -> None:
    wordings = ("Where is Other?", "Where is Ann?", "Why does nobody leave?", "And the badge?")
    page = replace(PAGE, answers=tuple(replace(answer, alternates=wordings) for answer in PAGE.answers))
    found = without(mask("Ann Other", page=page), page=page)
    assert {answer.alternates for answer in found.answers} == {wordings[1:]}


def test_words_that_stood_together_only_there_go_from_wordings_together() -> None:
    page = replace(PAGE, answers=(replace(PAGE.answers[0], alternates=("We wish: who?", "A wish?")), *PAGE.answers[1:]))
    masked = mask("We wish", page=page)
    page = replace(page, page=replace(page.page, text=page.page.text + "\nWe. A wish."))
    assert without(masked, page=page).answers[0].alternates == ("A wish?",)


def test_doubts_quote_the_page_as_it_is_served() -> None:
    page = read(
        "Meeting", "Q1) Why this?", "Police Response", "Ann acts.", "Q1) Why that?", "Police Response", "We do."
    )
    assert "that" in page.report.doubts[0].text
    quoted = "".join(doubt.text for doubt in without({"answer": "page-q1-2"}, page=page).report.doubts)
    assert ("that" in quoted, MASK in quoted) == (False, True)


def test_an_entry_for_no_answer_is_refused() -> None:
    with pytest.raises(CurationError, match=r"withdrawn\.toml, entry 1 \(gone-q1\): no page here has that answer"):
        without({"answer": "gone-q1"})


@pytest.mark.parametrize("span", [(0, 3), (20, 70), (9000, 9001)])
def test_spans_outside_the_answer_are_refused(span) -> None:
    with pytest.raises(CurationError, match="its spans lie outside the answer, whose question is at"):
        without({"answer": "page-q1", "kind": "masked", "spans": [span]})


def test_a_page_that_changed_loses_the_whole_answer_and_says_so() -> None:
    masked = entry(answer="page-q1", page_sha256="b" * 64, kind="masked", spans=[(0, 3)])
    (page,), (problem,) = withhold([PAGE], [masked])
    assert "page-q1" not in [answer.id for answer in page.answers]
    assert "entry 1 (page-q1): page.txt has changed since, so the whole answer is left out" in problem


def test_blackening_keeps_length_and_lines() -> None:
    assert black_out("one\r\ntwo 😀", [(1, 6), (9, 10)]) == f"o{MASK * 2}\r\n{MASK}wo {MASK}"


@pytest.mark.parametrize("path", EVERY_PAGE.values(), ids=EVERY_PAGE)
@given(st.data())
@quick
def test_whatever_is_withdrawn_every_other_offset_stays_right(path, data) -> None:
    page = parsed(path)
    if not page.answers:
        return
    entries = []
    for answer in data.draw(st.lists(st.sampled_from(page.answers), max_size=4, unique=True)):
        start = data.draw(st.integers(answer.start, answer.end - 1))
        span = (start, data.draw(st.integers(start + 1, answer.end)))
        masked = {"kind": "masked", "spans": [span]} if data.draw(st.booleans()) else {}
        entries.append(entry(answer=answer.id, page_sha256=page.page.sha256, **masked))
    (found,), _ = withhold([page], entries)
    before = {answer.id: answer for answer in page.answers}
    text = found.page.text
    assert [len(line) for line in text.split("\n")] == [len(line) for line in page.page.text.split("\n")]
    assert all(new in (old, MASK) for new, old in zip(text, page.page.text, strict=True))
    for answer in found.answers:
        assert text[answer.start : answer.end] == answer.response
        assert text[answer.question_start : answer.question_end] == answer.question
        assert all(answer.response[each.start : each.end] == each.text for each in answer.ageing)
        former = before[answer.id]
        if former.response == answer.response and former.question == answer.question:
            beside = {name: getattr(answer, name) and getattr(former, name) for name in ("topic", "asked_from")}
            assert replace(former, references=(), **beside) == replace(answer, references=())
    gone = before.keys() - {answer.id for answer in found.answers}
    assert gone <= {each.answer_id for each in found.withheld}
    assert not gone & {each.answer_id for answer in found.answers for each in answer.references}


def test_the_digest_that_is_shown_does_not_help_to_guess_what_was_withdrawn() -> None:
    whole = Page("p", "p.txt", "Ring 900123.", hashlib.sha256(b"Ring 900123.").hexdigest())
    masked = replace(whole, text="Ring ██████.")
    assert whole.shown_sha256 == whole.sha256
    assert masked.shown_sha256 == hashlib.sha256("Ring ██████.".encode()).hexdigest()
    assert {row["sha256"] for row in rows_of(masked)} == {masked.shown_sha256}


def rows_of(page: Page) -> list[Row]:
    """A page's row in the tables of an export."""
    report = ParseReport(None, 0, {}, ())
    [meetings, *_] = tables_of([ParsedPage(page, Meeting("p", "A meeting"), (), report)], [])
    return meetings.rows
