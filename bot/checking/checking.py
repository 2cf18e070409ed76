"""A text against the record: what was said before, what differs, what is not in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from index import Vectors, split_sentences

from ..errors import TextError
from .contrasting import Difference
from .periods import Period
from .reading import Reading
from .statements import Statement, Statements
from .weighing import Weighed, weigh


class Verdict(StrEnum):
    """How a sentence stands to the record."""

    SAID_BEFORE = "said_before"
    DIFFERS = "differs"
    NOT_IN_RECORD = "not_in_record"


@dataclass(frozen=True, slots=True)
class Match:
    """A published sentence about the same thing: `response[start:end] == text` in the answer's response."""

    answer_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence of the text, its white space folded, and what was published about it, newest first."""

    text: str
    verdict: Verdict
    matches: tuple[Match, ...] = ()
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """A text, sentence by sentence."""

    sentences: tuple[CheckedSentence, ...]


_MOST_MATCHES = 3
_SAME_THING = 1.10  # score from which a published sentence is about the same thing; fitted, see bot/README.md
_AS_CLOSE = 0.12  # answers this close to the closest are heard too
_WRAPPED = 55  # characters of a line that may end because the margin was reached
_HARD = re.compile(r"[.!?:;…][\"'’”)\]]*$")


def read_text(text: str, longest: int, most: int) -> list[Reading]:
    """The sentences of a text; TextError when it is longer than `longest` characters or `most` sentences."""
    if len(text) > longest:
        raise TextError(f"The text has {len(text):,} characters; up to {longest:,} can be checked. Check it in parts.")
    whole = _unwrapped(_legible(text))
    spans = [span for span in split_sentences(whole) if any(map(str.isalnum, whole[slice(*span)]))]
    if not spans:
        raise TextError("The text is empty. Give at least one sentence to check.")
    if len(spans) > most:
        raise TextError(f"The text has {len(spans):,} sentences; up to {most:,} can be checked. Check it in parts.")
    readings: list[Reading] = []
    end = 0
    for span in spans:
        before = _last_period(readings[-1]) if readings and "\n" not in whole[end : span[0]] else None
        readings.append(Reading.of(" ".join(whole[slice(*span)].split()), before))
        end = span[1]
    return readings


def check(readings: Sequence[Reading], embed: Callable[[Sequence[str]], Vectors], record: Statements) -> Checked:
    """Each sentence against the record; `embed` gives one row a text."""
    vectors = embed([reading.text for reading in readings])
    return Checked(tuple(_checked(each, vector, record) for each, vector in zip(readings, vectors, strict=True)))


def _checked(draft: Reading, vector: Vectors, record: Statements) -> CheckedSentence:
    near = record.nearest(draft, vector)
    reused = record.reused(draft, near)
    if reused:
        return CheckedSentence(draft.text, Verdict.SAID_BEFORE, _matches([(each, 2.0) for each in reused]))
    weighed = weigh(draft, near, record)
    close = [each for each in weighed if each.score >= max(_SAME_THING, weighed[0].score - _AS_CLOSE)]
    supporting = [each for each in close if not each.differences and not each.unheard]
    differing = [each for each in close if each.differences]
    if all(each.unheard for each in close):  # an answer further away that speaks of every figure goes first
        about_all = [each for each in weighed if each.score >= _SAME_THING and not each.unheard]
        differing = [each for each in about_all if each.differences] or differing
    differing.sort(key=lambda each: each.held, reverse=True)
    if supporting:
        return CheckedSentence(draft.text, Verdict.SAID_BEFORE, _shown(supporting))
    if differing:
        differences = dict.fromkeys(difference for each in differing for difference in each.differences)
        return CheckedSentence(draft.text, Verdict.DIFFERS, _shown(differing), tuple(differences))
    return CheckedSentence(draft.text, Verdict.NOT_IN_RECORD)


def _shown(weighed: Sequence[Weighed]) -> tuple[Match, ...]:
    return _matches([(statement, each.score) for each in weighed for statement in each.statements])


def _matches(found: Sequence[tuple[Statement, float]]) -> tuple[Match, ...]:
    """The closest sentences, newest meeting first."""
    closest = sorted(found, key=lambda pair: (-pair[1], pair[0].at))[:_MOST_MATCHES]
    newest = sorted(closest, key=lambda pair: (-(pair[0].held.toordinal() if pair[0].held else 0), -pair[1]))
    return tuple(Match(each.answer_id, each.start, each.end, each.text) for each, _ in newest)


def _last_period(reading: Reading) -> Period | None:
    return reading.periods[-1] if reading.periods else reading.before


def _legible(text: str) -> str:
    """In NFC, without characters that nobody sees and halves of characters."""
    seen = "".join(each for each in text if unicodedata.category(each) not in ("Cf", "Cs"))
    return unicodedata.normalize("NFC", seen).replace("\r\n", "\n").replace("\r", "\n")


def _unwrapped(text: str) -> str:
    """Lines that only end because the margin was reached, joined again, as in a letter or an e-mail."""
    joined: list[str] = []
    lines = text.split("\n")
    for at, line in enumerate(lines):
        follows = lines[at + 1].strip() if at + 1 < len(lines) else ""
        wrapped = len(line) >= _WRAPPED and follows[:1].isalnum() and not _HARD.search(line.rstrip())
        joined.append(line.rstrip() + " " if wrapped else line + "\n")
    return "".join(joined)
