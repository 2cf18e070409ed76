from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asking.followup import complete

PLACES = ("Derby City", "Derby", "Chesterfield", "High Peak", "North East Derbyshire")
BEFORE = "What is being done about knife crime in Derby?"


@pytest.mark.parametrize(
    ("before", "question", "used"),
    [
        (BEFORE, "and in Chesterfield?", "What is being done about knife crime in Chesterfield?"),
        (BEFORE, "What about Chesterfield?", "What is being done about knife crime in Chesterfield?"),
        (BEFORE, "and in North East Derbyshire?", "What is being done about knife crime in North East Derbyshire?"),
        ("Burglary in high peak", "what about in Derby?", "Burglary in Derby"),
        (BEFORE, "and in Derby?", f"{BEFORE} and in Derby?"),
        (BEFORE, "Is that legal?", f"{BEFORE} Is that legal?"),
        (BEFORE, "and what about burglary in Chesterfield?", f"{BEFORE} and what about burglary in Chesterfield?"),
        ("Knife crime", "is it still going up?", "Knife crime? is it still going up?"),
    ],
)
def test_a_question_that_leans_on_the_one_before_is_completed(before: str, question: str, used: str) -> None:
    assert complete(question, before, PLACES)[0] == used


@pytest.mark.parametrize(
    "question",
    [
        "What is being done about speeding in Chesterfield?",
        "How many officers were recruited in total last year by the force?",
        "Are electric scooters legal on the pavement?",
        "And how many police officers were recruited in total last year by the constabulary across the whole county?",
    ],
)
def test_a_question_with_a_subject_of_its_own_is_left_as_it_is(question: str) -> None:
    assert complete(question, BEFORE, PLACES) == (question, question)


def test_without_a_question_before_there_is_nothing_to_lean_on() -> None:
    assert complete("and in Chesterfield?", None, PLACES)[0] == "and in Chesterfield?"


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_completed_question_loses_nothing_that_was_typed(question: str, before: str) -> None:
    assert question in complete(question, before, ())[0]
