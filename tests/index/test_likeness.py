import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.likeness import cosine, weigh, words_of

from .parsing.samples import quick

WEIGHTS = st.dictionaries(st.sampled_from("abcdef"), st.floats(0, 10), max_size=6)


def test_words_are_lower_case_three_letters_or_more_and_singular():
    assert words_of("The Officers’ e-scooters, at 101 in a PCSO’s car") == [
        "the",
        "officer",
        "scooter",
        "pcso",
        "car",
    ]


def test_word_of_fewer_texts_weighs_more_and_a_word_of_all_weighs_nothing():
    first, _, _ = weigh(["knife police drug", "drug police", "police"])
    assert first == {
        "knife": pytest.approx(math.log(3)),
        "drug": pytest.approx(math.log(3 / 2)),
        "police": 0.0,
    }


def test_repeated_word_weighs_more_but_not_in_proportion():
    first, _ = weigh(["knife knife", "drug"])
    assert first["knife"] == pytest.approx((1 + math.log(2)) * math.log(2))


def test_text_without_words_weighs_nothing():
    assert weigh(["", "knife"])[0] == {}
    assert weigh([]) == []


def test_cosine_of_like_and_unlike_texts():
    assert cosine({"knife": 2.0}, {"knife": 5.0}) == pytest.approx(1)
    assert cosine({"knife": 1.0}, {"drug": 1.0}) == 0
    assert cosine({"knife": 1.0, "drug": 1.0}, {"knife": 1.0}) == pytest.approx(math.sqrt(1 / 2))


@pytest.mark.parametrize("empty", [{}, {"police": 0.0}])
def test_cosine_with_nothing_is_nothing(empty):
    assert cosine(empty, {"knife": 1.0}) == cosine({"knife": 1.0}, empty) == 0


@quick
@given(WEIGHTS, WEIGHTS)
def test_cosine_is_symmetrical_and_between_nothing_and_one(one, other):
    assert cosine(one, other) == pytest.approx(cosine(other, one))
    assert 0 <= cosine(one, other) <= 1 + 1e-9
