"""Which line is what, and what is doubted."""

import pytest

from index.parsing.grammar import read_lines
from index.parsing.lines import split_lines

from .samples import doubts, pairs, read

ANSWER = ("Police Response", "Our officers act.")


def kinds(*lines):
    return " ".join(read_lines(split_lines("\n".join(lines))).kinds)


def test_each_line_has_its_kind():
    page = ("Skip to content", "We meet.", "", "Male Victims", "Q1) Why?", *ANSWER, "", "© 2023 the Office")
    assert kinds(*page) == "furniture preamble blank heading answer answer answer blank furniture"


def test_page_without_labels_is_all_preamble():
    assert kinds("We meet.", "", "We part.") == "preamble blank preamble"


def test_line_that_only_looks_like_a_label_makes_no_question():
    assert kinds("1. Ring 101.", "We meet in the force's hall.") == "preamble preamble"


def test_site_lines_within_the_page_are_not_furniture():
    assert kinds("Q1) Why?", "Police Response", "Home", "We act.") == "answer answer answer answer"


def test_last_words_of_the_last_response_are_not_furniture():
    *_, last = read("Q1) Why?", *ANSWER, "Please note: the figures are on our website.").answers
    assert last.response.endswith("our website.")


def test_at_most_two_headings_above_a_label_and_the_nearest_is_the_topic():
    page = read("Q1) Why?", *ANSWER, "We See", "Vehicle Related", "Noise", "Q2) How?", *ANSWER)
    assert [(a.response, a.topic) for a in page.answers] == [
        ("Our officers act.\nWe See", None),
        ("Our officers act.", "Noise"),
    ]


def test_topic_holds_until_the_next_heading():
    page = read("We meet.", "Noise", "Q1) Why?", *ANSWER, "Q2) How?", *ANSWER, "Public Questions", "Q3) Who?", *ANSWER)
    assert [answer.topic for answer in page.answers] == ["Noise", "Noise", None]


@pytest.mark.parametrize(
    "last",
    [
        "2. Ring 101",
        "Derbyshire Constabulary",
    ],
)
def test_short_last_line_stays_in_its_response(last):
    page = read("Q1) Why?", "Police Response", "We act. See also:", "1. Report it online", last, "Q2) How?", *ANSWER)
    assert page.answers[0].response.endswith(last)


@pytest.mark.parametrize("between", [[], ["31 March 2022"], ["Public Questions"]], ids=["nothing", "date", "heading"])
def test_title_above_the_first_question_is_the_meetings(between):
    title = "Performance Scrutiny Meeting on Road Safety (30 March 2022)"
    assert read(title, *between, "Q1) Why?", *ANSWER).meeting.title == title


def test_numbered_list_in_a_response_is_text_of_it():
    response = ("We ask residents to:", "1. Ring 101.", "2. Report it online.", "3. Write to us.")
    page = read("Q1) Why?", "Police Response", *response, "Q2) How?", *ANSWER)
    assert pairs(page) == [("Q1", "Why?", "\n".join(response)), ("Q2", "How?", "Our officers act.")]


def test_list_in_the_labels_own_style_is_told_by_the_force_speaking():
    response = ("We promise:", "1. Our officers answer each report.", "2. Our officers visit within the day.")
    assert pairs(read("1. Why is it?", "Police Response", *response)) == [("1", "Why is it?", "\n".join(response))]


LIST_PAGES = {
    "longer than the page": (["1. Why is it?"], 2),
    "three steps in the last response": (["1. Why is it?", "2. How is it?", "3. Who is it?", "4. Where is it?"], 3),
    "ends at its question's number": (["1. Why is it?", "2. How is it?", "3. Who is it?"], 3),
}


@pytest.mark.parametrize(("questions", "steps"), LIST_PAGES.values(), ids=LIST_PAGES)
def test_list_that_looks_like_the_labels_is_text_of_the_last_response(questions, steps):
    listed = [f"{number}. Ring them." for number in range(1, steps + 1)]
    page = read("We meet.", *(line for question in questions for line in (question, *ANSWER)), *listed)
    assert [answer.label for answer in page.answers] == [question.partition(".")[0] for question in questions]
    assert page.answers[-1].response.endswith(listed[-1])


def test_list_step_is_not_the_question_of_its_number():
    page = read(
        *("1. Why is it so?", "The force acts on each report.", "1. Report it online.", "2. Ring 101 when it happens."),
        *("2. My neighbours are afraid.", "What will you do?", "Our officers patrol every week."),
    )
    assert page.answers[1].question == "My neighbours are afraid.\nWhat will you do?"


def test_lone_question_told_in_two_lines_is_found():
    page = read("We meet.", "1) My neighbours are afraid.", "What will you do?", "Our officers patrol every week.")
    assert page.report.found == 1


