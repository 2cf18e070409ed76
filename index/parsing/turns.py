"""Speakers in turn, as in a web chat, a transcript or letters: who asks, and who of the office answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..record import AnsweredBy
from .chain import Candidate
from .cues import asks
from .labels import Label
from .lines import plain
from .markers import Marker
from .sheet import Layout, Sheet

_TIME = r"[\[(]?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s?(?:am|pm)?[\])]?\s*-?\s*"
_TURN = re.compile(
    rf"(?P<time>{_TIME})?(?P<who>[A-Za-z][\w.'&,()-]*(?:\s[\w.'&()-]+){{0,5}}?)(?:\s+(?:writes|wrote|asks|asked|says|said|replies|replied|responds|answers))?:-?\s+(?P<rest>\S.*)"
)
_ALONE = re.compile(
    r"(?:Comment|Question|Message) (?i:from) [A-Z][\w.' -]{1,40}:?|(?P<who>[A-Z][\w.']*(?: [A-Z][\w.']*){1,4}):"
)
_DEAR = re.compile(r"Dear (?P<who>[A-Z][\w.' -]{1,50}?),?$")
_OFFICE = re.compile(
    r"\b(?:supt|superintendent|inspector|insp|sergeant|sgt|constable|commissioner|pcc|pc|pcso|chief|acc|dcc|cc|police|officer|force|mayor|madam|constabulary)\b",
    re.I,
)
_NO_SPEAKER = re.compile(
    r"(?:q|a|question|answer|response|reply|you asked|we said|note|subject|date|ref|reference"
    r"|name|published|responses|answers|theme|topic|contact)\b.*",
    re.I,
)
_VALEDICTION = re.compile(
    r"(?:yours|kind|best|warm|many)\b.{0,30}(?:sincerely|faithfully|truly|regards|wishes"
    r"|thanks),?$|(?:[A-Z]\. ?){1,2}[A-Z][a-z]+(?:,.{0,60})?$|\d{1,2} \w+ \d{4}$",
    re.I,
)
_LONGEST_NAME = 70
_GREETING = 4  # words
_ASKS_FOR = re.compile(
    r"\b(?:asks?|please (?:can|could|tell|would)|would like to know|wonder|want to know|is it true)\b", re.I
)


@dataclass(frozen=True, slots=True)
class _Turn:
    at: int
    body: int
    answers: bool
    who: str = ""


def turns(sheet: Sheet) -> Iterator[Layout]:
    """The layouts that speakers' names and letters' salutations make."""
    spoken = _with_roles(sheet, list(_spoken(sheet)))
    yield from _layout(sheet, "speakers in turn", spoken)
    letters = list(_letters(sheet))
    ends = [at for at, line in enumerate(sheet.lines) if letters and _VALEDICTION.match(plain(line.text))]
    yield from _layout(sheet, "letters", letters, ends)


def _spoken(sheet: Sheet) -> Iterator[_Turn]:
    timed = sum(bool((found := _TURN.match(plain(line.text[:200]))) and found["time"]) for line in sheet.lines)
    for at, line in enumerate(sheet.lines):
        found = _TURN.match(plain(line.text[:200]))
        alone = _ALONE.fullmatch(plain(line.text[:_LONGEST_NAME]))
        if alone and not _NO_SPEAKER.fullmatch(alone["who"] or ""):
            yield _Turn(at, len(line.text), _OFFICE.search(alone["who"] or "") is not None)
        elif found and not _NO_SPEAKER.fullmatch(found["who"]) and (found["time"] or not timed):
            yield _Turn(at, found.start("rest"), _OFFICE.search(found["who"]) is not None, found["who"])


def _with_roles(sheet: Sheet, spoken: list[_Turn]) -> list[_Turn]:
    """Where two of the office talk, as commissioner and chief constable do, the one who mostly asks does not answer.

    Where nobody's name is one of the office, whoever speaks every other time and hardly ever asks does.
    """
    asked, said = Counter[str](), Counter(turn.who for turn in spoken)
    for turn, after in zip(spoken, [*spoken[1:], None], strict=False):
        asked[turn.who] += _asking(sheet, turn, after)
    often = sorted(who for who, count in said.items() if count > 1)
    if not any(turn.answers for turn in spoken):
        guests = {who for who in often if said[who] * 5 > len(spoken) * 2 and asked[who] * 4 <= said[who]}
        return [replace(turn, answers=turn.who in guests) for turn in spoken]
    asker = max(often, key=lambda who: asked[who], default="")
    if len(often) != 2 or not all(turn.answers for turn in spoken if turn.who in often):
        return spoken
    if asked[asker] * 2 < said[asker]:
        return spoken
    return [replace(turn, answers=turn.answers and turn.who != asker) for turn in spoken]


def _letters(sheet: Sheet) -> Iterator[_Turn]:
    for at, line in enumerate(sheet.lines):
        found = _DEAR.match(plain(line.text))
        if found:
            yield _Turn(at, len(line.text), _OFFICE.search(found["who"]) is None)


def _layout(sheet: Sheet, name: str, spoken: Sequence[_Turn], ends: Sequence[int] = ()) -> Iterator[Layout]:
    openers, markers, breaks = [], {}, list(ends)
    for place, turn in enumerate(spoken):
        after = spoken[place + 1] if place + 1 < len(spoken) else None
        before = spoken[place - 1] if place else None
        if turn.answers:
            if before and not before.answers:
                below = turn.body >= len(sheet.lines[turn.at].text)
                markers[turn.at] = Marker(AnsweredBy.CONSTABULARY, frozenset(), None if below else turn.body)
        elif _asking(sheet, turn, after) or (after and after.answers and (ends or (before and _tells(sheet, turn)))):
            openers.append(Candidate(turn.at, Label("", 0, "t", turn.body), 0))
        else:
            breaks.append(turn.at)
    if openers and markers:
        yield Layout(name, tuple(openers), markers, tuple(sorted(breaks)))


def _asking(sheet: Sheet, turn: _Turn, after: _Turn | None) -> bool:
    stop = after.at if after else turn.at + 1
    text = " ".join(line.text for line in sheet.lines[turn.at : stop])[turn.body :]
    return asks(text) > 0 or _ASKS_FOR.search(text) is not None


def _tells(sheet: Sheet, turn: _Turn) -> bool:
    """Whether a turn says more than a greeting."""
    return len(sheet.lines[turn.at].text[turn.body :].split()) > _GREETING
