"""Ends that are moved, what an answer is, what it points to, and the day of the meeting."""

from __future__ import annotations

import datetime as dt

import pytest

from index import DateBasis
from tests.index.corrections.conftest import PAGE, Correct
from tests.index.parsing.samples import pairs, read


def test_the_ends_of_question_and_response_are_moved(mend: Correct) -> None:
    page, problems = mend(
        'kind = "answer"\nlabel = "Q3"\nquestion_ends = "lanes patrolled?"\nresponse_ends = "As we told the farmer."',
        'kind = "answer"\nlabel = "Q1"\nquestion_begins = "done about"\nresponse_begins = "three things"',
    )
    first, _, third, _ = page.answers
    assert problems == ()
    assert (third.question, third.response) == (
        "Are lanes patrolled?",
        "Lanes are patrolled by our officers. As we told the farmer.",
    )
    assert (first.question, first.response) == ("done about theft?", "three things.")


def test_an_answer_is_said_to_be_something_else(mend: Correct) -> None:
    page, problems = mend(
        'kind = "answer"\nlabel = "Q2"\ntopic = "Lock the gate"\nanswered_by = "joint"\noutcome = "partial"',
        'kind = "answer"\nlabel = "Q1"\ntopic = ""\nasked_from = ""',
        'kind = "answer"\nlabel = "Q9"\nquestion_ends = "Are hares"\nasked_from = "counted"',
    )
    first, second, _, ninth = page.answers
    assert problems == ()
    assert (second.topic, second.answered_by, second.outcome) == ("Lock the gate", "joint", "partial")
    assert (first.topic, first.asked_from) == (None, None)
    assert (ninth.question, ninth.asked_from) == ("Are hares", "counted")
    assert [answer.label for answer in page.uncorrected] == ["Q9"]  # the only one that lies elsewhere now


@pytest.mark.parametrize("given", ['topic = "Burglary"', 'asked_from = "Derby"', 'asked_from = "Belper"'])
def test_no_words_come_into_the_record_that_are_not_on_the_page_there(mend: Correct, given: str) -> None:
    page, (problem,) = mend(f'kind = "answer"\nlabel = "Q1"\n{given}')
    assert page.answers == PAGE.answers
    assert "only words of the page can be used" in problem


def test_two_answers_share_one_response_and_keep_sharing_it(mend: Correct) -> None:
    page, problems = mend(
        'kind = "answer"\nlabel = "Q9"\nsame_response_as = "Q1"',
        'kind = "answer"\nlabel = "Q9"\nresponse_ends = "three things"',
    )
    assert problems == ()
    assert [answer.response for answer in page.answers if answer.label in ("Q1", "Q9")] == ["We do three things"] * 2


def test_words_point_to_another_answer_or_to_none(mend: Correct) -> None:
    page, problems = mend(
        'kind = "reference"\nlabel = "Q2"\nwords = "See question 9"\npoints_to = "Q3"',
        'kind = "reference"\nlabel = "Q3"\nwords = "As we told the farmer"\npoints_to = "Q1"',
    )
    assert problems == ()
    assert [(each.label, each.answer_id, each.doubtful) for each in page.answers[1].references] == [
        ("9", "page-q3", False)
    ]
    assert [(each.label, each.answer_id) for each in page.answers[2].references] == [("1", "page-q1")]
    page, _ = mend('kind = "reference"\nlabel = "Q2"\nwords = "question 9"\npoints_to = ""')
    assert [(each.label, each.answer_id, each.doubtful) for each in page.answers[1].references] == [("9", None, True)]


def test_as_above_points_where_a_person_says(mend: Correct) -> None:
    page = read(*(line for n in (1, 2, 3) for line in (f"Q{n}) Why {n}?", "Police Response", "As above, we look.")))
    assert [each.answer_id for each in page.answers[2].references] == ["page-q2"]
    told = 'kind = "reference"\nlabel = "Q3"\nwords = "As above"\npoints_to = '
    assert [each.answer_id for each in mend(told + '"Q1"', page=page)[0].answers[2].references] == ["page-q1"]
    assert mend(told + '""', page=page)[0].answers[2].references == ()


def test_a_reference_is_made_last_so_that_nothing_undoes_it(mend: Correct) -> None:
    page, problems = mend(
        'kind = "reference"\nlabel = "Q2"\nwords = "See question 9"\npoints_to = "Q3"',
        'kind = "answer"\nlabel = "Q3"\nresponse_ends = "told the farmer."',
    )
    assert (problems, page.answers[1].references[0].answer_id) == ((), "page-q3")


def test_a_date_on_the_page_is_the_meetings(mend: Correct) -> None:
    page, problems = mend('kind = "meeting_date"\nwords = "met on 5 May 2026"')
    assert PAGE.meeting.date is None
    assert (problems, page.meeting.date, page.meeting.date_basis) == ((), dt.date(2026, 5, 5), DateBasis.STATED)


UNFIT = {
    "nowhere": ('kind = "answer"\nlabel = "Q1"\nresponse_ends = "four things"', "does not stand on the page"),
    "twice": ('kind = "answer"\nlabel = "Q3"\nresponse_ends = "by our officers."', "stands on lines 11, 17"),
    "part of a word": ('kind = "meeting_date"\nwords = "met on 5 May 202"', "does not stand on the page"),
    "no label there": ('kind = "not_a_question"\nline = "We do three things."', "no questions were read there"),
    "no such label": ('kind = "not_an_answer"\nlabel = "Q5"', "no answer has the label Q5. See: onrecord parse"),
    "overlapping": ('kind = "answer"\nlabel = "Q1"\nresponse_ends = "Lock the gate."', "would overlap the question Q2"),
    "backwards": ('kind = "answer"\nlabel = "Q3"\nresponse_ends = "Lanes are"\nresponse_begins = "by our"', "lines 11"),
    "empty": ('kind = "answer"\nlabel = "Q9"\nresponse_begins = "Q3) Are lanes"', "would overlap"),
    "no date": ('kind = "meeting_date"\nwords = "Public Meeting"', "holds no date"),
    "itself": ('kind = "reference"\nlabel = "Q2"\nwords = "question 9"\npoints_to = "Q2"', "cannot point to itself"),
    "elsewhere": ('kind = "reference"\nlabel = "Q1"\nwords = "question 9"\npoints_to = "Q2"', "stands 0 times"),
}


@pytest.mark.parametrize(("entry", "why"), UNFIT.values(), ids=UNFIT)
def test_what_fits_nothing_is_said_with_its_line_and_changes_nothing(mend: Correct, entry: str, why: str) -> None:
    page, (problem,) = mend('kind = "answer"\nlabel = "Q9"\noutcome = "partial"', entry)
    assert "page.txt.corrections.toml, line 10: this correction was left out: " in problem
    assert why in problem
    assert [answer.outcome for answer in page.answers] == ["answered", "answered", "answered", "partial"]
    assert pairs(page) == pairs(PAGE)


def test_a_label_printed_twice_is_named_by_its_id(mend: Correct) -> None:
    page = read("Q1) Why?", "Police Response", "So.", "Q2) And?", "Police Response", "Yes.", "Q1) How?")
    page = read(*page.page.text.split("\n"), "Police Response", "Thus.")
    _, (problem,) = mend('kind = "answer"\nlabel = "Q1"\noutcome = "partial"', page=page)
    assert "2 answers have the label Q1. Write q1 or q1-2." in problem
    found, problems = mend('kind = "not_an_answer"\nlabel = "q1"', page=page)
    assert (problems, [answer.id for answer in found.answers]) == ((), ["page-q2", "page-q1-2"])
