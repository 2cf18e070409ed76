from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import ChangeKind, changes

TOKENS = "we seized 29 41 scooters in 2022 2023 . , – it’s \n\n".split(" ")
WORDS = st.lists(st.sampled_from(TOKENS), max_size=30).map(" ".join)


def made_of(pieces: object, *kinds: ChangeKind) -> str:
    return "".join(piece.text for piece in pieces if piece.kind in kinds)  # type: ignore[attr-defined]


@given(older=WORDS | st.text(), newer=WORDS | st.text())
def test_both_texts_are_there_in_full(older: str, newer: str) -> None:
    pieces = changes(older, newer)
    assert made_of(pieces, ChangeKind.KEPT, ChangeKind.REMOVED) == older
    assert made_of(pieces, ChangeKind.KEPT, ChangeKind.ADDED) == newer


@given(text=WORDS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert {piece.kind for piece in changes(text, text)} <= {ChangeKind.KEPT}


def test_words_are_marked_whole() -> None:
    pieces = changes("We seized 29 scooters in 2022.", "We seized 41 scooters in 2023.")
    assert [(piece.kind.value, piece.text) for piece in pieces] == [
        ("kept", "We seized "),
        ("removed", "29"),
        ("added", "41"),
        ("kept", " scooters in "),
        ("removed", "2022"),
        ("added", "2023"),
        ("kept", "."),
    ]


def test_a_rewritten_run_reads_as_one() -> None:
    removed, added = changes("alpha beta gamma", "delta epsilon zeta")
    assert (removed.text, added.text) == ("alpha beta gamma", "delta epsilon zeta")


@pytest.mark.parametrize(("older", "newer", "kind"), [("", "new", "added"), ("old", "", "removed")])
def test_nothing_and_something(older: str, newer: str, kind: str) -> None:
    assert [piece.kind.value for piece in changes(older, newer)] == [kind]
