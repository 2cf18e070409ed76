"""A question's words as numbers."""

from __future__ import annotations

import numpy as np
import pytest

from bot.gates.words import COLUMNS, counted, pieces, rarity, row, words


def test_words_come_alone_and_in_pairs_from_beginning_to_end() -> None:
    assert list(words("wolf!")) == ["^", "wolf", "!", "$", "^ wolf", "wolf !", "! $"]


def test_pieces_know_where_a_word_begins_and_ends() -> None:
    assert list(pieces("wolf")) == ["+ wo", "+wol", "+olf", "+lf ", "+ wol", "+wolf", "+olf ", "+ wolf", "+wolf "]


def test_a_piece_is_not_mistaken_for_the_word_it_spells() -> None:
    of_words, of_pieces = counted("cat cat")
    assert sum(of_words.values()) == len(list(words("cat cat")))
    assert not of_words.keys() & of_pieces.keys()


def test_what_is_rare_among_the_texts_weighs_more() -> None:
    weights = rarity(["the wolf", "the bear", "the cat"])
    common, rare = (next(iter(counted(word)[1])) for word in ("the", "wolf"))
    assert weights.shape == (COLUMNS,)
    assert weights[rare] > weights[common]


@pytest.mark.parametrize("text", ["wolf", "the wolf is here now", "the wolf is here now " * 40])
def test_words_and_pieces_weigh_the_same_however_long_the_text(text: str) -> None:
    columns, values = row(text, np.ones(COLUMNS, dtype=np.float32))
    assert len(set(columns.tolist())) == len(columns)
    assert np.hypot.reduce(values) == pytest.approx(2**0.5, rel=0.02)


def test_an_empty_text_has_a_beginning_and_an_end() -> None:
    columns, _ = row("", np.ones(COLUMNS, dtype=np.float32))
    assert len(columns) == len(["^", "$", "^ $"])
