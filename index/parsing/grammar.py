"""Which lines of a page are questions, responses, headings, preamble and furniture.

Every layout that a page may be in is applied to it, and weighed by how much of the page it explains; the best is
taken. What was a close call, and what no question or response accounts for, becomes a doubt.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..record import Doubt
from .asking import is_attribution
from .blocks import Block, Fit
from .cues import SURE, asks, is_furniture, is_item, is_question_line, response_lean
from .layouts import propose
from .lines import Line
from .markers import marker_of
from .sheet import Layout, Sheet, strong_openers, survey
from .weighing import fit

_CLEARLY = 4  # the lean of a line that cannot be a question's
_CLOSE = 2.0  # layouts whose weights differ by less, and whose questions differ, are a doubt


@dataclass(slots=True)
class Reading:
    """What each line was taken for, the blocks found, and the doubts."""

    kinds: list[str]
    blocks: list[Block] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def read_lines(lines: Sequence[Line]) -> Reading:
    """Read a page's lines; every line gets one kind: answer, heading, preamble, furniture or blank."""
    reading = Reading(["preamble" if line.text else "blank" for line in lines])
    end = _mark_furniture(lines, reading)
    sheet = survey(lines[:end])
    fits = sorted(_fits(sheet), key=lambda found: -found.score)
    best = fits[0] if fits and fits[0].score > 0 else Fit(Layout("no questions", (), {}), [])
    reading.blocks = best.blocks
    _mark(sheet, best, reading)
    doubts = [
        *best.doubts,
        *_label_doubts(sheet, best),
        *_rivals(best, fits[1:]),
        *_blurred(sheet, best),
        *_astray(sheet, best, reading),
        *_unexplained(sheet, best, reading),
    ]
    reading.doubts = [Doubt(lines[at].number, lines[at].text[:80], why) for at, why in dict.fromkeys(doubts)]
    return reading


def _fits(sheet: Sheet) -> list[Fit]:
    return [fit(sheet, layout) for layout in propose(sheet)]


def _mark_furniture(lines: Sequence[Line], reading: Reading) -> int:
    """Mark the site's own lines at the foot and the head; returns where the foot begins."""
    end = len(lines)
    while end and (not lines[end - 1].text or is_furniture(lines[end - 1].text)):
        end -= 1
    head = 0
    while head < end and (not lines[head].text or is_furniture(lines[head].text)):
        head += 1
    for at in (*range(head), *range(end, len(lines))):
        if lines[at].text:
            reading.kinds[at] = "furniture"
    return end


def _mark(sheet: Sheet, best: Fit, reading: Reading) -> None:
    """Give each line of a question or a response its kind; what else stands between them is a heading."""
    spans = _spans(best)
    for block in best.blocks:
        for at in (*range(block.top, block.stop), *range(*(block.response or (0, 0)))):
            if reading.kinds[at] in ("preamble", "heading"):
                marker = at in best.layout.markers and marker_of(sheet.lines[at].text) is not None
                reading.kinds[at] = "answer" if at in spans or marker else "heading"
    for at in best.left_out:
        reading.kinds[at] = "furniture"


def _spans(best: Fit) -> set[int]:
    """The lines of questions that have a response, and of responses."""
    lines: set[int] = set()
    for block in best.blocks:
        if block.wording and block.response and block.response[0] < block.response[1]:
            lines |= {*range(block.wording.lines[0], block.wording.lines[1] + 1)}
            lines |= set(range(*block.response)) if not block.shares else set()
    return lines


def _astray(sheet: Sheet, best: Fit, reading: Reading) -> list[tuple[int, str]]:
    """Lines between questions that are part of none, and that nothing explains."""
    known = {*best.headings, *best.left_out, *best.layout.breaks, *best.layout.markers}
    for block in best.blocks:
        known |= {block.at, *range(block.top, block.wording.lines[0] if block.wording else block.at)}
    return [
        (at, "stands in no question and in no response")
        for block in best.blocks
        for at in range(block.top, block.stop)
        if reading.kinds[at] == "heading" and at not in known and not is_attribution(sheet.lines[at].text)
    ]


