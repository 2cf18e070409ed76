"""Misspelt words into the record's own words, where they sound alike and look alike."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

import jellyfish
from spellchecker import SpellChecker

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
_SHORTEST = 4
_SOUND_PART = 3  # of words that sound the same, one letter in three may differ
_LOOK_DISTANCE = 1  # letters that may differ between words that do not


class Speller:
    """Corrects words that neither the record nor an English dictionary knows.

    Only into a word of the record: a correction is never a guess at something nobody published. Words with a
    capital inside a sentence are names, and are left alone.
    """

    def __init__(self, vocabulary: Mapping[str, int], dictionary: SpellChecker) -> None:
        self._vocabulary = vocabulary
        self._dictionary = dictionary
        self._by_sound: dict[str, list[str]] = defaultdict(list)
        for word in vocabulary:
            if len(word) >= _SHORTEST and word.isalpha():
                self._by_sound[_sound(word)].append(word)

    def correct(self, question: str) -> str:
        """The question with misspelt words put right; everything else of it unchanged."""

        def put_right(found: re.Match[str]) -> str:
            word = found[0]
            name = word[0].isupper() and found.start() > 0 and question[: found.start()].rstrip()[-1:] not in ".?!"
            return word if name or word.isupper() or not word.isalpha() else self._best(word)

        return _WORD.sub(put_right, question)

    def _best(self, word: str) -> str:
        lower = word.lower()
        forms = [lower, lower.removesuffix("s")]
        known = any(form in self._vocabulary for form in forms) or self._dictionary.known(forms)
        if known or len(lower) < _SHORTEST:
            return word
        alike = [(self._distance(lower, other), -self._vocabulary[other], other) for other in self._candidates(lower)]
        near = [found for found in alike if found[0] <= max(1, len(lower) // _SOUND_PART)]
        return min(near)[2] if near else word

    def _candidates(self, word: str) -> list[str]:
        """Words that sound the same; failing that, words of the same first letter that look almost the same."""
        sounding = self._by_sound.get(_sound(word), [])
        if sounding or len(word) < _SHORTEST + 2:
            return sounding
        return [
            other
            for other in self._vocabulary
            if other[0] == word[0]
            and abs(len(other) - len(word)) <= _LOOK_DISTANCE
            and self._distance(word, other) <= _LOOK_DISTANCE
        ]

    @staticmethod
    def _distance(one: str, other: str) -> int:
        return jellyfish.damerau_levenshtein_distance(one, other)


def _sound(word: str) -> str:
    """The Metaphone key; "sch" is said as in "school"."""
    return jellyfish.metaphone(word.replace("sch", "sk"))


def open_dictionary() -> SpellChecker:
    """The packaged English dictionary; some tenths of a second to read."""
    return SpellChecker(language="en", distance=1)
