"""Labels that are none, answers that are none, and questions that were missed."""

from __future__ import annotations

from tests.index.corrections.conftest import PAGE, Correct
from tests.index.parsing.samples import pairs, read

NO_LABEL = 'kind = "not_a_question"\nline = "Q2) Lock the gate"'
SEVENTH = """
kind = "question"
label = "Q7"
begins = "are dogs seized?"
ends = "dogs seized?"
response_begins = "Dogs are seized."
"""


def labels(page) -> list[str]:
    return [answer.label for answer in page.answers]


def test_the_page_is_read_wrongly() -> None:
    assert labels(PAGE) == ["Q1", "Q2", "Q3", "Q9"]
    assert "are dogs seized" in PAGE.answers[1].response
    assert "Notes of the clerk" in PAGE.answers[2].response


def test_a_line_that_is_no_label_belongs_to_the_response_above(mend: Correct) -> None:
    page, problems = mend(NO_LABEL)
    assert (problems, labels(page)) == ((), ["Q1", "Q3", "Q9"])
    assert page.answers[0].response.startswith("We do three things.\nQ2) Lock the gate.\nPolice Response\nGates")
    assert page.answers[0].response.endswith("See question 9 for more.")
    assert [answer.label for answer in page.uncorrected] == ["Q1", "Q2"]


def test_a_line_that_is_no_label_belongs_to_the_question_above(mend: Correct) -> None:
    page = read("Q1) Tell me:", "Q2) is it so, and why?", "Q3) or not?", "Police Response", "It is.")
    assert len(page.answers) == 3
    two, _ = mend('kind = "not_a_question"\nline = "Q2)"', page=page)
    one, problems = mend(
        'kind = "not_a_question"\nline = "Q3)"', 'kind = "not_a_question"\nline = "is it so, and why?"', page=page
    )
    assert [label for label, _, _ in pairs(two)] == ["Q1", "Q3"]
    assert (problems, pairs(one)) == ((), [("Q1", "Tell me:\nQ2) is it so, and why?\nQ3) or not?", "It is.")])


def test_a_line_that_is_no_label_and_shares_a_response_leaves_it_to_the_other(mend: Correct) -> None:
    page = read("Q1) Why?", "Police Response", "So.", "Q2) A list.", "Q3) How?", "Police Response", "Thus.")
    page, problems = mend('kind = "not_a_question"\nline = "Q2) A list."', page=page)
    assert (problems, pairs(page)) == ((), [("Q1", "Why?", "So.\nQ2) A list."), ("Q3", "How?", "Thus.")])


def test_a_first_line_that_is_no_label_belongs_to_nothing(mend: Correct) -> None:
    page, problems = mend('kind = "not_a_question"\nline = "Q1) What is done"')
    assert (problems, labels(page)) == ((), ["Q2", "Q3", "Q9"])


def test_an_answer_that_is_none_goes_and_its_text_stays_where_it_is(mend: Correct) -> None:
    page, problems = mend('kind = "not_an_answer"\nlabel = "Q2"')
    assert (problems, labels(page)) == ((), ["Q1", "Q3", "Q9"])
    assert page.answers[0] == PAGE.answers[0]


def test_a_missed_question_is_cut_out_of_the_response_in_which_it_stands(mend: Correct) -> None:
    page, problems = mend(SEVENTH)
    assert (problems, labels(page)) == ((), ["Q1", "Q2", "Q7", "Q3", "Q9"])
    second, seventh = page.answers[1:3]
    assert (seventh.id, seventh.topic, seventh.asked_from) == ("page-q7", "Farms", None)
    assert (seventh.question, seventh.response) == ("are dogs seized?", "Dogs are seized. See question 9 for more.")
    assert [(each.label, each.answer_id) for each in seventh.references] == [("9", "page-q9")]
    assert second.response == "Gates are looked at by our officers."
    assert second.references == ()


def test_a_missed_question_is_cut_out_of_the_question_in_which_it_stands(mend: Correct) -> None:
    page = read(
        "Q1) Why are there thefts?", "Second: who steals? (Resident from Belper)", "Police Response", "We look."
    )
    page, problems = mend('kind = "question"\nlabel = "Q2"\nbegins = "who steals"', page=page)
    assert (problems, pairs(page)) == (
        (),
        [("Q1", "Why are there thefts?", "We look."), ("Q2", "who steals?", "We look.")],
    )
    assert [answer.asked_from for answer in page.answers] == [None, "Belper"]


def test_a_question_that_stands_in_no_answer_needs_the_ends_of_its_response(mend: Correct) -> None:
    page = read("Public Meeting", "Somebody asked whether it rains.", "It does, we said.", "Thank you.")
    asked = (
        'kind = "question"\nlabel = "1"\nbegins = "whether it rains"\nends = "it rains"\nresponse_begins = "It does"'
    )
    assert "response_ends" in mend(asked, page=page)[1][0]
    found, problems = mend(asked + '\nresponse_ends = "we said."', page=page)
    assert (problems, pairs(found)) == ((), [("1", "whether it rains", "It does, we said.")])
    assert found.report.found == 1


def test_a_label_is_given_once(mend: Correct) -> None:
    _, (problem,) = mend(SEVENTH.replace("Q7", "Q3"))
    assert "there is a question Q3 on line 15 already" in problem
