"""Imprints know words that are met again, not what others say, and give nothing away."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.imprints import both, imprint, joined, met

SAID = "Officers went to the farm at Nether Padley twice, and found the tractor in a barn there."
KNOWN = imprint([SAID], [], "farms-q2")
words = st.lists(st.sampled_from("abcdefghij"), max_size=30).map(" ".join)


def test_words_are_known_again_wherever_and_however_they_are_set() -> None:
    text = f"Before it. {SAID.upper().replace(' ', chr(10))} After it."
    [(start, end)] = met(text, KNOWN, "farms-q2")
    assert text[start:end] == SAID.upper().replace(" ", "\n")[:-1]


def test_eight_words_in_a_row_are_enough_and_seven_are_not() -> None:
    assert met("He went to the farm at Nether Padley twice.", KNOWN, "farms-q2") != ()
    assert met("He went to the farm at Nether Padley once.", KNOWN, "farms-q2") == ()


def test_what_others_say_too_is_not_known_again() -> None:
    others = ["As said: officers went to the farm at Nether Padley twice."]
    known = imprint([SAID], others, "farms-q2")
    assert met(others[0], known, "farms-q2") == ()
    assert met("twice, and found the tractor in a barn", known, "farms-q2") != ()


def test_short_texts_have_none_since_they_could_be_guessed() -> None:
    assert imprint(["Call Ann Other on 01629 900123.", ""], [], "farms-q2") == ""
    assert met("anything at all", "", "farms-q2") == ()


def test_another_key_knows_nothing() -> None:
    assert met(SAID, KNOWN, "farms-q3") == ()


@given(words, words)
def test_two_imprints_know_what_either_knows(one: str, other: str) -> None:
    joint = both(imprint([one], [], "k"), imprint([other], [], "k"))
    assert joint == imprint([one, other], [], "k")


@given(words, words)
def test_what_is_met_was_said_and_is_in_order(said: str, text: str) -> None:
    spans = met(text, imprint([said], [], "k"), "k")
    assert spans == joined(spans)
    assert all(text[a:b].split()[:8] and " ".join(text[a:b].split()[:8]) in said for a, b in spans)