def test_close_call_that_was_read_as_text_is_doubted():
    page = read("1. Why is it?", *ANSWER, "2. How is it?", *ANSWER, "1. Is that all?", "3. Who is it?", *ANSWER)
    why = "has a number like a question's label, but was read as text of the answer above"
    assert doubts(page) == [(7, why)]


def test_gap_in_the_labels_is_doubted():
    page = read("Q1) Why?", *ANSWER, "Q2) How?", *ANSWER, "Q3) Who?", *ANSWER, "Q6) Where?", *ANSWER)
    assert doubts(page) == [(10, "no question was found between Q3 and Q6")]


@pytest.mark.parametrize("numbers", [(1, 3), (1, 2, 4)], ids=str)
def test_gap_in_the_labels_of_a_short_page_is_doubted(numbers):
    assert doubts(read(*(line for number in numbers for line in (f"Q{number}) Why?", *ANSWER))))


def test_labels_out_of_order_are_no_gap():
    page = read("80) Why is it?", *ANSWER, "92) How is it?", *ANSWER, "7) Who is it?", *ANSWER)
    assert [answer.label for answer in page.answers] == ["80", "92", "7"]
    assert doubts(page) == []


def test_repeated_label_is_doubted():
    page = read("Q1) Why?", *ANSWER, "Q1) How?", *ANSWER)
    assert doubts(page) == [(4, "the label Q1 stands on this page more than once")]


def test_second_marker_before_the_next_label_is_doubted():
    page = read("Q1) Why?", *ANSWER, "And more of this", *ANSWER, "Q2) How?", *ANSWER)
    why = "a second answer marker before the next label: a question's label may have been missed"
    assert (5, why) in doubts(page)


def test_question_that_has_lost_its_label_is_read_and_doubted():
    page = read("Q1) Why?", *ANSWER, "And how?", *ANSWER)
    assert [(answer.label, answer.question) for answer in page.answers] == [("Q1", "Why?"), ("2", "And how?")]
    assert doubts(page) == [(4, "a question without a label, though others on this page have one")]


def test_questions_in_a_run_share_the_next_response_and_say_so():
    page = read("Q1) Why?", "Q2) How?", "Q3) Who?", *ANSWER)
    assert [(answer.response, answer.start) for answer in page.answers] == [("Our officers act.", 43)] * 3
    why = "no response of its own: it was given the response to Q3"
    assert doubts(page) == [(1, why), (2, why)]


def test_marker_that_names_the_run_leaves_no_doubt():
    page = read("Q1) Why?", "Q2) How?", "Constabulary Response to Q1 and Q2", "Our officers act.")
    assert [answer.response for answer in page.answers] == ["Our officers act."] * 2
    assert doubts(page) == []


def test_response_without_a_marker_begins_where_the_force_speaks():
    page = read("1. Why is it?", "My street is dark.", "Or is it?", "The force acts.", "I see.", "2. How?", "We act.")
    assert pairs(page) == [
        ("1", "Why is it?\nMy street is dark.\nOr is it?", "The force acts.\nI see."),
        ("2", "How?", "We act."),
    ]


def test_missing_marker_on_a_page_that_uses_them_is_doubted():
    spoken = ("Our officers act in the force area.", "Our officers patrol with the police.")
    page = read("1. Why is it?", *ANSWER, "2. How is it?", *spoken, "3. Who is it?", *ANSWER)
    assert page.answers[1].response == "\n".join(spoken)
    why = "no answer marker here, though the page uses them; the response was told by its wording"
    assert doubts(page) == [(5, why)]


def test_question_without_a_response_is_doubted():
    page = read("1. Why is it?", "Our officers act.", "2. How is it?", "3. Who is it?", "Our officers act.")
    assert [answer.label for answer in page.answers] == ["1", "3"]
    assert doubts(page) == [(3, "a question with no response below it: it is not in the record")]


def test_last_question_without_a_response_is_doubted():
    page = read("Q1) Why?", *ANSWER, "Q2) How?")
    assert [answer.label for answer in page.answers] == ["Q1"]
    assert doubts(page) == [(4, "a question with no response: it is not in the record")]


def test_marker_without_a_response_is_doubted():
    assert doubts(read("Q1) Why?", "Police Response", "Q2) How?", *ANSWER))


def test_marker_above_blank_lines_is_doubted():
    assert doubts(read("Q1) Why?", "Police Response", "", "Q2) How?", *ANSWER))


def test_heading_is_not_a_response():
    page = read("Q1) Why?", "Police Response", "", "Male Victims", "", "Q2) How?", *ANSWER)
    assert [answer.label for answer in page.answers] == ["Q2"]
