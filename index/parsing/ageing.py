"""Phrases of a response that age: figures, relative time, deadlines, post-holders, pending law."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..record import Ageing, AgeingKind
from .dates import MONTHS

_MONTH = f"(?-i:{'|'.join(MONTHS)})"  # "may" is no month
_SEASON = "spring(?:time)?|summer|autumn|winter"
_SPAN = "years?|months?|weeks?|days?|quarters?"
_COUNTED = (  # what the constabulary counts; singular or plural, up to two words after the number
    "report|offence|officer|staff|member|search|e-?scooter|breach|call|incident|crime|case|victim|arrest"
    "|burglar|robber|conviction|application|investigation|sergeant|people|perpetrator|operation|notice|post"
    "|additional|of these|per month"
)
_PATTERNS: tuple[tuple[AgeingKind, str], ...] = (
    (
        AgeingKind.DEADLINE,
        r"\b(?:due to (?:\w+ ){1,4}(?:by|in|on)|(?:by|until|before)(?: the end of)?|launched in|scheduled for) "
        rf"(?:(?:the|this|next) (?:year|month|{_SEASON})|(?:early |late )?(?:{_MONTH})(?: \d{{2,4}})?)\b"
        rf"|\bover the (?:coming|next) (?:\w+ )?(?:{_SPAN})\b|\bfrom (?:{_SEASON}) onwards\b",
    ),
    (
        AgeingKind.FIGURE,
        r"(?<![\w.,/–-])£?\d+(?:[.,]\d+)*\s?%|£\d[\d,.]*(?:\s?(?:k|m|million|thousand))?\b"
        r"|(?<!section )(?<![\w.,/–-])(?:over |approximately |around |nearly )?"
        r"(?!(?:19|20)\d\d\b|101\b|999\b|111\b)(?:\d{1,3}(?:,\d{3})+|\d{1,5})(?!\s*(?:year|month|week|day|hour|minute))"
        rf"(?=\s+(?:[\w-]+\s+){{0,4}}(?:{_COUNTED}))"
        r"|\b(?:over |nearly )?(?:half|two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?)(?= "
        r"(?:of the (?:organisation|work ?force)|(?:\W?\w+[ -]){0,2}(?:reports|offences|incidents|breaches)))"
        r"|(?<=\w \()\d{1,3}(?=\))|(?<=\w \()\d{1,3}(?=\),)",
    ),
    (
        AgeingKind.RELATIVE_TIME,
        r"\b(?:currently|at present|presently|recently|at the moment|upcoming|shortly|so far|since then)\b"
        r"|\bpilot phase\b|(?<!up )\bto date\b|\bongoing\b(?! (?:commitment|issues?|basis))"
        r"|\b(?:last|this|next|the (?:previous|last|past)|previous|past|in recent) "
        rf"(?:[\w-]+ ){{0,2}}(?:{_SPAN}|{_SEASON})\b"
        rf"|\bas (?:of|recent as) \d+\w*\s+(?:{_MONTH})(?: \d{{4}})?\b|\bduring \d{{4}}\b"
        rf"|\bsince (?:the (?:beginning|start) of )?(?:\d{{4}}|(?:{_MONTH}),? \d{{2,4}})\b"
        rf"|\b(?:from|between) (?:{_MONTH}) \d{{4}} (?:to|and) (?:{_MONTH}) \d{{4}}\b",
    ),
    (
        AgeingKind.POST_HOLDER,
        r"\b(?:(?:Deputy |Assistant )?Chief Constable|DCC|ACC|(?:Police and Crime )?Commissioner|PCC"
        r"|(?:Chief )?Superintendent|(?:Detective )?(?:Chief )?Inspector|(?:Detective )?Sergeant|Professor)"
        r"\s+(?!(?:[A-Z]\w+ )*(?:Meetings?|Reports?|Board|Plan|Office|Response|Independent))"
        r"[A-Z][a-z]+(?:[ -][A-Z][a-z]+){0,2}\b",
    ),
    (
        AgeingKind.PENDING_LAW,
        r"\b(?:anticipating|awaiting|pending|expecting|proposed|forthcoming|new) "
        r"(?:\w+ ){0,2}(?:laws?|legislation|bill)\b"
        r"|\bdiscussed at government level\b|\bnot yet (?:\w+ ){0,2}recognised\b|\bnational review\b",
    ),
)
_COMPILED = tuple(
    (kind, re.compile(pattern, 0 if kind is AgeingKind.POST_HOLDER else re.I)) for kind, pattern in _PATTERNS
)


def find_ageing(response: str) -> tuple[Ageing, ...]:
    """Every phrase that ages, in order, none overlapping another; the first kind in the list above wins."""
    taken: list[Ageing] = []
    for found in _found(response):
        if all(found.end <= other.start or found.start >= other.end for other in taken):
            taken.append(found)
    return tuple(sorted(taken, key=lambda ageing: ageing.start))


def _found(response: str) -> Iterator[Ageing]:
    for kind, pattern in _COMPILED:
        for match in pattern.finditer(response):
            yield Ageing(match.start(), match.end(), match[0], kind)
