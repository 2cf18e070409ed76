"""What must be looked at before a published sentence is said again."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from index import Ageing, AgeingKind, Generation, Outcome

from ..answering import changed_since, freshness
from ..replies import Band
from ..settings import BotSettings
from ..wording import day
from .drafts import Flag, FlagKind
from .selecting import Line
from .wording import DraftingWording

_BEARER = (  # what bears a place's name
    "SNTs?|Safer Neighbourhood Teams?|Street|Road|Lane|Avenue|Park|Way|District|City Centre|LPU|[Dd]ivision|area"
)
_PLACE = re.compile(rf"\b((?:[A-Z][\w’'-]*\s){{1,3}})(?:{_BEARER})\b")
_NAMED = re.compile(r"(?<=\b(?:in|at|of|to) )[A-Z][a-z’'-]+(?: [A-Z][a-z’'-]+)*")
_NO_NAME = frozenset(("the", "our", "your", "a", "an", "this", "that", "each", "every", "local", "these", "any", "all"))
_COUNTY = frozenset(("derbyshire", "england", "wales", "uk", "britain"))
_UNDATED = "an unknown date"
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})\b(?: (\d{{4}}))?", re.I)
_AHEAD = dt.timedelta(days=365)  # "by the end of the year" and its like are past a year after the meeting


@dataclass(frozen=True, slots=True)
class Flagger:
    """Flags for one draft: `areas` are the record's, `question` is what was received, `is_word` knows plain ones."""

    wording: DraftingWording
    generation: Generation
    is_word: Callable[[str], bool]
    areas: Collection[str]
    question: str
    today: dt.date
    settings: BotSettings

    def flags(self, line: Line, first: bool, opens: bool) -> tuple[Flag, ...]:
        """The flags of a sentence: `first` of its answer's, it carries what concerns the answer; `opens` a block."""
        whole = self._of_answer(line) if first else ()
        return (*whole, *self._ageing(line), *self._places(line), *self._phrases(line, opens))

    def _of_answer(self, line: Line) -> Iterator[Flag]:
        answer, meeting = line.hit.answer, line.hit.meeting
        fresh = freshness(answer, meeting, self.today, self.settings.stale_after_days)
        if fresh.stale:
            when = day(meeting.date) if meeting.date else _UNDATED
            yield self._flag(FlagKind.OLD, when, when, fresh.age)
        for other, _ in self.generation.catalogue.related(answer.id):
            held = self.generation.meeting(self.generation.answer(other).page_id)
            if held.id != meeting.id:
                yield self._flag(FlagKind.EARLIER, other, day(held.date) if held.date else _UNDATED)
        if line.band is Band.RELATED:
            yield self._flag(FlagKind.RELATED, answer.question)
        if answer.outcome is Outcome.DECLINED:
            yield self._flag(FlagKind.DECLINED, answer.question)
        if answer.answered_by != "constabulary":
            yield self._flag(FlagKind.SPEAKER, answer.answered_by)

    def _ageing(self, line: Line) -> Iterator[Flag]:
        """The record's ageing phrases, and what else of the sentence may have aged: a drafter is asked too often."""
        answer, date = line.hit.answer, line.hit.meeting.date
        when = f"{date:%B %Y}" if date else _UNDATED
        for phrase in (*answer.ageing, *changed_since(answer), *self._more_ageing(line)):
            if phrase.start < line.end and phrase.end > line.start:
                sentence = "past" if _is_past(phrase, date, self.today) else phrase.kind.value
                yield Flag(
                    FlagKind(phrase.kind.value), phrase.text, self.wording.flags[sentence].replace("{when}", when)
                )

    def _places(self, line: Line) -> Iterator[Flag]:
        """Places that the question does not name, the longest name of each."""
        named = [match[0] for match in _PLACE.finditer(line.text) if self._is_name(match[1])]
        named += [match[0] for match in _NAMED.finditer(line.text) if self._is_place(match[0])]
        named += [area for area in self.areas if re.search(rf"\b{re.escape(area)}\b", line.text)]
        longest = [name for name in dict.fromkeys(named) if not any(name != other and name in other for other in named)]
        for name in longest:
            if name.lower() not in self.question.lower():
                yield self._flag(FlagKind.PLACE, name)

    def _is_name(self, words: str) -> bool:
        return not set(words.lower().split()) <= _NO_NAME

    def _is_place(self, words: str) -> bool:
        """Whether words after "in" or "of" are in no dictionary, and not the county that every answer is about."""
        return not any(word in _COUNTY or self.is_word(word) for word in words.lower().split())

    def _more_ageing(self, line: Line) -> Iterator[Ageing]:
        """What ages by the drafting file and is not among the answer's ageing phrases; offsets into the response."""
        taken = [(phrase.start - line.start, phrase.end - line.start) for phrase in line.hit.answer.ageing]
        for kind in AgeingKind:
            for match in self._found(FlagKind(kind.value), line.text, taken):
                yield Ageing(line.start + match.start(), line.start + match.end(), match[0], kind)

    def _phrases(self, line: Line, opens: bool) -> Iterator[Flag]:
        """What only fitted the first reply; words that lean on a sentence before, where there is none."""
        taken: list[tuple[int, int]] = []
        if opens and (leaning := self.wording.points(line.text)):
            taken.append((0, len(leaning)))
            yield self._flag(FlagKind.POINTER, leaning)
        for kind in (FlagKind.POINTER, FlagKind.LINK, FlagKind.ADDRESSEE):
            for match in self._found(kind, line.text, taken if kind is FlagKind.POINTER else []):
                yield self._flag(kind, match[0].strip())

    def _found(self, kind: FlagKind, text: str, taken: list[tuple[int, int]]) -> Iterator[re.Match[str]]:
        """Phrases of a kind, none where one is taken."""
        for match in self.wording.phrases_of(kind, text):
            if not any(start < match.end() and end > match.start() for start, end in taken):
                taken.append(match.span())
                yield match

    def _flag(self, kind: FlagKind, text: str, when: str = "", age: str = "") -> Flag:
        return Flag(kind, text, self.wording.flags[kind].replace("{when}", when).replace("{age}", age))


def _is_past(phrase: Ageing, meeting: dt.date | None, today: dt.date) -> bool:
    """Whether what lay ahead at the meeting has come by now: the month that is named, or else a year later."""
    if phrase.kind is not AgeingKind.DEADLINE or meeting is None:
        return False
    named = _MONTH.search(phrase.text)
    if named is None:
        return today > meeting + _AHEAD
    month = _MONTHS[named[1].lower()]
    year = int(named[2]) if named[2] else meeting.year + (month < meeting.month)
    return today > dt.date(year, month, calendar.monthrange(year, month)[1])
