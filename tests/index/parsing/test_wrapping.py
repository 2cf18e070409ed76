import textwrap

from index.parsing.lines import split_lines
from index.parsing.wrapping import rejoined

from .samples import read

SAID = "The team has been told of it and will go there on each of the next four Friday evenings, with a van. "
ASKED = "Will anything be done about the cars that race along the ring road at night, which nobody who lives there can "
ASKED += "sleep through?"


def wrapped(*paragraphs):
    return "\n".join(line for text in paragraphs for line in textwrap.wrap(text, 60))


def test_broken_lines_are_read_as_one_that_is_as_long_as_the_page_has_it():
    text = wrapped(f"Q1) {ASKED}", "Police Response", SAID * 3)
    lines = rejoined(split_lines(text), text)
    assert [line.text for line in lines] == [f"Q1) {ASKED}", "Police Response", (SAID * 3).strip()]
    assert all(text[line.start : line.end].replace("\n", " ") == line.text for line in lines)


def test_line_that_the_next_word_would_have_fitted_on_ends():
    text = wrapped(SAID * 3, "A line of its own", SAID)
    assert [line.text for line in rejoined(split_lines(text), text)][1] == "A line of its own"


def test_page_that_is_not_wrapped_stays():
    text = "\n".join(["Q1) Why?", "Police Response", SAID * 4, "Nantwich 2", "Crewe 11"])
    assert rejoined(split_lines(text), text) == split_lines(text)


def test_every_line_of_a_wrapped_page_is_counted():
    text = wrapped(f"Q1) {ASKED}", "Police Response", SAID * 3)
    page = read(*text.split("\n"))
    assert [answer.label for answer in page.answers] == ["Q1"]
    assert sum(page.report.lines.values()) == len(text.split("\n"))
