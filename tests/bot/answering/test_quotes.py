from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.quotes import quotes
from tests.bot.answering.stand_ins import a_spoken_hit

ASKED = "What is done about scooters?"
WORDS = st.text(st.sampled_from("abc 1’é"), min_size=1, max_size=20)
CLOSENESS = st.floats(-1, 1, allow_nan=False)


def texts(question: str, *sentences: tuple[str, float]) -> list[str]:
    return [quote.text for quote in quotes(question, a_spoken_hit(*sentences))]


def test_the_closest_sentence_is_quoted() -> None:
    assert texts(ASKED, ("Thank you.", 0.1), ("We seize scooters.", 0.8), ("Goodbye.", 0.2)) == ["We seize scooters."]


def test_sentences_nearly_as_close_are_quoted_in_the_order_of_the_response() -> None:
    assert texts(ASKED, ("One.", 0.75), ("Two.", 0.2), ("Three.", 0.8)) == ["One.", "Three."]


def test_at_most_three_are_quoted() -> None:
    assert texts(ASKED, ("A.", 0.7), ("B.", 0.71), ("C.", 0.72), ("D.", 0.73)) == ["B.", "C.", "D."]


@pytest.mark.parametrize("closeness", [0.0, -0.5])
def test_one_is_quoted_however_far_away(closeness: float) -> None:
    assert texts(ASKED, ("Only this.", closeness)) == ["Only this."]


@pytest.mark.parametrize("asks", ["How many scooters?", "What is the number of fines?", "What PERCENTAGE is seized?"])
def test_a_sentence_with_a_figure_is_preferred_when_one_is_asked_for(asks: str) -> None:
    sentences = ("Scooters are seized.", 0.6), ("In 2022 we seized 29.", 0.58)
    assert "In 2022 we seized 29." in texts(asks, *sentences)
    assert texts(asks, sentences[0], ("We seized 29.", 0.44))[-1] == "We seized 29."
    assert texts(ASKED, sentences[0], ("We seized 29.", 0.44)) == ["Scooters are seized."]


@given(st.lists(st.tuples(WORDS, CLOSENESS), min_size=1, max_size=12), st.sampled_from([ASKED, "How many?"]))
def test_quotes_are_one_to_three_in_order_with_exact_offsets(sentences: list[tuple[str, float]], asked: str) -> None:
    hit = a_spoken_hit(*sentences)
    found = quotes(asked, hit)
    assert 1 <= len(found) <= 3
    assert [quote.start for quote in found] == sorted({quote.start for quote in found})
    assert all(hit.answer.response[quote.start : quote.end] == quote.text for quote in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
