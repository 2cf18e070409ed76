import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.parsing.ageing import find_ageing

from .samples import quick

FLAGGED = [
    ("deadline", "It is due by the end of the year.", "by the end of the year"),
    ("deadline", "Training is due to conclude in January 2022.", "due to conclude in January 2022"),
    ("deadline", "Operations are scheduled for the summer.", "scheduled for the summer"),
    ("deadline", "A survey launched in November 21 helps.", "launched in November 21"),
    ("deadline", "We start over the coming months.", "over the coming months"),
    ("deadline", "We ride from Springtime onwards.", "from Springtime onwards"),
    ("figure", "We made over 100 arrests.", "over 100"),
    ("figure", "There were 1,204 reported offences.", "1,204"),
    ("figure", "It fell to 5.5% of all.", "5.5%"),
    ("figure", "It fell to 4.9 % of all.", "4.9 %"),
    ("figure", "It cost £1.2 million in all.", "£1.2 million"),
    ("figure", "There were nine group-based offences.", "nine"),
    ("figure", "Already half of the organisation have.", "half"),
    ("figure", "Robbery (8) is rare.", "8"),
    ("figure", "Robbery (58), theft.", "58"),
    ("relative_time", "We are currently hiring.", "currently"),
    ("relative_time", "It rose over the last six months.", "the last six months"),
    ("relative_time", "To date it holds.", "To date"),
    ("relative_time", "The work is ongoing.", "ongoing"),
    ("relative_time", "We are in a pilot phase.", "pilot phase"),
    ("relative_time", "That is as of 15th November.", "as of 15th November"),
    ("relative_time", "During 2022 we met.", "During 2022"),
    ("relative_time", "Since the beginning of 2021 we met.", "Since the beginning of 2021"),
    ("relative_time", "We met from August 2023 to May 2024.", "from August 2023 to May 2024"),
    ("post_holder", "DCC Maggie Blyth leads.", "DCC Maggie Blyth"),
    ("post_holder", "Professor Jane Monckton-Smith trains.", "Professor Jane Monckton-Smith"),
    ("pending_law", "We are anticipating new laws.", "anticipating new laws"),
    ("pending_law", "It is discussed at Government level.", "discussed at Government level"),
    ("pending_law", "It is not yet formally recognised.", "not yet formally recognised"),
    ("pending_law", "After the national review we act.", "national review"),
]


def told(response):
    return [(found.kind, found.text) for found in find_ageing(response)]


@pytest.mark.parametrize(("kind", "response", "phrase"), FLAGGED)
def test_phrase_that_ages_is_flagged(kind, response, phrase):
    assert told(response) == [(kind, phrase)]


@pytest.mark.parametrize(
    "response",
    [
        "Under Section 165 of the Road Traffic Act it can be seized.",
        "Under Section 60 officers may search.",
        "We have an up to date understanding.",
        "It is for 10-17 year olds.",
        "You can report it on 101 or online.",
        "In an emergency ring 999.",
        "It shows our ongoing commitment.",
        "The ongoing issues are dealt with.",
        "The park is open 24 hours a day.",
        "Chief Constable Report To Board is public.",
        "The Chief Constable leads.",
        "The Act of 1988 holds.",
        "We met 12 years ago.",
    ],
)
def test_phrase_that_does_not_age_is_not_flagged(response):
    assert told(response) == []


@pytest.mark.parametrize("response", ["Call 101 to report a crime.", "We answer 999 calls."])
def test_telephone_number_is_not_a_figure(response):
    assert told(response) == []


def test_span_before_a_figure_is_relative_time():
    assert told("In the previous 12 months there were 433 reported burglaries.") == [
        ("relative_time", "the previous 12 months"),
        ("figure", "433"),
    ]


def test_scheme_named_after_a_post_is_no_post_holder():
    assert told("The Commissioner Independent Custody Visitors scheme is open.") == []


def test_first_kind_wins_where_two_overlap():
    assert told("We are due to finish by the end of this year.") == [("deadline", "by the end of this year")]
    assert told("It is due by the summer; ongoing.") == [("deadline", "by the summer"), ("relative_time", "ongoing")]


@quick
@given(st.lists(st.sampled_from([response for _, response, _ in FLAGGED]), max_size=5).map(" ".join))
def test_phrases_are_exact_in_order_and_apart(response):
    found = find_ageing(response)
    assert all(response[one.start : one.end] == one.text for one in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