def _label_doubts(sheet: Sheet, best: Fit) -> list[tuple[int, str]]:
    """Doubts about labels: close calls either way, repeats, and gaps in an ascending count."""
    doubts = []
    labels = [block.label for block in best.blocks]
    used = {(label.style, label.number) for label in labels if label.text}
    styles = {label.style for label in labels}
    taken = {k for block in best.blocks for k in range(block.top, block.at + 1)} | set(best.layout.markers)
    for at, label in sheet.labels.items():
        strong = label.family == "q" or (label.style in styles and asks(sheet.lines[at].text[label.body :]) >= SURE)
        if at not in taken and (strong or (label.style, label.number) in used):
            doubts.append((at, "opens with a number like a question's label, but was read as text of the answer above"))
    numbered = sum(bool(label.number) for label in labels)
    for block in best.blocks:
        if numbered and not block.label.number and not block.label.text:
            doubts.append((block.at, "a question without a label, though others on this page have one"))
    seen: set[str] = set()
    for before, block in zip([None, *best.blocks], best.blocks, strict=False):
        if not block.label.text:
            continue
        if block.name in seen:
            doubts.append((block.at, f"the label {block.name} stands on this page more than once"))
        seen.add(block.name)
        last = before.label.number if before else 0
        if not block.label.number:
            continue
        if last + 1 < block.label.number and _ascending(best.blocks):
            after = f"between {before.name} and" if before else "before"
            doubts.append((block.at, f"no question was found {after} {block.name}"))
    return doubts


def _blurred(sheet: Sheet, best: Fit) -> list[tuple[int, str]]:
    """Last lines of responses that may open the question below, where no label tells where that begins."""
    doubts = []
    for block, after in itertools.pairwise(best.blocks):
        if after.label.style != "?" or not block.response or block.response[0] >= block.response[1]:
            continue
        texts = [at for at in range(*block.response) if sheet.lines[at].text]
        if (
            len(texts) > 1
            and response_lean(sheet.lines[texts[-1]].text) < _CLEARLY
            and not is_item(sheet.lines[texts[-1]].text)
        ):
            doubts.append((texts[-1], "may open the question below: no label tells where that begins"))
    return doubts + _trailing(sheet, best)


def _trailing(sheet: Sheet, best: Fit) -> list[tuple[int, str]]:
    """The last lines of the last response, where they may belong to the page's end."""
    last = next((block.response for block in reversed(best.blocks) if block.response), (0, 0))
    doubtful = None
    for at in reversed(range(last[0] + 1, last[1])):
        text = sheet.lines[at].text
        if text and (is_item(text) or response_lean(text) > 0):
            break
        doubtful = at if text else doubtful
    return [(doubtful, "from here on, the last response may be the page's own words")] if doubtful else []


def _ascending(blocks: Sequence[Block]) -> bool:
    return all(one.label.number <= other.label.number for one, other in itertools.pairwise(blocks))


def _rivals(best: Fit, others: Sequence[Fit]) -> list[tuple[int, str]]:
    """A doubt where another layout explains the page nearly as well and finds other questions."""
    mine = {block.wording.start for block in best.blocks if block.wording}
    for other in others:
        theirs = [block for block in other.blocks if block.wording and block.wording.start not in mine]
        if best.score - other.score < _CLOSE and theirs:
            why = f"the page can also be read as {other.layout.name}, with a question beginning here"
            return [(theirs[0].at, why)]
    return []


def _unexplained(sheet: Sheet, best: Fit, reading: Reading) -> list[tuple[int, str]]:
    """Lines that ask, or open a question or a response, and that no question or response begins with."""
    doubts = []
    asked = {k for block in best.blocks for k in range(block.top, block.question[1])}
    for at, line in enumerate(sheet.lines):
        if at not in asked and is_question_line(line.text):
            doubts.append((at, "a line that asks a question, but was not read as one"))
    for at in strong_openers(sheet):
        if at not in asked:
            doubts.append((at, "opens like a question, but was not read as one"))
    for at, marker in sheet.markers.items():
        if reading.kinds[at] == "preamble" and not marker.soft:
            doubts.append((at, "opens a response, but no question above it was found"))
    return doubts
