"""Pages made of every style of label with every answer marker read back as they were written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.parsing import parse

from .exactness import plain_label
from .samples import page_of, quick

LABELS = {
    **{
        style: style
        for style in ("Q{}) ", "Q{}. ", "Q.{} ", "Q{}: ", "Q{} – ", "Q{} ", "Q{}\u200b) ", "PQ{} ", "**Q{}.** ")
    },
    **{
        style: style
        for style in ("Question {}: ", "Question {} – ", "Question {}\n", "QUESTION {}\n", "Written question {}: ")
    },
    **{style: style for style in ("({}) ", "{}) ", "{}, ", "{} – ", "{}.\xa0")},
    **dict.fromkeys(("Q: ", "Q. ", "Q - ", "Question: ", "Question\n", "You asked: ", "You asked\n"), "{}"),
    "Question from Mrs A Brown, Belper: ": "{}",
    "Public question {} – Mr J Smith (Ripley)\n": "Public question {}",
}
"""How a question begins, and the label that this prints."""
MARKERS = (
    *("Constabulary Response\n", "Response:\n", "RESPONSE\n", "Our response\n", "Reply from the Chief Constable:\n"),
    *("Answer: ", "A: ", "A{}: ", "A{}) ", "Answer {}\n", "Response to Q{}\n", "Response to question {}:\n"),
    *("We said: ", "PCC response – ", "The Chief Constable responded:\n", "Police Response:\xa0"),
)
QUESTIONS = (
    "Why are there no officers in the market place on Saturdays?",
    "What is being done about e-scooters on pavements?",
    "My neighbour was burgled in May. Nobody came for two days. Is that normal?",
    "Could the force tell us how many officers are off sick?",
    "I have rung 101 four times about the same van. What more must I do?",
)
RESPONSES = (
    "Officers patrol there each Saturday from 10am to 4pm.",
    "No.",
    "The figure for the year was 118, of which 31 led to a charge.",
    "That is a matter for the county council, which has been asked.",
)
MORE = ("", "{gap}More of this is on the website.", "{gap}The steps are:{gap}• a letter{gap}• a visit")


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, list[tuple[str, str, str]]]:
    style, marker = draw(st.sampled_from(list(LABELS))), draw(st.sampled_from(MARKERS))
    gap = draw(st.sampled_from(("\n", "\n\n", "\r\n", "\r\n\r\n")))
    lines, rows = ["Public Assurance Meeting on Rural Crime (6 July 2022)", "The questions are below."], []
    for number in range(1, draw(st.integers(2, 5)) + 1):
        asked = draw(st.sampled_from(QUESTIONS))
        told = draw(st.sampled_from(RESPONSES)) + draw(st.sampled_from(MORE)).format(gap=gap)
        lines += [*f"{style.format(number)}{asked}".split("\n"), *marker.format(number).split("\n")]
        lines[-1] += told
        label = LABELS[style].format(number).replace("\n", "")
        rows.append((plain_label(label.strip(" –:.)*(,\xa0\u200b")), asked, told))
    return gap.join(lines), rows


@quick
@given(pages())
def test_every_style_of_label_with_every_marker(made):
    text, rows = made
    page = parse(page_of(text))
    assert [(plain_label(a.label), a.question, a.response) for a in page.answers] == rows
    assert all(text[a.start : a.end] == a.response for a in page.answers)
    assert all(text[a.question_start : a.question_end] == a.question for a in page.answers)
    assert len({answer.id for answer in page.answers}) == len(rows)


@pytest.mark.parametrize("style", LABELS)
def test_first_question_is_found_whatever_its_style(style):
    lines = [f"{style.format(number)}{QUESTIONS[number]}\nAnswer: {RESPONSES[0]}" for number in (1, 2)]
    assert [answer.question for answer in parse(page_of(*lines)).answers] == list(QUESTIONS[1:3])
