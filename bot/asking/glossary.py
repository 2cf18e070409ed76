"""Jargon and everyday words said both ways, so that either finds the other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Glossary:
    """What is said for what.

    `abbreviations`: upper case, and what they stand for; `used`: those of them that the record itself uses;
    `words`: those that are also English words, which count in capitals only ("YET"); `everyday`: lower-case
    words, and what the force calls it.
    """

    abbreviations: Mapping[str, str]
    used: frozenset[str]
    words: frozenset[str]
    everyday: Mapping[str, str]

    def expand(self, question: str) -> str:
        """The question with what its words stand for behind it; as it is when there is nothing to add."""
        lower = question.lower()
        meanings = [
            meaning
            for short, meaning in self.abbreviations.items()
            if _holds(question, short) or (short not in self.words and _holds(lower, short.lower()))
        ]
        shorts = [short for short in sorted(self.used) if _holds(lower, self.abbreviations[short].lower().rstrip("s"))]
        plain = [meaning for word, meaning in self.everyday.items() if _holds(lower, word)]
        added = [text for text in dict.fromkeys([*meanings, *shorts, *plain]) if not _holds(lower, text.lower())]
        return f"{question} ({'; '.join(added)})" if added else question


def _holds(text: str, words: str) -> bool:
    return words in text and re.search(rf"\b{re.escape(words)}(?:s|es)?\b", text) is not None
