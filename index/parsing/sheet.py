"""All that a page's lines might open, looked up once, and what a layout says of them."""

from __future__ import annotations

import bisect
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ..record import AnsweredBy
from .agenda import agenda_items
from .asking import asked_of
from .chain import Candidate
from .cues import SURE, heading_score, is_item
from .furniture import is_procedure
from .labels import Label, label_of
from .learning import bare_letters, learned_labels, learned_markers, misspelt_markers
from .lines import Line, plain
from .markers import Marker, marker_of

_TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?"
_STAMP = re.compile(
    rf"(?:[\[(]{_TIME}[\])]|{_TIME})\s*(?:-\s+)?(?=[A-Z])|[•*·▪‣◦-]\s+(?=[QA]\s?[.:]|"
    r"(?:\w+ ){0,2}(?:[Qq]uestion|[Rr]esponse|[Aa]nswer|[Rr]eply)\b)"
)
_STAMPED = re.compile(rf"\s*-?\s*[\[(](?:[\w ]{{1,40}} )?{_TIME}[\])]$|\s+-\s+(?:[a-z]+ ){{0,2}}{_TIME}$")
_FIELD = re.compile(r"(?P<key>[A-Z][a-z]*(?: [a-z]+){0,2}):\s+[^?]{0,80}[^?.!,;:]")
_SECOND_LETTER = re.compile(r"B[.):]\s")  # of a list, whose "A." opens no response
_LONGEST_TWICE = 80  # characters of a line that says its one word in two languages
_BRIEF = 30  # characters of a heading
_LONGEST_QUOTATION = 12  # lines
_SPACED = 4  # a page with one blank line in so many separates its paragraphs by blank lines


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's lines with all that any of them might open, by their place in the list of lines."""

    lines: Sequence[Line]
    labels: Mapping[int, Label]
    worded: Mapping[int, Label]
    markers: Mapping[int, Marker]
    spaced: bool
    fields: Mapping[int, str]
    """Lines that say one thing of a question, by the key that the page repeats ("Sender: resident, Westgate")."""
    texts: Sequence[int]
    """Lines with words, in order."""

    items: frozenset[int] = frozenset()
    """Where items of an agenda begin."""

    def next_text(self, at: int) -> int | None:
        """The place of the next line with words."""
        below = bisect.bisect_right(self.texts, at)
        return self.texts[below] if below < len(self.texts) else None

    def text_above(self, at: int) -> int | None:
        """The place of the line with words above."""
        above = bisect.bisect_left(self.texts, at) - 1
        return self.texts[above] if above >= 0 else None

    def is_listed(self, at: int) -> bool:
        """Whether a line is an item of a list, and not its first ("D. Noise" is no name there)."""
        above = self.text_above(at)
        return above is not None and is_item(self.lines[at].text) and is_item(self.lines[above].text)


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to read a page; responses begin at `markers`, whether or not the page marks them so."""

    name: str
    openers: tuple[Candidate, ...]
    markers: Mapping[int, Marker]
    breaks: tuple[int, ...] = ()
    """Lines, in order, at which a response ends though no question begins."""
    rows: bool = False
    """Whether a break is where a row of a table begins, which the question in it belongs to."""
    apart: bool = False
    """Whether responses stand apart from the questions, under the same numbers."""
    inferred: bool = False
    """Whether questions are told by their wording or place alone; another layout that fits as well goes first."""


def survey(lines: Sequence[Line]) -> Sheet:
    """Look at every line once."""
    inside = _quoted(lines)
    inside |= _contents(lines)
    labels = {at: found for at, line in enumerate(lines) if at not in inside and (found := _label_in(line.text))}
    items = agenda_items(lines, labels)
    labels = {at: label for at, label in labels.items() if at not in items}
    worded = {
        at: label
        for at, line in enumerate(lines)
        if (label := _label_in(line.text, asked_of)) and not is_procedure(line.text)
    }
    asked, answered = bare_letters(lines)
    worded |= {at: Label("", 0, "wQ", 2) for at in asked if at not in labels}
    letters = not any(_SECOND_LETTER.match(line.text) for line in lines)
    markers = {
        at: marker for at, line in enumerate(lines) if (marker := _marker(line.text)) and (letters or not marker.letter)
    }
    markers |= {
        at: Marker(AnsweredBy.CONSTABULARY, frozenset(), lines[at].text.find(" ") + 1, letter=True) for at in answered
    }
    headed = {at for at, line in enumerate(lines[:-1]) if 0 < len(line.text) < _BRIEF and at + 1 in worded}
    known = {at for at, marker in markers.items() if not marker.soft}
    labels = {**learned_labels(lines, {*labels, *worded, *markers, *inside, *headed}, known), **labels}
    markers = {**markers, **misspelt_markers(lines, markers, {*labels, *worded, *inside})}
    markers = {**markers, **learned_markers(lines, {*known, *inside}, {*labels, *worded})}
    for at in [at for at in markers if at in worded and not markers[at].soft]:
        del worded[at]
    texts = [at for at, line in enumerate(lines) if line.text]
    spaced = (len(lines) - len(texts)) * _SPACED > len(lines)
    opened = {*worded, *markers}
    sheet = Sheet(lines, labels, worded, markers, spaced, _fields(lines, opened), texts, frozenset(items))
    return _without_table_heads(sheet)


def _quoted(lines: Sequence[Line]) -> set[int]:
    """Lines within a quotation that runs over several; what opens there opens nothing on the page."""
    inside: set[int] = set()
    since: int | None = None
    for at, line in enumerate(lines):
        if since is not None and "“" not in line.text and "”" in line.text:
            inside |= set(range(since + 1, at + 1))
        if "“" in line.text or "”" in line.text:
            since = at if line.text.rfind("“") > line.text.rfind("”") else None
        elif since is not None and at - since > _LONGEST_QUOTATION:
            since = None
    return inside


def _contents(lines: Sequence[Line]) -> set[int]:
    """Lines of a list of contents, which the headings and questions further down repeat one by one."""
    seen: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        if len(line.text) > _BRIEF // 2:
            seen[re.sub(r"\W+", "", line.text.lower())].append(at)
    twice = [places for places in seen.values() if len(places) == 2]
    earlier, later = {places[0] for places in twice}, {places[1] for places in twice}
    return earlier if len(earlier) > 2 and max(earlier, default=0) < min(later, default=0) else set()


def _fields(lines: Sequence[Line], opened: Container[int]) -> dict[int, str]:
    found = {at: match["key"] for at, line in enumerate(lines) if (match := _FIELD.fullmatch(plain(line.text[:200])))}
    found = {at: key for at, key in found.items() if at not in opened}
    counts = Counter(found.values())
    return {at: key for at, key in found.items() if counts[key] > 1}


def _unstamped(text: str) -> tuple[int, int]:
    """Where a line begins and ends without the recording's time before and behind it."""
    before, behind = _STAMP.match(plain(text[:40])), _STAMPED.search(plain(text[-60:]))
    return before.end() if before else 0, len(text) - len(behind[0]) if behind else len(text)


