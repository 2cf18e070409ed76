"""A whole page: what its answers say of themselves, and what the report says of the page."""

import pytest

from index.record import AnsweredBy, Outcome

from .samples import doubts, pairs, read

ANSWER = ("Police Response", "Our officers act.")


def test_answer_carries_all_that_is_known_of_it():
    page = read("We meet.", "Noise", "Q1) Why? (Resident from High Peak)", "OPCC Response", "We cannot comment.")
    (answer,) = page.answers
    assert (answer.id, answer.page_id, answer.label, answer.question) == ("page-q1", "page", "Q1", "Why?")
    assert (answer.asked_from, answer.topic, answer.answered_by) == ("High Peak", "Noise", AnsweredBy.COMMISSIONER)
    assert (answer.response, answer.outcome) == ("We cannot comment.", Outcome.DECLINED)


def test_response_may_begin_on_the_markers_line():
    page = read("Q1) Why?", "Answer: We act.", "", "And more.", "Q2) How?", "Answer: So.")
    assert pairs(page) == [("Q1", "Why?", "We act.\n\nAnd more."), ("Q2", "How?", "So.")]


def test_windows_line_ends_stay_inside_a_response_only():
    page = read("Q1) Why?\r", "\r", "Police Response\r", "We see.\r", "And act.\r", "")
    assert pairs(page) == [("Q1", "Why?", "We see.\r\nAnd act.")]


def test_bare_places_are_areas_where_most_questions_end_so():
    page = read("1) Why? Bolsover", *ANSWER, "2) How? Derby City", *ANSWER, "3) Who is in Erewash?", *ANSWER)
    assert [(a.question, a.asked_from) for a in page.answers] == [
        ("Why?", "Bolsover"),
        ("How?", "Derby City"),
        ("Who is in Erewash?", None),
    ]


@pytest.mark.parametrize(
    "questions", [["Why? Thank You"], ["Why? Thank You", "How?"], ["Why? Thank You", "How? Thank You", "Who?", "When?"]]
)
def test_bare_words_that_most_questions_do_not_end_in_are_no_place(questions):
    page = read(*(line for number, text in enumerate(questions, 1) for line in (f"{number}) {text}", *ANSWER)))
    assert [(a.question, a.asked_from) for a in page.answers] == [(text, None) for text in questions]


def test_area_on_its_own_line_is_not_part_of_the_question():
    page = read("Q1) Why?", "(Resident from Erewash)", *ANSWER)
    assert [(a.question, a.asked_from) for a in page.answers] == [("Why?", "Erewash")]


def test_repeated_labels_get_ids_of_their_own():
    page = read("Q1) Why?", *ANSWER, "Q1) How?", *ANSWER, "Q1) Who?", *ANSWER, "Q11) Where?", *ANSWER)
    assert [answer.id for answer in page.answers] == ["page-q1", "page-q1-2", "page-q1-3", "page-q11"]


def test_stated_count_that_differs_from_what_was_found_is_doubted():
    page = read("My office received three questions.", "Q1) Why?", *ANSWER)
    assert (page.report.expected, page.report.found) == (3, 1)
    assert doubts(page) == [(1, "the page speaks of 3 questions; 1 found")]


def test_first_stated_count_is_the_one_expected():
    assert read("We had two questions.", "Last time 4 questions.", "Q1) Why?", *ANSWER).report.expected == 2


@pytest.mark.parametrize("lines", [[""], ["", " ", ""], ["We meet.", "We part."], ["menu", "search"]])
def test_page_without_questions_has_no_answers_and_a_doubt(lines):
    page = read(*lines)
    assert (page.answers, page.report.found, page.report.expected) == ((), 0, None)
    assert doubts(page) == [(1, "no question with a response was found on this page")]


def test_lines_are_counted_by_kind_and_absent_kinds_too():
    assert read("We meet.", "", "Q1) Why?", *ANSWER).report.lines == {
        "answer": 3,
        "heading": 0,
        "preamble": 1,
        "furniture": 0,
        "blank": 1,
    }


def test_doubts_are_in_the_order_of_the_page_and_quote_it_shortly():
    page = read("We had 9 questions.", "Q1) Why?", *ANSWER, "Q1) " + "How? " * 30, *ANSWER, "Q2) Who?")
    assert [doubt.line for doubt in page.report.doubts] == [1, 5, 8]
    assert page.report.doubts[1].text == ("Q1) " + "How? " * 30)[:80]
