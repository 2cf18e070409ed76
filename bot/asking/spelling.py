"""Misspelt words into the record's own words, where they sound alike and look alike."""

from __future__ import annotations

import re
from collections.abc import Mapping

import jellyfish
from spellchecker import SpellChecker

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
_SHORTEST = 4
_LONG = 6  # of so many letters of how a word sounds one may differ; of fewer, none
_LONG_TO_LOOK = 4  # of more letters of a word that sounds like none, one may differ; of fewer, two may be swapped
_RESPELLED = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"(.)\1+", r"\1"),
        (r"^[kg]n", "n"),
        (r"^wr", "r"),
        (r"^wh", "w"),
        (r"sch", "sk"),
        (r"tch", "ch"),
        (r"ph|th", "f"),
        (r"igh|y", "i"),
        (r"gh", ""),
        (r"dge?(?=$|[^aeiou])", "j"),
        (r"c(?=[ei])|z", "s"),
        (r"ck?(?!h)|q", "k"),
        (r"x", "ks"),
        (r"ar(?=[^aeiou])", "a"),
        (r"(?<=.)e(?=s?$)", ""),
        (r"e[aei]|ie", "e"),
        (r"a[iu]", "a"),
        (r"o[uow]", "u"),
        (r"oa", "o"),
    )
)


class Speller:
    """Corrects words that neither the record nor an English dictionary knows.

    Only into a word of the record: a correction is never a guess at something nobody published. Words with a
    capital inside a sentence are names, and are left alone.
    """

    def __init__(self, vocabulary: Mapping[str, int], dictionary: SpellChecker) -> None:
        self._vocabulary = vocabulary
        self._dictionary = dictionary
        self._sounds = {word: _sound(word) for word in vocabulary if len(word) >= _SHORTEST}

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
        return self._closest(lower) or word

    def _closest(self, word: str) -> str | None:
        """The word of the record that sounds most alike; of those, the one that looks most alike."""
        sound = _sound(word)
        most = int(len(sound) >= _LONG)
        near = []
        for other, theirs in self._sounds.items():
            if theirs[:1] != sound[:1] or abs(len(other) - len(word)) > len(word) // 2:
                continue
            sounds, looks = _apart(sound, theirs), _apart(word, other)
            if (sounds <= most and looks <= len(word) // 2) or (looks == 1 and _alike(word, other)):
                near.append((sounds, looks, -self._vocabulary[other], other))
        return min(near)[3] if near else None


def _sound(word: str) -> str:
    """A word as a British speaker might spell it by ear, so that spellings of one sound come out the same."""
    for pattern, sound in _RESPELLED:
        word = pattern.sub(sound, word)
    return word


def _apart(one: str, other: str) -> int:
    return jellyfish.damerau_levenshtein_distance(one, other)


def _alike(word: str, other: str) -> bool:
    """Whether words that are one slip apart can be each other."""
    return len(word) > _LONG_TO_LOOK or sorted(word) == sorted(other)


def open_dictionary() -> SpellChecker:
    """The packaged English dictionary; some tenths of a second to read."""
    return SpellChecker(language="en", distance=1)
