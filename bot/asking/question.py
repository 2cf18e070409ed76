"""What a person typed into a question that can be searched for."""

from __future__ import annotations

import re
import unicodedata

from ..errors import QuestionError

_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)
_MARKS = re.compile(r"(?<=[\u0300-\u036f]{3})[\u0300-\u036f]+")


def read_question(text: str, longest: int) -> str:
    """The question in NFC, without characters nobody can see, white space folded.

    Raises QuestionError when nothing is left, when it is longer than `longest` characters, or when it holds
    half of a surrogate pair, which is no character at all.
    """
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise QuestionError("The question holds a broken character. Please type it again.")
    seen = _MARKS.sub("", _UNSEEN.sub(" ", unicodedata.normalize("NFC", text)))
    question = " ".join(seen.split())
    if not any(character.isalnum() for character in question):
        raise QuestionError("The question is empty. Please type what you would like to ask.")
    if len(question) > longest:
        raise QuestionError(
            f"The question has {len(question):,} characters; up to {longest:,} can be read. Please shorten it."
        )
    return question
