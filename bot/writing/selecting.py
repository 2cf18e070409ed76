"""Which published sentences a starting text is made of, and in which order.

What leans on the sentence before it is never taken without it: such a run of sentences is a block, and blocks are what
is chosen, compared and put in order. Within a block nothing moves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from index import Hit

from ..answering import Thread
from ..asking import asks_for_figure
from ..replies import Band
from .wording import DraftingWording

_WHOLE = 8  # sentences up to which a response is taken whole
_MOST = 8  # of a longer one
_FROM_ANOTHER = 4  # of a second thread
_NEAR = 0.2  # closeness below the closest sentence's, from which one is left out of a second thread
_THREADS = 3
_WORTH = 0.35  # probability from which an answer that is only related is worth starting from
_FIGURE = 0.15  # closeness that a sentence with a figure gains where one is asked for
_SAME = 0.8  # of the words of the shorter block, from which one repeats the other
_WORD = re.compile(r"\w+")
_COUNTS = re.compile(r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|half|none)\b", re.I)


@dataclass(frozen=True, slots=True)
class Line:
    """A published sentence: offsets into the response of the hit, and how close it is to the question."""

    hit: Hit
    start: int
    end: int
    closeness: float
    band: Band

    @property
    def text(self) -> str:
        """The sentence as published."""
        return self.hit.answer.response[self.start : self.end]


Block = tuple[Line, ...]


def select(question: str, threads: Sequence[tuple[Thread, Band | None]], wording: DraftingWording) -> list[Block]:
    """The blocks for one part of a question, without repeats, in the order of a reply; threads come likeliest first.

    A thread that is only related has to be likelier than one that is merely shown to a resident.
    """
    wants_figure = asks_for_figure(question)
    near = [(thread, band) for thread, band in threads if band is Band.STRONG or (band and thread.score >= _WORTH)]
    chosen: list[Block] = []
    closest = 0.0
    for thread, band in near[:_THREADS]:
        blocks = blocks_of(thread.lead, band, wants_figure, wording)
        if chosen:
            as_close = [block for block in blocks if _closeness(block) >= closest - _NEAR]
            chosen += _closest(as_close, _FROM_ANOTHER)
        else:
            closest = max(map(_closeness, blocks), default=0.0)
            chosen += blocks if sum(map(len, blocks)) <= _WHOLE else _closest(blocks, _MOST)
    return sorted(_without_repeats(chosen), key=lambda block: place_of(block, wording))


def place_of(block: Block, wording: DraftingWording) -> int:
    """Where in the order of a reply a block goes: as far on as any of its sentences."""
    return max(wording.place(line.text) for line in block)


def blocks_of(hit: Hit, band: Band, wants_figure: bool, wording: DraftingWording) -> list[Block]:
    """The response in blocks, in order, without what is nothing to say again."""
    blocks: list[list[Line]] = []
    for sentence in sorted(hit.sentences, key=lambda each: each.start):
        line = Line(hit, sentence.start, sentence.end, sentence.closeness, band)
        if wants_figure and _COUNTS.search(line.text):
            line = replace(line, closeness=line.closeness + _FIGURE)
        if wording.is_chaff(line.text):
            continue
        if blocks and (wording.leans(line.text) or _goes_on(blocks[-1][-1], line)):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return [tuple(block) for block in blocks]


def _goes_on(before: Line, line: Line) -> bool:
    """Whether a sentence was only cut for its length, or is an item of the list that the one before announces."""
    return before.text.rstrip()[-1:] in (":", ",", ";") or line.text[:1].islower() or line.text[:1] in "•-–"


def _closeness(block: Block) -> float:
    return max(line.closeness for line in block)


def _closest(blocks: Iterable[Block], most: int) -> list[Block]:
    """The closest blocks, up to so many sentences and at least one block, in their own order."""
    kept: list[tuple[int, Block]] = []
    for at, block in sorted(enumerate(blocks), key=lambda pair: -_closeness(pair[1])):
        if not kept or sum(len(other) for _, other in kept) + len(block) <= most:
            kept.append((at, block))
    return [block for _, block in sorted(kept, key=lambda pair: pair[0])]


def _without_repeats(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks that say something new; of two answers that say the same, the newer meeting's."""
    kept: list[Block] = []
    for block in sorted(blocks, key=_date, reverse=True):
        if not any(_repeats(block, other) for other in kept):
            kept.append(block)
    return (block for block in blocks if block in kept)


def _repeats(block: Block, other: Block) -> bool:
    """Whether two answers say the same, figures and all."""
    words, others = _words(block), _words(other)
    figures = {word for word in words ^ others if word.isdecimal()}
    same = len(words & others) >= _SAME * min(len(words), len(others))
    return same and not figures and block[0].hit.answer.id != other[0].hit.answer.id


def _words(block: Block) -> set[str]:
    return {word.lower() for line in block for word in _WORD.findall(line.text)}


def _date(block: Block) -> str:
    date = block[0].hit.meeting.date
    return date.isoformat() if date else ""
