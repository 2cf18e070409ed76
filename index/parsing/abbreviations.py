"""Abbreviations that the record defines ("Anti-social behaviour (ASB)") or that its names would have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_IN_BRACKETS = re.compile(r"\(([A-Z][A-Za-z&]{1,7}?)(?:['’]?s)?\)")
_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*")
_NAME = re.compile(r"(?!The )[A-Z][A-Za-z’'-]+(?: (?:(?:and|of|for|the|in) )?[A-Z][A-Za-z’'-]+){2,5}")
_SHORTEST = 3
_UNSAID = frozenset(["a", "and", "for", "in", "of", "on", "the", "to", "with"])


def find_abbreviations(texts: Iterable[str]) -> dict[str, str]:
    """Each abbreviation that stands in brackets behind the words it is made of, with those words.

    The words' initials must spell it, small words left out or counted ("Independent Office for Police Conduct").
    The first definition of an abbreviation holds.
    """
    found: dict[str, str] = {}
    for text in texts:
        for bracket in _IN_BRACKETS.finditer(text):
            words = [match[0] for match in _WORD.finditer(text, max(0, bracket.start() - 120), bracket.start())]
            meaning = _spelt_by(words, bracket[1])
            if meaning:
                found.setdefault(bracket[1].upper(), meaning)
    return found


def find_initials(texts: Iterable[str]) -> dict[str, str]:
    """The initials of every name of three words or more ("Thames Valley Police": TVP), with and without small words.

    A reader of the record may use them though no page does. The commonest name of the same initials holds.
    """
    names = Counter(found[0] for text in texts for found in _NAME.finditer(text))
    initials: dict[str, str] = {}
    for name, _ in sorted(names.items(), key=lambda item: (-item[1], item[0])):
        parts = [part for word in name.split() for part in word.split("-") if part]
        for spelt in (_initials(parts), _initials([part for part in parts if part.lower() not in _UNSAID])):
            if len(spelt) >= _SHORTEST:
                initials.setdefault(spelt, name)
    return initials


def _spelt_by(words: list[str], abbreviation: str) -> str | None:
    for count in range(2, min(len(words), len(abbreviation) + 4) + 1):
        behind = words[-count:]
        parts = [part for word in behind for part in word.split("-") if part]
        telling = [part for part in parts if part.lower() not in _UNSAID]
        if abbreviation.upper() in (_initials(parts), _initials(telling)) and behind[0].lower() not in _UNSAID:
            return " ".join(behind)
    return None


def _initials(words: list[str]) -> str:
    return "".join(word[0] for word in words).upper()
