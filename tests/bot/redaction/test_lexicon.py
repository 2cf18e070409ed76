"""What a word may be, and lists that say so."""

from __future__ import annotations

from pathlib import Path

import pytest
from spellchecker import SpellChecker

from bot import WordingError
from bot.redaction.lexicon import Lexicon, read_places, read_words


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.of(["Nowhere"], ["bobbin"], SpellChecker(language="en", distance=1))


def test_a_word_is_one_thing_by_itself(lexicon: Lexicon) -> None:
    assert lexicon.is_forename("darren")
    assert not lexicon.is_forename("will")
    assert lexicon.is_surname("henderson")
    assert not lexicon.is_surname("green")
    assert lexicon.is_place("ripley")
    assert lexicon.is_place("nowhere")
    assert lexicon.is_word("bobbins")
    assert lexicon.may_name("green")
    assert lexicon.may_be_forename("ellie-mae")


@pytest.mark.parametrize("read", [read_words, read_places])
def test_a_list_that_cannot_be_used_is_named(tmp_path: Path, read: object) -> None:
    path = tmp_path / "lists.toml"
    path.write_text("surprise = 1", encoding="utf-8")
    assert callable(read)
    with pytest.raises(WordingError, match=r"lists\.toml"):
        read(path)
