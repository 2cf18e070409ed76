"""A marked text into words, with what their capitals may say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .people import plain

_WORD = re.compile(r"[^\W\d_]+(?:[’-][^\W\d_]+)*")
_SENTENCE_END = '.!?:;\n"“”'
_MOSTLY = 0.75  # from such a share on, capitals are a habit and say nothing
_FEW = 4  # of so few words a share says nothing


@dataclass(frozen=True, slots=True)
class Token:
    """One word: `plain` without accents, capitals and ’s; `before` is what stands between it and the word before.

    `capital` says somebody chose to write it so: not where a whole message is in capitals.
    """

    start: int
    end: int
    word: str
    plain: str
    before: str
    capital: bool
    first: bool
    """Whether it begins a sentence, where a capital says little."""

    @property
    def parts(self) -> list[str]:
        """The words that hyphens join."""
        return self.plain.split("-")


def tokenise(text: str) -> list[Token]:
    """The words of a text in order."""
    found = list(_WORD.finditer(text))
    words = [each[0] for each in found]
    telling = not (_share(words, str.isupper) or _share(words, _begins_upper))
    tokens: list[Token] = []
    end = 0
    for each in found:
        before = text[end : each.start()]
        word = each[0].removesuffix("’s").removesuffix("’S")
        capital = telling and _begins_upper(word)
        first = end == 0 or any(mark in _SENTENCE_END for mark in before.rstrip(" ("))
        end = each.start() + len(word)
        tokens.append(Token(each.start(), end, word, plain(word), before, capital, first))
    return tokens


def _begins_upper(word: str) -> bool:
    return word[:1].isupper()


def _share(words: list[str], test: object) -> bool:
    long = [word for word in words if len(word) > 1]
    return callable(test) and len(long) > _FEW and sum(bool(test(word)) for word in long) > _MOSTLY * len(long)
