from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spellchecker import SpellChecker

from bot.asking import open_dictionary
from bot.asking.spelling import Speller

VOCABULARY = {"burglary": 5, "domestic": 9, "violence": 9, "behaviour": 4, "speeding": 3, "school": 2, "takers": 1}


@pytest.fixture(scope="module")
def dictionary() -> SpellChecker:
    return open_dictionary()


@pytest.fixture(scope="module")
def speller(dictionary: SpellChecker) -> Speller:
    return Speller(VOCABULARY, dictionary)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("what about burgalry?", "what about burglary?"),
        ("domestc voilence", "domestic violence"),
        ("antisocial behavour", "antisocial behaviour"),
        ("Burgalry in my street", "burglary in my street"),
        ("It is bad. Burgalry again", "It is bad. burglary again"),
        ("speedinn", "speeding"),
    ],
)
def test_a_misspelt_word_of_the_record_is_put_right(speller: Speller, typed: str, meant: str) -> None:
    assert speller.correct(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "domestic violence",
        "hare coursing on farmland",
        "at Burgalry House",
        "KNIFE CRIEM",
        "xyzzyplugh quux",
        "zzzz",
        "résumé 4x4 a1 naïve",
        "burglary",
        "",
    ],
)
def test_everything_else_is_left_as_it_is(speller: Speller, typed: str) -> None:
    assert speller.correct(typed) == typed


@pytest.mark.parametrize("mark", ["’", "'"])
def test_a_contraction_is_one_word(dictionary: SpellChecker, mark: str) -> None:
    speller = Speller({"would": 9}, dictionary)
    assert speller.correct(f"they wouldn{mark}t come") == f"they wouldn{mark}t come"


def test_the_plural_of_a_known_word_is_left_as_it_is(dictionary: SpellChecker) -> None:
    assert (
        Speller({"taser": 9, "takers": 1}, dictionary).correct("do officers carry tasers") == "do officers carry tasers"
    )


@given(st.text(max_size=60))
def test_only_letters_change(speller: Speller, text: str) -> None:
    kept = [character for character in text if not (character.isascii() and character.isalpha())]
    assert [c for c in speller.correct(text) if not (c.isascii() and c.isalpha())] == kept
