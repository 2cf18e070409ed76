"""Numbers as people write them, in digits and in words, as values."""

from __future__ import annotations

import re

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {word: value for value, word in enumerate(_SMALL)} | {word: 10 * at for at, word in enumerate(_TENS, 2)}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_SHORT = {"k": 1000, "m": 10**6, "bn": 10**9}
_UNIT = "|".join(sorted(_WORDS, key=len, reverse=True))
_SCALE = "|".join(_SCALES)
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SPELT = rf"(?:(?:{_UNIT})|an?(?=\s+(?:{_SCALE}|dozen)\b))(?:[\s-]+(?:and\s+)?(?:{_UNIT}|{_SCALE})\b)*(?:\s+dozen)?"
NUMBER = rf"(?:(?<![\w.,/–-])(?:{_DIGITS})(?:\s?(?:{_SCALE}|bn|k|m)\b)?|\b(?:{_SPELT})\b)"
"""A pattern, for `re.I`; what it matches is read by `value_of`."""


def value_of(text: str) -> float:
    """The value of what NUMBER matched: "1.2m", "4,000", "twenty-nine", "a dozen"."""
    words = text.lower().replace(",", "")
    found = re.fullmatch(r"([\d.]+)\s*([a-z]*)", words)
    if found:
        return float(found[1]) * (_SCALES | _SHORT).get(found[2], 1)
    return float(_spelt(re.findall(r"[a-z]+", words)))


def _spelt(words: list[str]) -> int:
    """The usual reading: what stands before "hundred" multiplies it, larger scales close a group."""
    total = group = 0
    for word in words:
        if word in _WORDS:
            group += _WORDS[word]
        elif word.startswith("dozen"):
            group = (group or 1) * 12
        elif word == "hundred":
            group = (group or 1) * 100
        elif word in _SCALES:
            total, group = total + (group or 1) * _SCALES[word], 0
    return total + group
