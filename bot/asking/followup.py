"""A question that leans on the one before it ("and in Derby?") into one that stands alone.

Deterministic: cues in the wording say whether it leans, never what it retrieves. A question with a subject of
its own is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_CONNECTIVE = re.compile(
    r"(?:and|or|but|so|ok(?:ay)?|right|then)\b[,\s]*(?:(?:what|how) about\b)?|(?:what|how) about\b", re.I
)
_ANAPHOR = re.compile(
    r"\b(?:it|its|it's|they|them|their|theirs|he|him|his|she|her|those|these|that|this|the same|any of them)\b", re.I
)
_SUBJECT = re.compile(
    r"(?:is|are|was|were|do|does|did|has|have|had|can|will)\s+(?:that|it|they|this|these|those)\b"
    r"(?!\s+(?:true|right|legal|illegal|possible|against|ok|okay|allowed|normal|safe)\b)",
    re.I,
)
_DISCOURSE = re.compile(
    r"\b(?:yet|still|also|too|else|instead|since|before that|after that|otherwise|last year|this year)\b", re.I
)
_TELLING = re.compile(r"[a-z]{4,}", re.I)
_NAMING = re.compile(r"[a-z]{3,}", re.I)
_SHORT = frozenset(
    "all and any are but can did for get had has have her him his how its let not off one our out she the too use was "
    "way who why yet you".split()
)
_PLAIN = frozenset(
    "what when where which about does have been were will would could should with from your you're they them "
    "there that this those these many much more most some anyone everybody everyone happen happens happened "
    "doing done".split()
)
_LEANS = 2
_FEWEST_NAMING = 3  # words, in a question beside others


def complete(question: str, before: str | None, places: Sequence[str]) -> tuple[str, str]:
    """The question with what it leaves unsaid taken from the one before it, and what the next may lean on.

    Where both name a place of `places`, the earlier question is asked again of the new place. Otherwise the next
    question may lean on the earlier one again, so that a conversation does not pile up.
    """
    if before is None or _lean(question) < _LEANS:
        return question, question
    then, now = _place_in(before, places), _place_in(question, places)
    if then and now and then != now and not _telling(question, places):
        moved = re.sub(rf"\b{re.escape(then)}\b", now, before, flags=re.I)
        return moved, moved
    return f"{before.rstrip('?.! ')}? {question}", before


def stands_alone(question: str) -> bool:
    """Whether a question says what it is about without the one before it."""
    named = {word.lower() for word in _NAMING.findall(question)} - _PLAIN - _SHORT
    return _lean(question) < _LEANS and len(named) >= _FEWEST_NAMING


def _lean(question: str) -> int:
    """How much a question leans on the one before it; from _LEANS on it cannot stand alone."""
    telling = len(_telling(question, ()))
    anaphor = _ANAPHOR.search(question)
    early = anaphor is not None and (telling <= 3 or len(question[: anaphor.start()].split()) < 4)
    return (
        (2 if _CONNECTIVE.match(question) else 0)
        + (2 if _SUBJECT.match(question) else 0)
        + (2 if early and telling <= 4 else 0)
        + (telling <= 3)
        + bool(_DISCOURSE.search(question))
        - (2 if telling > 8 else 0)
    )


def _telling(question: str, places: Sequence[str]) -> set[str]:
    named = {word for place in places for word in place.lower().split()}
    words = {word.lower() for word in _TELLING.findall(question)}
    return words - _PLAIN - named - {"over"}


def _place_in(question: str, places: Sequence[str]) -> str | None:
    """The first place that a question names, as it is written there."""
    found = (re.search(rf"\b{re.escape(place)}\b", question, re.I) for place in sorted(places, key=len, reverse=True))
    return next((match[0] for match in found if match), None)
