"""A layout applied to a page: questions with their responses, what was left over, and how well it fits."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..record import AnsweredBy
from .asking import is_attribution
from .chain import Candidate, step_score
from .cues import (
    SURE,
    asks,
    ends_asking,
    heading_score,
    is_closing,
    is_furniture,
    is_item,
    is_note,
    response_lean,
    topic_name,
)
from .labels import Label
from .heads import head_above
from .lines import Line
from .markers import Marker
from .questions import Wording, first_words, wording_of
from .sheet import Layout, Sheet, strong_openers

_SHORT = 10
_CONTENTS = 60  # lines above the first question among which a list of contents may be
_AFTER_ASKING, _AS_QUESTION, _CLEAR = 3, -3, 2
_NOT_IN_RECORD = "a question with no response: it is not in the record"
_NOTHING_BELOW = "a question with no response below it: it is not in the record"


@dataclass(slots=True)
class Block:
    """One question and its response, as lines (first, one past the last) and as offsets into the page."""

    label: Label
    name: str
    top: int
    at: int
    stop: int
    question: tuple[int, int]
    topic: str | None
    wording: Wording | None = None
    marker: Marker | None = None
    response: tuple[int, int] | None = None
    """Lines of the response."""
    start: int = 0
    speakers: set[AnsweredBy] = field(default_factory=set)
    shares: str = ""
    """The name of the question whose response this one was given."""
    area: str | None = None


@dataclass(slots=True)
class Fit:
    """A layout's reading of a page; the higher its score, the more of the page it explains."""

    layout: Layout
    blocks: list[Block]
    headings: set[int] = field(default_factory=set)
    left_out: set[int] = field(default_factory=set)
    doubts: list[tuple[int, str]] = field(default_factory=list)
    score: float = 0


def fit(sheet: Sheet, layout: Layout) -> Fit:
    """Cut the page at the layout's openers, give each question its response, and weigh the result."""
    found = Fit(layout, [])
    _cut(sheet, layout, found)
    _Pairing(sheet, layout, found).run()
    return found


def _cut(sheet: Sheet, layout: Layout, found: Fit) -> None:
    topic, floor = None, 0
    for place, node in enumerate(layout.openers):
        label = node.label
        head = head_above(sheet, node.at, floor) if not label.text or label.family == "?" else None
        top = head.top if head else node.at
        if layout.rows and (row := _last_between(layout.breaks, floor, top + 1)) is not None:
            top = row
        elif not _any_between(layout.breaks, floor, top):
            topic = _headings_above(sheet, top, floor, topic, found)
        top = min([top, *(k for k in found.headings if floor <= k < top)])
        if found.blocks:
            found.blocks[-1].stop = top
        name = label.text or (head.label if head else "") or str(place + 1)
        if head and not label.number:
            label = Label(head.label, head.number, label.style, label.body)
        own = head.topic if head and head.topic else topic
        block = Block(label, name, top, node.at, len(sheet.lines), (node.at, node.at), own)
        block.area = head.area if head else None
        found.blocks.append(block)
        floor = node.at + 1


def _last_between(places: Sequence[int], first: int, stop: int) -> int | None:
    at = bisect.bisect_left(places, stop) - 1
    return places[at] if at >= 0 and places[at] >= first else None


def _any_between(places: Sequence[int], first: int, stop: int) -> bool:
    at = bisect.bisect_left(places, first)
    return at < len(places) and places[at] < stop


def _headings_above(sheet: Sheet, at: int, floor: int, topic: str | None, found: Fit) -> str | None:
    """Mark the headings right above a question; returns the topic that holds from here on."""
    lines = sheet.lines
    nearest, marked = None, 0
    first = found.layout.openers[0].at
    contents = {line.text for line in lines[: min(first, _CONTENTS)]} if floor else set()
    title = next((place for place, line in enumerate(lines) if line.text), 0)
    for above in range(at - 1, max(floor, title + 1) - 1, -1):
        text = lines[above].text
        if not text:
            continue
        if is_furniture(text):
            found.left_out.add(above)
            continue
        if above in sheet.markers or not (heading_score(text) >= SURE or _introduces(text) or (above > first and text in contents)) or marked == 2:
            break
        if sheet.spaced and lines[above - 1].text and above > floor:
            break  # on a page with blank lines, a line that follows text directly is the end of it
        found.headings.add(above)
        marked += 1
        nearest = nearest or text
    return topic_name(nearest) if nearest else topic


def _introduces(text: str) -> bool:
    """Whether a line only leads over to the question below it ("For the last five years:")."""
    return text.endswith(":") and len(text.split()) <= _SHORT


