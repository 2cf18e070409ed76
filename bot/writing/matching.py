"""How an edited sentence stands to the published one that it came from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ..changes import Change, changes
from ..checking.words import find_words

_SHARE = 0.5  # of the telling words that have to be the source's; see `match`
_LEAST = 2  # telling words of the source that have to be left
_FIGURE = re.compile(r"(?<!\w)[£$€]?\d+(?:[.,:/]\d+)*(?:\s?%|(?:st|nd|rd|th|[mkMK])\b)?")
_SPELT = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million half".split()
)
_DENIALS = frozenset(("not", "no", "never", "none", "nobody", "nor", "cannot", "without"))
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})


class Likeness(StrEnum):
    """Word for word, still its words, or no longer."""

    SAME = "same"
    EDITED = "edited"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Matched:
    """An edited sentence beside its source.

    `changes` lead from the source to the edited one. `figures_gone` and `figures_new` are the numbers that only one of
    the two gives, as written there; `denial` says that one denies something that the other does not.
    """

    likeness: Likeness
    changes: tuple[Change, ...] = ()
    figures_gone: tuple[str, ...] = ()
    figures_new: tuple[str, ...] = ()
    denial: bool = False


def match(source: str, edited: str) -> Matched:
    """Set an edited sentence against its source.

    `same` when only white space and the look of quotation marks and dashes differ. Else `edited` as long as half of its
    telling words, and at least two, are the source's. Of 19,696 pairs of published sentences of different answers drawn
    at random, 23 pass: a third of them the same sentence in another year, the rest short ones. A sentence that is only
    cut passes; one with more new words than old does not. Words are compared without endings, in any order; figures as
    they are written, so that another figure is never `same`.
    """
    if _plain(source) == _plain(edited):
        return Matched(Likeness.SAME)
    gone, new = _apart(_figures(source), _figures(edited))
    telling = all(_stems(each, True) for each in (source, edited))  # "We will." has only common words
    enough = _still_its(*(_stems(each, telling) for each in (source, edited)))
    likeness = Likeness.EDITED if enough else Likeness.OTHER
    return Matched(likeness, changes(source, edited), gone, new, _denials(source) != _denials(edited))


def _plain(text: str) -> str:
    return " ".join(text.translate(_PLAIN).split())


def _stems(text: str, telling: bool = False) -> Counter[str]:
    return Counter(word.stem for word in find_words(text) if word.telling or not telling)


def _still_its(source: Counter[str], edited: Counter[str]) -> bool:
    kept = sum((source & edited).values())
    return kept >= max(_SHARE * sum(edited.values()), min(_LEAST, sum(source.values())), 1)


def _figures(text: str) -> list[str]:
    spelt = [word.plain for word in find_words(text) if word.plain in _SPELT]
    return [found[0].strip() for found in _FIGURE.finditer(text)] + spelt


def _apart(one: Iterable[str], other: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    mine, theirs = Counter(one), Counter(other)
    return tuple((mine - theirs).elements()), tuple((theirs - mine).elements())


def _denials(text: str) -> int:
    plain = text.translate(_PLAIN).lower()
    return sum(word.plain in _DENIALS or plain[: word.end].endswith("n't") for word in find_words(text))
