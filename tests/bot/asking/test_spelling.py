from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spellchecker import SpellChecker

from bot.asking import open_dictionary
from bot.asking.spelling import Speller

VOCABULARY = dict.fromkeys(
    "burglary domestic violence behaviour speeding school takers knife crime street safe midnight lessons licence "
    "officers drinks about pavements north lights within".split(),
    5,
)


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
        ("nife crym", "knife crime"),
        ("stret feels saif at midnite", "street feels safe at midnight"),
        ("lesons abowt drinx in skool", "lessons about drinks in school"),
        ("strret lihgts in saef", "street lights in safe"),
        ("ofisers on paivments up norf", "officers on pavements up north"),
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
        "wimin",  # "within" is one sound away, and too short for that
        "they dont lisen",  # it sounds like "licence", and does not look like it
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
