"""What a person typed into a question that can be read."""

from __future__ import annotations

import re
import unicodedata

from ..errors import QuestionError

_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_MARKS = re.compile(
    r"([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3})[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
_ASKS_FIGURE = re.compile(
    r"\b(?:how (?:many|much|often)|number of|totals?|percentages?|proportion|shares?|figures?|"
    r"statistics|counts?|rates?|costs?|average)\b",
    re.I,
)
_MANY = 10  # text this many times longer than a question may be is not even looked at


def read_question(text: str, longest: int) -> str:
    """The question in NFC, without characters nobody can see, white space folded.

    Raises QuestionError when nothing is left, when it is longer than `longest` characters, or when it holds
    half of a surrogate pair, which is no character at all.
    """
    text = " ".join(text.split())
    if len(text) > longest * _MANY:
        raise QuestionError(_too_long(len(text), longest))
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise QuestionError("The question holds a broken character. Please type it again.")
    seen = "".join(_seen(character) for character in text)
    question = " ".join(unicodedata.normalize("NFC", _MARKS.sub(r"\1", seen)).split())
    if not any(character.isalnum() for character in question):
        raise QuestionError("The question is empty. Please type what you would like to ask.")
    if len(question) > longest:
        raise QuestionError(_too_long(len(question), longest))
    return question


def asks_for_figure(question: str) -> bool:
    """Whether a number is asked for."""
    return _ASKS_FIGURE.search(question) is not None


def _too_long(length: int, longest: int) -> str:
    return f"The question has {length:,} characters; up to {longest:,} can be read. Please shorten it."


def _seen(character: str) -> str:
    """A character as it is seen: control characters are space, invisible ones nothing."""
    category = unicodedata.category(character)
    if category == "Cc":
        return " "
    invisible = (
        category == "Cf" or character in _FILLERS or "\ufe00" <= character <= "\ufe0f" or character > "\U000e0000"
    )
    return "" if invisible else character
