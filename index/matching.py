"""Which answer of one capture of a page is which of another, though its number or its words have changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from .record import Answer

_ALIKE = 0.6  # of the words of two questions, for the same question under another label
_SAME_LABEL = 0.5  # of the words of question or response, for the same question under its label


def match(former: Sequence[Answer], latter: Sequence[Answer]) -> dict[str, str]:
    """The id that each of the former answers has among the latter; one that became none is left out.

    The same words come first, then the same label with like words, then the likest questions.
    """
    found: dict[str, str] = {}
    for alike in (_same_question, _same_label):
        for one in former:
            free = (other for other in latter if other.id not in found.values())
            other = next((each for each in free if one.id not in found and alike(one, each)), None)
            if other:
                found[one.id] = other.id
    _match_likest(found, former, latter)
    return found


def _match_likest(found: dict[str, str], former: Sequence[Answer], latter: Sequence[Answer]) -> None:
    taken = set(found.values())
    scored = [
        (likeness(one.question, other.question), one.id, other.id)
        for one in former
        if one.id not in found
        for other in latter
        if other.id not in taken
    ]
    for score, one_id, other_id in sorted(scored, key=lambda each: -each[0]):
        if score >= _ALIKE and one_id not in found and other_id not in found.values():
            found[one_id] = other_id


def _same_question(one: Answer, other: Answer) -> bool:
    return _words(one.question) == _words(other.question)


def _same_label(one: Answer, other: Answer) -> bool:
    return one.id == other.id and (
        likeness(one.question, other.question) >= _SAME_LABEL or likeness(one.response, other.response) >= _SAME_LABEL
    )


def likeness(one: str, other: str) -> float:
    """How much of two texts is the same words in the same order, 0 to 1 (as `difflib` has it)."""
    return SequenceMatcher(None, _words(one), _words(other), autojunk=False).ratio()


def same_words(one: str, other: str) -> bool:
    """Whether two texts differ in white space alone."""
    return one.split() == other.split()


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
