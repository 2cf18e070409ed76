"""A text as words that can be set beside another text's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:['’]\w+)*(?:-\w+(?:['’]\w+)*)*")
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "ers", "er", "ed", "es", "ly", "s", "e", "y")
_COMMON = frozenset(
    "a about after all also am an and any are as at be because been being both but by can could did do does each "
    "for from get got had has have he her here his how i if in into is it its just may me more most my neither no "
    "nor not of on or other our out over own she should so some such than that the their them then there these "
    "they this those through to under until up upon us very was we were what when where which while who whom "
    "whose why will with within without would you your".split()
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word at an offset: `plain` is lower case without apostrophes, `stem` without its ending."""

    start: int
    end: int
    plain: str
    stem: str

    @property
    def telling(self) -> bool:
        """Whether it says something of its own."""
        return self.plain not in _COMMON


def find_words(text: str) -> tuple[Word, ...]:
    """Every word of a text, in order."""
    return tuple(_word(match) for match in _WORD.finditer(text))


def _word(match: re.Match[str]) -> Word:
    plain = match[0].lower().replace("’", "").replace("'", "").replace("-", "")
    return Word(match.start(), match.end(), plain, _stem(plain))


def _stem(word: str) -> str:
    """Without an ending, nor the consonant that doubles before it: "stopped" and "stops" are one."""
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= 3:
            doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "aeiouls"
            return stem[:-1] if doubled else stem
    return word


@dataclass(frozen=True, slots=True)
class Change:
    """Words of one text that stand where others stand in the other; either may be none."""

    before: tuple[Word, ...]
    after: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two texts word by word: pairs that are the same, and the changes between the first pair and the last."""

    pairs: tuple[tuple[Word, Word], ...]
    changes: tuple[Change, ...]


def align(one: Sequence[Word], other: Sequence[Word]) -> Alignment:
    """The longest common runs of words, and what differs between them; at the ends only as much as stands in both."""
    matcher = SequenceMatcher(None, [word.stem for word in one], [word.stem for word in other], autojunk=False)
    codes = matcher.get_opcodes()
    pairs = [
        (one[i], other[j])
        for tag, i1, i2, j1, j2 in codes
        if tag == "equal"
        for i, j in zip(range(i1, i2), range(j1, j2), strict=True)
    ]
    changes = []
    for at, (tag, i1, i2, j1, j2) in enumerate(codes):
        if tag == "equal":
            continue
        if at == 0 and j2 - j1 > i2 - i1:
            j1 = j2 - (i2 - i1)
        elif at == len(codes) - 1 and j2 - j1 > i2 - i1:
            j2 = j1 + (i2 - i1)
        changes.append(Change(tuple(one[i1:i2]), tuple(other[j1:j2])))
    return Alignment(tuple(pairs), tuple(changes))
