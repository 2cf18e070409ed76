import pytest

from index.parsing.cells import split_cells
from index.parsing.lines import split_lines

from .samples import read


def cells(text):
    return [line.text for line in split_cells(split_lines(text))]


@pytest.mark.parametrize("row", ["1 | Why? | So.", "| 1 | Why? | So. |", "1\tWhy?\tSo."])
def test_row_of_a_table_is_a_line_a_cell(row):
    assert cells(row) == ["1", "Why?", "So."]


def test_answer_on_the_line_of_its_question_stands_apart():
    assert cells("Q1. Why is it closed? A: It is not.") == ["Q1. Why is it closed?", "A: It is not."]


@pytest.mark.parametrize(
    "asked",
    [
        "44.2  In respect of question 5, Councillor Fern asked whether the signs could be mended.",
        "Mr Dow said that it was dear. He asked whether it would be cheaper elsewhere.",
    ],
)
def test_reply_in_the_paragraph_that_asks_stands_apart(asked):
    reply = "Councillor Cope responded that it would be. He would write."
    assert cells(f"{asked} {reply}") == [asked, reply]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Mr Dow asked whether it was dear. He said that it was.",
        "Mr Dow asked whether it was dear. Mr Dow added that he would write.",
        "The Commissioner replied that it was dear. The Chair said that it was not.",
    ],
)
def test_paragraph_in_which_nobody_else_replies_is_one_line(paragraph):
    assert cells(paragraph) == [paragraph]


def test_points_of_minutes_that_hold_question_and_reply_are_read():
    page = read(
        "Minutes:",
        "3.1  Mr Dow asked if the station would open again. The Commissioner said that it would not.",
        "3.2  In response to a question about vans, the Commissioner stated that six had been bought.",
        "3.3  Ms Lee asked what it had cost. The Chief Finance Officer advised that it was £4,000.",
    )
    assert [(answer.question, answer.response) for answer in page.answers] == [
        ("Mr Dow asked if the station would open again.", "The Commissioner said that it would not."),
        ("Ms Lee asked what it had cost.", "The Chief Finance Officer advised that it was £4,000."),
    ]