class _Pairing:
    """Gives each question its response: its own marker's, the one that names it, its own words, or the next one's."""

    def __init__(self, sheet: Sheet, layout: Layout, found: Fit) -> None:
        self.lines = sheet.lines
        self.sheet = sheet
        self.layout = layout
        self.found = found
        self.places = sorted(layout.markers)
        self.named = sorted(at for at in self.places if layout.markers[at].labels)
        self.claims = {number: at for at in reversed(self.named) for number in layout.markers[at].labels}
        self.hard = any(not marker.soft for marker in layout.markers.values())

    def run(self) -> None:
        blocks = self.found.blocks
        for block in blocks:
            self._own(block)
        for place in range(len(blocks) - 1, -1, -1):
            if blocks[place].response is None:
                self._without_marker(place)
        for block in blocks:
            block.wording = wording_of(self.lines, block.at, block.label.body, block.question[1])
        if blocks:
            _trim_end(self.sheet, blocks, self.found)

    def doubt(self, at: int, why: str) -> None:
        self.found.doubts.append((at, why))

    def _inside(self, first: int, stop: int) -> list[int]:
        return self.places[bisect.bisect_left(self.places, first) : bisect.bisect_left(self.places, stop)]

    def _own(self, block: Block) -> None:
        """The response that a marker opens: within the block, or wherever a marker names the question."""
        inside = self._inside(block.at + 1, block.stop)
        number = block.label.number
        hard = [at for at in inside if not self.layout.markers[at].soft]
        first = (hard or inside or [block.stop])[0]
        first = min([first, *self._breaks_after(block.at)])
        block.question = (block.at, first)
        here = [at for at in hard if number in self.layout.markers[at].labels]
        if here:
            self._take(block, here[0])
        elif number and number in self.claims and not self._names_nothing(hard):
            self._take(block, self.claims[number])
        elif hard or inside:
            self._take(block, (hard or inside)[0])

    def _breaks_after(self, at: int) -> Sequence[int]:
        """The next break, if there is one."""
        after = bisect.bisect_right(self.layout.breaks, at)
        return self.layout.breaks[after : after + 1]

    def _names_nothing(self, hard: Sequence[int]) -> bool:
        return bool(hard) and not self.layout.markers[hard[0]].labels

    def _take(self, block: Block, at: int) -> None:
        marker = self.layout.markers[at]
        stop = self._response_stop(block, at, marker)
        first = at if marker.body is not None else at + 1
        texts = [k for k in range(first, stop) if self.lines[k].text]
        if not texts:
            if at < block.stop:
                self.doubt(at, "an answer marker with nothing below it: this question is not in the record")
                block.response = (stop, stop)
            return
        block.marker = marker
        block.response = (texts[0], stop)
        block.start = self.lines[texts[0]].start + (marker.body or 0) * (texts[0] == at)
        block.speakers = {marker.speaker}
        self._further(block, at, stop)

    def _response_stop(self, block: Block, at: int, marker: Marker) -> int:
        """The next question, or the next marker that names other questions."""
        blocks = self.found.blocks
        after = bisect.bisect_right(blocks, at, key=lambda other: other.at)
        stop = blocks[after].top if after < len(blocks) else len(self.lines)
        named = bisect.bisect_right(self.named, at)
        others = [k for k in self.named[named : named + 1] if self.layout.markers[k].labels != marker.labels]
        return min([stop, *others, *self._breaks_after(at)])

    def _further(self, block: Block, at: int, stop: int) -> None:
        """More markers below the first: another speaker's part of the response, or a question that was missed."""
        for extra in self._inside(at + 1, stop):
            marker = self.layout.markers[extra]
            if marker.soft:
                continue
            if marker.speaker is not block.marker.speaker if block.marker else False:
                block.speakers.add(marker.speaker)
            else:
                self.doubt(
                    extra, "a second answer marker before the next label: a question's label may have been missed"
                )
                self.found.score -= 3

    def _without_marker(self, place: int) -> None:
        """A question without a marker has its own response, told by its lines' lean, or shares the next one."""
        block = self.found.blocks[place]
        stop = min([block.stop, *self._breaks_after(block.at)])
        first = first_words(self.lines, block.at, block.label.body, stop)
        body = [at for at in range(first + 1, stop) if self.lines[at].text]
        split, lean, close = _split(self.lines, first, body)
        if split is None or (self.hard and lean < 4):
            self._share(place)
            return
        if self.hard:
            self.doubt(split, "no answer marker here, though the page uses them; the response was told by its wording")
        elif close:
            self.doubt(split, "where the response begins was a close call")
        block.question = (block.at, split)
        block.response = (split, stop)
        block.start = self.lines[split].start

    def _share(self, place: int) -> None:
        """A question in a run ("80) … 92) … Constabulary Response") takes the response of the next block."""
        block = self.found.blocks[place]
        after = self.found.blocks[place + 1] if place + 1 < len(self.found.blocks) else None
        block.question = (block.at, block.stop)
        if after is None or after.response is None or after.response[0] == after.response[1] or not after.marker:
            self.doubt(block.at, _NOT_IN_RECORD if self.hard else _NOTHING_BELOW)
            return
        if block.label.number not in after.marker.labels:
            self.doubt(block.at, f"no response of its own: it was given the response to {after.shares or after.name}")
        block.marker, block.response, block.start = after.marker, after.response, after.start
        block.speakers, block.shares = set(after.speakers), after.shares or after.name


