"""What a question looks like to the rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.gates.normalise import normalise, spans


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("  He’s\tOUTSIDE\n\nnow ", "hes outside now"),
        ("can't CAN’T cant", "cant cant cant"),
        ("‘quoted’ “words”", "'quoted' \"words\""),
        ("ｆｕｌｌ ｗｉｄｔｈ", "full width"),
        ("h\u200be\u00adl\u2060p", "help"),
        ("safe\U000e0049\U000e0067", "safe"),
        ("h̷e̷l̷p̷ fiancé", "help fiance"),
        ("heeeelp pleeease 9999", "help please 9999"),
        ("a\x00b\ud800c", "a bc"),
        ("", ""),
    ],
    ids=["marks", "apostrophes", "quotes", "nfkc", "zero width", "tags", "accents", "drawn out", "controls", "empty"],
)
def test_a_question_is_read_in_one_spelling(typed: str, read: str) -> None:
    assert normalise(typed) == read


@given(st.text())
def test_what_is_normalised_has_no_wide_space_and_no_unseen_mark(typed: str) -> None:
    read = normalise(typed)
    assert read == " ".join(read.split())
    assert not {"\u200b", "\u00ad", "\ufeff", "’"} & set(read)


def test_spans_are_sentences_and_neighbouring_pairs() -> None:
    assert spans("one. two? three") == ["one.", "two?", "three", "one. two?", "two? three"]


def test_a_single_sentence_is_one_span() -> None:
    assert spans("one, two") == ["one, two"]
