"""Lines that do not belong to an answer are doubted where they stand, and a plain page is left alone."""

import pytest

from .blinded import blind_to, measure, pages
from .samples import doubts, read

ASKED = (
    "Why are there no officers in the market place on Saturdays?",
    "My neighbour was burgled in May and nobody came. Is that normal?",
    "What is being done about e-scooters on pavements?",
    "Who decides which villages get a speed camera?",
    "How long is the wait on 101 after dark?",
)
ANSWERED = (
    ("Two officers patrol the market place on most Saturdays.", "We will look at the times with the council."),
    ("Our officers should have come within a day.", "The force has said sorry, and a sergeant has been to see them."),
    ("We have seized 41 scooters since April.", "Officers work with schools so that families know the law."),
    ("The force decides it with the county council.", "Our officers send them the figures each spring."),
    ("We answer most calls within three minutes.", "The force has taken on nine more people for the nights."),
)


def page(put="", place=""):
    """Five questions and responses, with a line put at one place of the second."""
    lines = ["We met.", ""]
    for number, (question, response) in enumerate(zip(ASKED, ANSWERED, strict=True), 1):
        here = place if number == 2 else ""
        asked = [f"Q{number}) {question}"]
        asked = [f"Q{number})", put, question] if here == "above the question" else asked
        asked += [put] if here == "below the question" else []
        answered = [put, *response] if here == "above the response" else list(response)
        answered += [put] if here == "below the response" else []
        lines += [*asked, "Police Response", *answered, ""]
    return lines


def doubted(lines, put):
    """Why the line that was put in is doubted."""
    return [why for line, why in doubts(read(*lines)) if lines[line - 1] == put]


def test_plain_page_leaves_no_doubt():
    assert doubts(read(*page())) == []


@pytest.mark.parametrize(
    "put", ["A neighbour of theirs", "Via the webform", "J.M., Glossop", "Third speaker from the floor", "12/03/24"]
)
@pytest.mark.parametrize("place", ["above the question", "below the question"])
def test_line_beside_a_question_is_doubted(put, place):
    lines = page(put, place)
    parsed = read(*lines)
    assert put not in parsed.answers[1].question or len(doubted(lines, put)) == 1


@pytest.mark.parametrize(
    "put", ["What happens now", "Live reply at 18:45", "The answer of the office", "Insp. Poole says"]
)
def test_line_above_a_response_is_doubted(put):
    assert len(doubted(page(put, "above the response"), put)) == 1


@pytest.mark.parametrize(
    "put",
    [
        *("– PC Dale", "Read more on the noticeboard of the town hall", "There followed a short break.", "Applause."),
        *("Councillor Hill asked whether it would go on.", "5. ANY OTHER BUSINESS", "PLEASE NOTE: this is old."),
        *("I have lived in my street for years. Is that fair to me?",),
    ],
)
def test_line_below_a_response_is_doubted(put):
    assert len(doubted(page(put, "below the response"), put)) == 1


def test_doubt_says_what_is_odd_and_what_may_be_wrong():
    put = "Applause."
    assert doubted(page(put, "below the response"), put) == ["is a word or two: the response may end above"]


def test_response_within_a_question_is_doubted():
    lines = ["Q1) Why is it so?", "Answer on behalf of the board", "It was.", "And now?", "Police Response", "We act."]
    assert doubted(lines, lines[1]) == [
        "speaks of answering: the question may end above, or hold a response or another question"
    ]


def test_question_unlike_the_others_is_doubted():
    lines = page()
    lines[2] = "Q1) My sister would like to know who to ring in Belper"
    assert [line for line, _ in doubts(read(*lines))] == [3]


def test_question_that_was_merged_into_a_response_is_doubted_where_it_stands():
    lines = page()
    missed = lines.index("Q2) " + ASKED[1])
    lines[missed] = "How long the walks will go on in our town centre"
    assert missed + 1 in [line for line, _ in doubts(read(*lines))]


def test_line_has_one_doubt_at_most():
    lines = ["1. Why is it?", "Our officers act.", "Is that all?", "1. Is it?", "3. Who is it?", "Our officers act."]
    places = [line for line, _ in doubts(read(*lines))]
    assert len(places) == len(set(places)) > 0


def test_response_that_asks_where_the_question_does_not_is_doubted():
    lines = ["Q1) The market place on Saturdays.", "Police Response", "Why is nobody there on Saturdays?", "We act."]
    assert 3 in [line for line, _ in doubts(read(*lines))]


def test_known_closing_words_leave_no_doubt():
    assert doubts(read(*page(), "Share this page", "Facebook")) == []


def test_closing_words_with_more_than_that_are_doubted():
    lines = [*page(), "Share this page", "Horses frighten people in the lanes of our town, says a reader."]
    assert [line for line, _ in doubts(read(*lines))] == [len(lines) - 1]


def test_count_that_begins_anew_under_a_heading_leaves_no_doubt():
    part = [
        "1) Why is it?",
        "Police Response",
        "Our officers act.",
        "",
        "2) How is it?",
        "Police Response",
        "We act.",
        "",
    ]
    assert doubts(read("We met.", "", "Road Safety", "", *part, "Rural Crime", "", *part)) == []


def test_labels_of_a_part_of_a_longer_list_are_no_gaps():
    part = [line for n in (12, 31, 44, 58) for line in (f"Q{n}) Why is it?", "Police Response", "Our officers act.")]
    assert doubts(read(*part)) == []


@pytest.fixture(scope="module")
def told():
    """The pages on which nothing is silent while the parser has all its words."""
    return [made for made in pages() if not measure([made])["silent"]]


@pytest.mark.parametrize(("what", "most"), [("who asked", 0.05), ("where from", 0.06), ("keyed", 0.06)])
def test_reading_that_lacks_words_or_a_layout_is_doubted(told, what, most):
    with blind_to(what, 100):
        counts = measure(told)
    assert counts["silent"] <= most * counts["wrong"]
    assert counts["doubted"] < 0.45 * counts["exact"]