def _label_in(text: str, opens: Callable[[str], Label | None] | None = None) -> Label | None:
    start, end = _unstamped(text)
    label = (opens or _label)(text[start:end])
    if label is None or end - start == len(text):
        return label
    return replace(label, body=len(text) if label.body >= end - start else label.body + start)


def _marker(text: str) -> Marker | None:
    start, end = _unstamped(text)
    found = marker_of(text[start:end]) or _second_marker(text[start:end])
    return replace(found, body=found.body + start) if found and found.body is not None else found


def _second(text: str) -> int:
    """Where a short line says the same again in another language ("Ateb / Answer"); 0 where it does not."""
    return text.find(" / ") + 3 if " / " in text[:_LONGEST_TWICE] and len(text) <= _LONGEST_TWICE else 0


def _label(text: str) -> Label | None:
    label = label_of(text)
    if label or not (cut := _second(text)):
        return label
    again = label_of(text[cut:])
    return replace(again, body=again.body + cut) if again and again.body >= len(text) - cut else None


def _second_marker(text: str) -> Marker | None:
    cut = _second(text)
    marker = marker_of(text[cut:]) if cut else None
    return marker if marker and marker.body is None and not marker.soft else None


def _without_table_heads(sheet: Sheet) -> Sheet:
    """Without "Question" right above "Response", which heads a table's columns and opens nothing."""
    heads = [at for at in sheet.worded if sheet.next_text(at) in sheet.markers and _is_bare(sheet, at)]
    heads = [at for at in heads if _is_empty(sheet, sheet.next_text(at) or 0)]
    gone = {place for at in heads for place in (at, sheet.next_text(at))}
    return replace(
        sheet,
        worded={at: label for at, label in sheet.worded.items() if at not in gone},
        markers={at: marker for at, marker in sheet.markers.items() if at not in gone},
    )


def _is_bare(sheet: Sheet, at: int) -> bool:
    return sheet.worded[at].body >= len(sheet.lines[at].text)


def _is_empty(sheet: Sheet, at: int) -> bool:
    return sheet.markers[at].body is None


def strong_openers(sheet: Sheet) -> Iterable[int]:
    """Lines that open a question in so many words, whatever the layout."""
    yield from (at for at, label in sheet.labels.items() if label.family == "q")
    for at, label in sheet.worded.items():
        body = sheet.lines[at].text[label.body :]
        if body and heading_score(body) < SURE:
            yield at