def _split(lines: Sequence[Line], at: int, body: Sequence[int]) -> tuple[int | None, int, bool]:
    """Where a response without a marker begins: the cut that the lines' lean favours most.

    With it, how much what follows leans to a response, and whether another cut is nearly as good.
    """
    if not body:
        return None, 0, False
    leans = _leans(lines[at].text, [lines[k].text for k in body])
    above = [lines[k].text for k in (at, *body[:-1])]
    total, below = sum(leans), 0
    gains = []
    for lean, text in zip(leans, above, strict=True):
        gains.append(total - 2 * below + _AFTER_ASKING * (ends_asking(text) or is_attribution(text)))
        below += lean
    best = max(range(len(body)), key=gains.__getitem__)
    second = max((gain for cut, gain in enumerate(gains) if cut != best), default=gains[best] - 9)
    return body[best], sum(leans[best:]), gains[best] - second < _CLEAR


def _leans(opening: str, texts: Sequence[str]) -> list[int]:
    """Each line's lean; an item of a list leans as the line that introduces the list."""
    leans = [_AS_QUESTION if opening.endswith(":") else 0]
    for text in texts:
        own = _AS_QUESTION * 2 if is_attribution(text) else response_lean(text)
        leans.append(leans[-1] if is_item(text) else own)
    return leans[1:]


def _trim_end(sheet: Sheet, blocks: Sequence[Block], found: Fit) -> None:
    """Take closing words off the end of the page, and furniture and notes off the end of each response."""
    for place, block in enumerate(blocks):
        if not block.response or block.response[0] >= block.response[1]:
            continue
        first, stop = block.response
        if stop == len(sheet.lines):
            stop = _closing_from(sheet, first, stop, found)
        while stop > first + 1:
            text = sheet.lines[stop - 1].text
            if text and not is_furniture(text) and not is_note(text):
                break
            if text:
                found.left_out.add(stop - 1)
                if is_note(text):
                    found.doubts.append((stop - 1, "a note below a response: it was left out of the response"))
            stop -= 1
        block.response = (first, stop)


def _closing_from(sheet: Sheet, first: int, stop: int, found: Fit) -> int:
    """Where a page's closing words begin, after the last response."""
    before = {line.text for line in sheet.lines[: found.blocks[0].top] if line.text}
    for at in range(first + 1, stop):
        text = sheet.lines[at].text
        if not text or (sheet.spaced and sheet.lines[at - 1].text and text not in before):
            continue
        if is_closing(text) or is_furniture(text) or text in before:
            found.doubts.append((at, "read as the page's closing words: left out of the last response"))
            found.left_out.update(k for k in range(at, stop) if sheet.lines[k].text)
            return at
    return stop


def weigh(sheet: Sheet, found: Fit) -> float:
    """How much of the page a layout explains: questions that ask, responses, the count, and what is left over."""
    score = found.score
    opened = {block.at for block in found.blocks} | {block.top for block in found.blocks}
    responses: set[int] = set()
    for node, block in zip(found.layout.openers, found.blocks, strict=True):
        score += _weight(sheet, node, block, responses)
    for before, after in zip(found.blocks, found.blocks[1:], strict=False):
        score += step_score(before.label, after.label) if before.label.number and after.label.number else 0
    styles = {node.label.style for node in found.layout.openers}
    first = found.blocks[0].top if found.blocks else 0
    score -= sum(at < first and label.style in styles for at, label in sheet.labels.items())
    for at in strong_openers(sheet):
        score -= 6 * (at not in opened and not any(k in opened for k in range(at - 3, at)))
    own = (block for block in found.blocks if block.response and not block.shares)
    used = {k for block in own if block.response for k in range(block.question[1], block.response[1])}
    score -= len(found.blocks) * found.layout.inferred
    score -= 3 * sum(at not in used for at, marker in found.layout.markers.items() if not marker.soft)
    return score


_PRIOR = {"k": 2, "b": 4, 
    "q": 4,
    "w": 3,
    "n": 1,
    "(": 1,
    "m": 0,
    "r": -1,
    "l": -2,
    "#": -1,
    "$": 0,
    "M": 4,
    "T": 7,
    "?": -1,
    "t": 1,
    "R": 1,
}


def _weight(sheet: Sheet, node: Candidate, block: Block, responses: set[int]) -> float:
    weight: float = _PRIOR[node.label.family]
    if block.wording is None:
        return weight - 4
    asked = " ".join(line.text for line in sheet.lines[block.question[0] : block.question[1]])
    weight += asks(asked[-400:]) if "?" in asked else -3 * (node.label.family == "?")
    if block.response is None or block.response[0] >= block.response[1]:
        return weight - 4
    below = sheet.labels.get(block.response[0])
    if below and below.family == "m" and below.text.startswith(f"{node.label.number}."):
        return weight - 6  # the numbered paragraphs of a report
    if block.response[0] in responses:
        return weight
    responses.add(block.response[0])
    if block.marker and not block.marker.soft and block.marker.body != 0:
        return weight + 3
    leans = [response_lean(line.text) for line in sheet.lines[slice(*block.response)] if line.text]
    return weight + max(-2.0, min(2.0, sum(leans) / len(leans)))
