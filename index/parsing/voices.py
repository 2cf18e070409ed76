"""Who speaks in a response and what it says of itself, read from its own words."""

from __future__ import annotations

import re

from ..record import AnsweredBy, Outcome
from .sentences import split_sentences

_FIRST_PERSON = re.compile(r"\bas (?:your |the )?(?:pcc|(?:police and crime )?commissioner),? i\b", re.I)
_COMMISSIONER = re.compile(
    r"(?:(?:in addition|however|additionally|further),?\s+)?(?:(?:the|a|neither (?:the )?|derbyshire)\s*)*"
    r"(?:role of the )?(?:police and crime commissioner|commissioner|pcc|opcc)\b(?!['’]s\b|\s+public)",
    re.I,
)
_FORCE = re.compile(
    r"\b(?:the|our|from a|derbyshire)\s+(?:force|constabulary|police(?! and crime)|chief constable)\b"
    r"|\bour (?:officers|snt)\b|\bwe (?:strive|will|are|have|would)\b",
    re.I,
)
_CANNOT = (
    r"(?:can\s?not|cannot be|can['’]t|unable to|not able to"
    r"|(?:it )?(?:is|would be) (?:difficult|inappropriate|not appropriate) to)"
)
_DECLINES = re.compile(
    rf"\b{_CANNOT}\b[^.]{{0,120}}?\b(?:comment|respon(?:d|se)|answer|estimate|disclose|confirm|be made)\b"
    r"|\bcomments cannot be made\b|\bwill not (?:be )?(?:comment|disclose|answer|confirm)"
    r"|\bneither confirm nor deny\b|\bto provide any opinion\b",
    re.I,
)
_POINTS = re.compile(
    r"^(?:please )?(?:see|refer to) (?:the )?(?:answers?|responses?|reply|questions?|q\s?\d)\b"
    r"|^(?:this )?(?:was |is |already )?answered"
    r" (?:in|under|at|by) (?:q\d|questions?)"
    r"|\b(?:would|will|has|have) be(?:en)? (?:sent|forwarded|passed|referred)\b[^.]*\bto\b",
    re.I,
)


def speaker(response: str, marked: AnsweredBy | None) -> AnsweredBy:
    """Who answers: the commissioner in the first person, else whom the marker names, else whose acts are told."""
    if _FIRST_PERSON.search(response):
        return AnsweredBy.COMMISSIONER
    if marked:
        return marked
    sentences = [response[start:end] for start, end in split_sentences(response)]
    commissioner = [text for text in sentences if _COMMISSIONER.match(text)]
    if not commissioner:
        return AnsweredBy.CONSTABULARY
    force = any(_FORCE.search(text) for text in sentences if text not in commissioner)
    both = any(re.search(r"\bnor\b.*\bconstabulary\b", text, re.I) for text in commissioner)
    return AnsweredBy.JOINT if force or both else AnsweredBy.COMMISSIONER


def outcome(response: str) -> Outcome:
    """What a response says of itself.

    Referred: it opens by pointing elsewhere and says little more. Declined: it says it cannot answer, and
    every sentence is about that. Partial: it says so of a part and gives something else.
    """
    sentences = [response[start:end] for start, end in split_sentences(response)]
    if _POINTS.search(sentences[0]) and len(sentences) <= 2:
        return Outcome.REFERRED
    declining = [text for text in sentences if _DECLINES.search(text)]
    if not declining:
        return Outcome.ANSWERED
    return Outcome.DECLINED if len(declining) == len(sentences) else Outcome.PARTIAL
