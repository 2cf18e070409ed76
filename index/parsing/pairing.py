"""Each question with its response: its own marker's, the one that names it, its own words, or the next one's."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from .asking import is_attribution, is_field
from .blocks import Block, Fit, any_between
from .cues import SURE, asks, ends_asking, heading_score, is_item, response_lean
from .endings import trim_ends
from .furniture import is_closing, is_note
from .lines import Line
from .markers import Marker
from .questions import first_words, wording_of
from .sheet import Sheet

_AFTER_ASKING, _AS_QUESTION, _CLEAR = 3, -3, 2  # in the units of a line's lean
_CELL = 4  # words that a cell of a table has less than
_NOT_IN_RECORD = "a question with no response: it is not in the record"
_NOTHING_BELOW = "a question with no response below it: it is not in the record"


def pair(sheet: Sheet, found: Fit) -> None:
    """Give each block of a page its response, and doubt what was a close call."""
    _Pairing(sheet, found).run()


class _Pairing:
    """Gives each question its response: its own marker's, the one that names it, its own words, or the next one's."""

    def __init__(self, sheet: Sheet, found: Fit) -> None:
        layout = found.layout
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
        self._share_out()
        titles = self._titles()
        for block in blocks:
            body = len(self.lines[block.at].text) if block.at in titles else block.label.body
            block.wording = wording_of(self.sheet, block.at, body, block.question[1])
        if blocks:
            trim_ends(self.sheet, self.found)

    def _share_out(self) -> None:
        """One text below a whole list of requests is the response to each, though nothing marks it."""
        run = self.found.blocks[:-1]
        if run and not self.places and not any(block.response for block in run):
            last = self.found.blocks[-1]
            for block in run if last.response else ():
                block.response, block.start, block.shares = last.response, last.start, last.name
                self.doubt(block.at, f"no response of its own: it was given the response to {last.name}")

    def _titles(self) -> set[int]:
        """Lines of labels that name an asker or a subject above the question, where most labels have such a line."""
        blocks = [block for block in self.found.blocks if block.label.body < len(self.lines[block.at].text)]
        named = {block.at for block in blocks if self._is_titled(block, SURE)}
        usual = len(named) > 1 and len(named) * 2 > len(self.found.blocks)
        return {block.at for block in blocks if self._is_titled(block, 1)} if usual else set()

    def _is_titled(self, block: Block, least: int) -> bool:
        title = self.lines[block.at].text[block.label.body :]
        below = self.sheet.next_text(block.at)
        asked = below is not None and below < block.question[1] and self.lines[below].text[0].isupper()
        return asked and heading_score(title) >= least and title[-1] not in ".?!:,;" and not asks(title)

    def doubt(self, at: int, why: str) -> None:
        self.found.doubts.append((at, why))

    def _inside(self, first: int, stop: int) -> list[int]:
        return self.places[bisect.bisect_left(self.places, first) : bisect.bisect_left(self.places, stop)]

    def _own(self, block: Block) -> None:
        """The response that a marker opens: within the block, or wherever a marker names the question."""
        inside = self._inside(block.at + 1, block.stop)
        number = block.label.key
        hard = [at for at in inside if not self.layout.markers[at].soft]
        hard = [at for at in inside if self.lines[at].number == self.lines[block.at].number] or hard
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
        while len(texts) > 1 and marker.body is None and is_field(self.lines[texts[0]].text):
            texts = texts[1:]
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
        first = first_words(self.sheet, block.at, block.label.body, stop)
        body = [at for at in range(first + 1, stop) if self.lines[at].text]
        while body and (is_attribution(self.lines[body[-1]].text) or is_note(self.lines[body[-1]].text)):
            body.pop()
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
        ended = after is not None and any_between(self.layout.breaks, block.at, after.top)
        if (
            ended
            or self.layout.apart
            or block.label.style in ("ws", "b")
            or self._is_withdrawn(block)
            or (after is not None and after.topic != block.topic)
            or after is None
            or after.response is None
            or after.response[0] == after.response[1]
            or not after.marker
        ):
            self.doubt(block.at, _NOT_IN_RECORD if self.hard else _NOTHING_BELOW)
            return
        if block.label.key not in after.marker.labels:
            self.doubt(block.at, f"no response of its own: it was given the response to {after.shares or after.name}")
        block.marker, block.response, block.start = after.marker, after.response, after.start
        block.speakers, block.shares = set(after.speakers), after.shares or after.name

    def _is_withdrawn(self, block: Block) -> bool:
        texts = [line.text for line in self.lines[block.at + 1 : block.stop] if line.text]
        return bool(texts) and is_closing(texts[-1])


def _split(lines: Sequence[Line], at: int, body: Sequence[int]) -> tuple[int | None, int, bool]:
    """Where a response without a marker begins: the cut that the lines' lean favours most.

    With it, how much what follows leans to a response, and whether another cut is nearly as good.
    """
    leans = _leans(lines[at].text, [lines[k].text for k in body])
    total, below = sum(leans), 0
    gains: dict[int, int] = {}
    for cut, (lean, k, above) in enumerate(zip(leans, body, (at, *body), strict=False)):
        if not _goes_on(lines[k].text):
            asked = ends_asking(lines[above].text) or is_attribution(lines[above].text)
            gains[cut] = total - 2 * below + _AFTER_ASKING * asked
        below += lean
    if not gains:
        return None, 0, False
    best = max(gains, key=gains.__getitem__)
    second = max((gain for cut, gain in gains.items() if cut != best), default=gains[best] - 9)
    return body[best], sum(leans[best:]), gains[best] - second < _CLEAR


def _leans(opening: str, texts: Sequence[str]) -> list[int]:
    """Each line's lean; an item of a list, or what goes on in lower case, leans as the line above it."""
    leans = [_AS_QUESTION if opening.endswith(":") else 0]
    for text, above in zip(texts, (opening, *texts), strict=False):
        own = _AS_QUESTION * 2 if is_attribution(text) else response_lean(text)
        own = max(own, 0) if _is_cell(text) and not ends_asking(above) else own
        leans.append(leans[-1] if is_item(text) or _goes_on(text) else own)
    return leans[1:]


def _is_cell(text: str) -> bool:
    """Whether a line may be a cell of a table."""
    return len(text.split()) < _CELL and text[-1] not in ".?!"


def _goes_on(text: str) -> bool:
    """Whether a line goes on with the sentence of the line above it."""
    return text[0].islower() and not is_item(text)
