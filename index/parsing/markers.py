"""Lines that open a response: "Police Response", "A -", "We said:", "The Commissioner responded that …"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ..record import AnsweredBy
from .labels import key_of
from .lines import plain

_OFFICE = (
    "constabulary|police|force|constable|commissioner|o?p?f?cc|dpcc|office|panel|council|joint|superintendent|inspector"
    "|sergeant|acc|dcc|chief|mayor|chair(?:man)?|authority|service|our|official|written|verbal|supplementary|full"
)
_WHO = rf"(?:[\w&]+\s+){{0,5}}?(?:{_OFFICE})"
_NAME = r"(?:[A-Z][\w.'&-]*|\([^()]{1,60}\)|for\s+the\s+[a-z]+|the|of|and|for|on|behalf|&|-)"
_NAMES = rf"{_NAME}(?:,?\s+{_NAME}){{0,9}}?"
_DIGITS = r"(?:[\s\d,&]|(?<=\d)[a-h]\b)*"
_NUMBERS = rf"(?:questions?\s+|nos?\.?\s+)?(?:P?Q\.?\s?)?\d{_DIGITS}(?:(?:and|to|-|Q|P){_DIGITS})*"
_END = r"\s*(?:(?::|-(?=[\s-]|$))[\s:-]*(?P<rest>.*))?"
_NOUN = re.compile(
    rf"(?:(?i:in|the)\s+)?(?:(?P<who>(?i:{_WHO})|[A-Z]{{2,5}})(?i:'s?)?\s+)?(?i:response|reply|answer)(?:(?i:s)(?=\s+(?i:to\s+)?(?i:Q|\d)))?"
    rf"(?:\s+(?i:from|by|of)\s+(?P<from>{_NAMES}))?(?:\s+(?i:to\s+(?:(?:the|this|that|your)\s+)?(?:\w+\s+)?(?:question|query|request|points?)))?"
    rf"(?:\s+(?:(?i:to|for)\s+|-\s+(?=(?i:questions?|P?Q)\s?\d))?\(?(?P<labels>(?i:{_NUMBERS}))\)?)?"
    rf"(?:\s+(?i:from|by)\s+(?P<by>{_NAMES}))?{_END}"
)
_PLURAL = re.compile(r"(?:the\s+)?(?:responses|answers|replies)(?:\s+to\s+(?:the\s+|public\s+)*questions)?\s*:?", re.I)
_SAID = re.compile(
    rf"(?:(?:(?:and|what)\s+)?we\s+(?:said|did|responded|replied|answered)|(?:answered|replied)(?:\s+\w+)?(?=:)){_END}",
    re.I,
)
_SEVERAL = re.compile(
    r"(?:questions|points|parts|q)\s*(?P<labels>\d{1,3}[a-h]?(?:\s*(?:,|and|&|to|-)\s*(?:Q\s?)?\d{1,3}[a-h]?)+)\s*(?:[.:)]|-(?=\s))\s*(?P<rest>.*)",
    re.I,
)
_ALONE = re.compile(
    r"(?:the\s+)?(?P<who>(?:police and crime |chief )?(?:commissioner|constable|constabulary"
    r"|force|police|mayor))\s*(?:\[(?P<labels>[^\]]*)\])?:",
    re.I,
)
_LETTER = re.compile(
    r"A(?:ns)?\.?\s?(?P<labels>\d{1,3})?(?:\s?(?:[:.)]|-(?=[\s-]|$))[\s:-]*(?:\([A-Z]{2,3}\)\s+)?(?P<rest>.*)|$)"
)
_VERB = (
    "responded|replied|answered|said|stated|explained|confirmed|advised|reported|thanked|informed|assured|commented"
    "|shared|encouraged|welcomed|added|adds|agreed|replies|responds|answers|acknowledged|noted|indicated|outlined|undertook|expected|accepted|apologised"
)
_SPEECH = re.compile(
    rf"(?:[Ii]n\s+(?:response|reply|answer(?:ing)?)\b[^:?]{{0,80}}?,?\s+)?(?:[Tt]he\s+)?(?P<who>{_NAMES}),?\s+(?:then\s+|also\s+)?(?:{_VERB})\b"
    r"(?P<colon>(?:\s+(?:that|as follows|by saying|to (?:the|this|his|her|their)(?: \w+){0,2} question"
    r"|to (?:M[rs]s?|Miss|C[Ll]lr|Councillor)\b\.?[^:?]{2,40}))*"
    r"(?:\s*:-?\s*|,?\s+(?=\"[^\"]+\"$))(?P<rest>.*))?"
)
_GAVE = re.compile(
    r"(?P<who>[^:?]{2,120}?)\s(?:gave|provided|read|made|offered|sent)\s(?:out\s)?(?:\w+\s){0,3}(?:response|reply|answer)s?\b[^:?]{0,120}:-?",
    re.I,
)
_ANSWERED_BY = re.compile(
    rf"(?i:answered|replied to|response given)\s+(?i:by)\s+(?P<who>{_NAMES})(?:\s+on\s+.{{6,30}})?"
)
_THANKS = re.compile(
    r"thank(?:s| you) for (?:your|the|this|raising|asking)\b[^?]{0,60}(?:question|asking|query"
    r"|raising|letter|concern|interest)",
    re.I,
)
_FIRST = re.compile(r"(?:question\s+|no\.?\s+)?(?:P?Q\.?\s?)?\d{1,3}(?=\s+-\s)", re.I)
"""One number and a dash behind it ("Answer 2 - 318"), which is no range."""
_LONGEST = 400  # characters of a line that say what it opens
_BOLD = re.compile(r"\*\*|__")
_REPLIES = re.compile(r"\b(?:respon(?:ds|ded|se)|repl(?:y|ied|ies)|answer(?:s|ed)?|response)\b", re.I)
_COMMISSIONER = re.compile(r"\b(?:pcc|opcc|pfcc|pccs|commissioner)\b")
_FORCE = re.compile(r"\b(?:constabulary|force|constable)\b")


@dataclass(frozen=True, slots=True)
class Marker:
    """What opens a response: who speaks, the labels it names, where the response begins on the same line.

    `body` is None where it begins below. A soft marker is the response's own first words, as in minutes.
    """

    speaker: AnsweredBy
    labels: frozenset[int]
    body: int | None
    soft: bool = False
    letter: bool = False


def marker_of(line: str) -> Marker | None:
    """The answer marker that a line is or opens with ("Police Response", "Response to Q1 and Q2", "Answer: …")."""
    text = _BOLD.sub("  ", plain(line[:_LONGEST]))
    lead = len(text) - len(text.lstrip())
    if _PLURAL.fullmatch(text):
        return Marker(AnsweredBy.CONSTABULARY, frozenset(), None)
    noun = _NOUN.fullmatch(text, lead)
    if noun and (number := _FIRST.match(noun["labels"] or "")):
        text = text[: noun.start("labels") + number.end()] + ":" + text[noun.start("labels") + number.end() + 1 :]
        noun = _NOUN.fullmatch(text, lead)
    if noun:
        return _marker(noun, noun["who"] or noun["from"] or noun["by"] or "", noun["labels"] or "")
    several = _SEVERAL.fullmatch(text)
    if several:
        return _marker(several, "", several["labels"])
    by = _ANSWERED_BY.fullmatch(text)
    if by:
        return Marker(speaker_of(by["who"]), frozenset(), None)
    alone = _ALONE.fullmatch(text)
    if alone:
        return Marker(speaker_of(alone["who"]), numbers_of(alone["labels"] or ""), None)
    letter = _LETTER.fullmatch(text, lead)
    if letter:
        return _marker(letter, "", letter["labels"] or "", letter=True)
    said = _SAID.fullmatch(text, lead)
    return _marker(said, "", "") if said else _spoken(text)


def _spoken(text: str) -> Marker | None:
    gave = _GAVE.fullmatch(text)
    if gave:
        return Marker(speaker_of(gave["who"]), frozenset(), None)
    if _THANKS.match(text):
        return Marker(AnsweredBy.CONSTABULARY, frozenset(), 0, soft=True)
    found = _SPEECH.match(text)
    if not found:
        return None
    if found["colon"]:
        said = _marker(found, found["who"], "")
        return said if _REPLIES.search(found[0]) else replace(said, soft=True)
    return None if "?" in text else Marker(speaker_of(found["who"]), frozenset(), 0, soft=True)


def _marker(found: re.Match[str], who: str, labels: str, letter: bool = False) -> Marker:
    return Marker(speaker_of(who), numbers_of(labels), found.start("rest") if found["rest"] else None, letter=letter)


def speaker_of(who: str) -> AnsweredBy:
    """Who answers, by the words of a marker."""
    who = who.lower()
    commissioner = _COMMISSIONER.search(who) is not None
    if "joint" in who or (commissioner and _FORCE.search(who)):
        return AnsweredBy.JOINT
    return AnsweredBy.COMMISSIONER if commissioner else AnsweredBy.CONSTABULARY


def numbers_of(labels: str) -> frozenset[int]:
    """The keys of the labels that a marker names, ranges written out ("Q1 and Q2", "80-93", "3a")."""
    found: set[int] = set()
    for first, part, last in re.findall(r"(\d{1,3})([a-hA-H]\b)?(?:\s*(?:-|to)\s*Q?(\d{1,3}))?", labels):
        found |= {key_of(int(first), part), *range(int(first) + 1, int(last or first) + 1)}
    return frozenset(found)
