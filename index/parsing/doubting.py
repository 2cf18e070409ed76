"""What a reading leaves unexplained: labels passed over, other layouts, lines that belong to nothing."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from .asking import is_attribution
from .blocks import Block, Fit
from .cues import SURE, asks, is_item, is_question_line, response_lean
from .furniture import is_closing
from .sheet import Sheet, strong_openers

_CLOSE = 2.0  # layouts whose weights differ by less, and whose questions differ, are a doubt


def doubts_of(sheet: Sheet, best: Fit, others: Sequence[Fit], kinds: Sequence[str]) -> list[tuple[int, str]]:
    """Every doubt about how a page was cut, with the place of its line."""
    return [
        *_passed_over(sheet, best),
        *_counting(best),
        *_rivals(best, others),
        *_trailing(sheet, best),
        *_astray(sheet, best, kinds),
        *_unexplained(sheet, best, kinds),
    ]


def _astray(sheet: Sheet, best: Fit, kinds: Sequence[str]) -> list[tuple[int, str]]:
    """Lines between questions that are part of none, and that nothing explains."""
    known = {*sheet.fields, *best.headings, *best.left_out, *best.layout.breaks, *best.layout.markers}
    for block in best.blocks:
        known |= {block.at, *range(block.top, block.wording.lines[0] if block.wording else block.at)}
    return [
        (at, "stands in no question and in no response")
        for block in best.blocks
        for at in range(block.top, block.stop)
        if kinds[at] == "heading" and at not in known and not is_attribution(sheet.lines[at].text)
    ]


def _passed_over(sheet: Sheet, best: Fit) -> list[tuple[int, str]]:
    """Lines with a number like a question's label that were read as text; of a list, where it begins."""
    doubts = []
    labels = [block.label for block in best.blocks]
    used = {(label.style, label.number) for label in labels if label.text}
    styles = {label.style for label in labels}
    taken = {k for block in best.blocks for k in range(block.top, block.at + 1)} | set(best.layout.markers)
    next_item: tuple[str, int] | None = None
    for at, label in sheet.labels.items():
        strong = label.family == "q" or (label.style in styles and asks(sheet.lines[at].text[label.body :]) >= SURE)
        here = (label.style, label.number)
        if at in taken:
            next_item = None
        elif strong or here in used:
            if strong or here != next_item:
                doubts.append((at, "has a number like a question's label, but was read as text of the answer above"))
            next_item = (label.style, label.number + 1)
    return doubts


def _counting(best: Fit) -> list[tuple[int, str]]:
    """Questions without a label, labels that stand there twice, and gaps in an ascending count."""
    doubts = []
    ascending, numbered = _ascends(best.blocks), any(block.label.number for block in best.blocks)
    seen: set[str] = set()
    for before, block in zip([None, *best.blocks], best.blocks, strict=False):
        label = block.label
        if not label.text:
            if numbered and not label.number:
                doubts.append((block.at, "a question without a label, though others on this page have one"))
            continue
        if label.number == 1 and before and before.topic != block.topic:
            seen = set()  # the count begins anew under a heading
        if block.name in seen:
            doubts.append((block.at, f"the label {block.name} stands on this page more than once"))
        seen.add(block.name)
        if ascending and label.number > (before.label.number if before else 0) + 1:
            after = f"between {before.name} and" if before else "before"
            doubts.append((block.at, f"no question was found {after} {block.name}"))
    return doubts


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


def _ascends(blocks: Sequence[Block]) -> bool:
    """Whether labels ascend, and not by gaps alone, as those of a longer list that the page shows a part of do."""
    steps = [other.label.number - one.label.number for one, other in itertools.pairwise(blocks)]
    return all(step >= 0 for step in steps) and (len(steps) < 3 or sum(step <= 1 for step in steps) * 2 > len(steps))


def _rivals(best: Fit, others: Sequence[Fit]) -> list[tuple[int, str]]:
    """A doubt where another layout explains the page nearly as well and finds other questions."""
    mine = {block.wording.start for block in best.blocks if block.wording}
    for other in others:
        theirs = [block for block in other.blocks if block.wording and block.wording.start not in mine]
        if best.score - other.score < _CLOSE and theirs:
            why = f"the page can also be read as {other.layout.name}, with a question beginning here"
            return [(theirs[0].at, why)]
    return []


def _unexplained(sheet: Sheet, best: Fit, kinds: Sequence[str]) -> list[tuple[int, str]]:
    """Lines that ask, or open a question or a response, and that no question or response begins with."""
    doubts = []
    asked = {k for block in best.blocks for k in range(block.top, block.question[1])}
    for at, line in enumerate(sheet.lines):
        if at not in asked and is_question_line(line.text) and not is_closing(line.text):
            doubts.append((at, "a line that asks a question, but was not read as one"))
    for at in strong_openers(sheet):
        if at not in asked:
            doubts.append((at, "opens like a question, but was not read as one"))
    for at, marker in sheet.markers.items():
        if kinds[at] == "preamble" and not marker.soft:
            doubts.append((at, "opens a response, but no question above it was found"))
    return doubts
