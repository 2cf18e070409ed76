"""How well a layout fits a page."""

from __future__ import annotations

from .blocks import Block, Fit, cut
from .chain import Candidate, step_score
from .cues import asks, begs, is_question_line, response_lean
from .furniture import is_pending
from .pairing import pair
from .sheet import Layout, Sheet, strong_openers


def fit(sheet: Sheet, layout: Layout) -> Fit:
    """The page read as the layout has it, with how much of the page that explains."""
    found = cut(sheet, layout)
    pair(sheet, found)
    found.score = weigh(sheet, found)
    return found


def weigh(sheet: Sheet, found: Fit) -> float:
    """How much of the page a layout explains: questions that ask, responses, the count, and what is left over."""
    score = found.score
    opened = {block.at for block in found.blocks} | {block.top for block in found.blocks} | set(found.layout.markers)
    responses: set[int] = set()
    for node, block in zip(found.layout.openers, found.blocks, strict=True):
        score += _weight(sheet, found, node, block, responses)
    for before, after in zip(found.blocks, found.blocks[1:], strict=False):
        score += step_score(before.label, after.label) if before.label.number and after.label.number else 0
    styles = {node.label.style for node in found.layout.openers}
    first = found.blocks[0].top if found.blocks else 0
    score -= sum(at < first and label.style in styles for at, label in sheet.labels.items())
    for at in strong_openers(sheet):
        score -= 6 * (at not in opened and not any(k in opened for k in range(at - 3, at)))
    asked = {k for block in found.blocks for k in range(block.top, block.question[1])}
    score -= 2 * sum(
        is_question_line(line.text) and at >= first and at not in asked for at, line in enumerate(sheet.lines)
    )
    own = (block for block in found.blocks if block.response and not block.shares)
    used = {k for block in own if block.response for k in range(block.question[1], block.response[1])}
    score -= len(found.blocks) * found.layout.inferred + _hollow(sheet, found) + _listing(sheet, found)
    score -= 3 * sum(at not in used for at, marker in found.layout.markers.items() if not marker.soft)
    return score


def _hollow(sheet: Sheet, found: Fit) -> float:
    """What it costs that most questions have no response, or one that says nothing, as in a survey or an agenda."""
    told = [block for block in found.blocks if block.response and block.response[0] < block.response[1]]
    empty = len(found.blocks) - len(told)
    own = [block for block in told if block.marker is None or (found.layout.inferred and block.marker.body == 0)]
    unmarked = [block.response[0] for block in own if block.response]
    empty += sum(is_pending(sheet.lines[block.response[0]].text) for block in told if block.response)
    empty += sum(response_lean(sheet.lines[at].text) < 0 and not asks(sheet.lines[at].text) for at in unmarked)
    return 6.0 * empty if empty * 2 > len(found.blocks) else 0


def _listing(sheet: Sheet, found: Fit) -> float:
    """What it costs that few ask and all share one response, or none asks and nothing is marked, as in a list."""
    if _is_requested(sheet, found):
        return 0
    asking = sum(
        any("?" in line.text for line in sheet.lines[slice(*block.question)])
        or begs(sheet.lines[block.at].text[block.label.body :])
        for block in found.blocks
    )
    unmarked = all(block.marker is None for block in found.blocks)
    shared = all(block.shares for block in found.blocks[:-1]) and (unmarked or len(found.blocks) > 1)
    idle = (shared and asking * 2 < len(found.blocks)) or (unmarked and not asking)
    return 6.0 * len(found.blocks) if idle else 0


def _is_requested(sheet: Sheet, found: Fit) -> bool:
    """Whether the words above the first question ask for what is listed ("Please provide:")."""
    above = sheet.text_above(found.blocks[0].at) if found.blocks else None
    return above is not None and begs(sheet.lines[above].text) and sheet.lines[above].text[-1] in ":.-"


_SHY = "?n(lrR#$"  # families of labels that responses' lists have too
_PRIOR = {
    "k": 3,
    "b": 4,
    "q": 4,
    "p": 2,
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


def _weight(sheet: Sheet, found: Fit, node: Candidate, block: Block, responses: set[int]) -> float:
    shy = _SHY if found.layout.apart else "?"
    weight: float = _PRIOR[node.label.family] + (node.label.style == "?h")
    if block.wording is None:
        return weight - 4
    numbered = not node.label.number and block.wording.start == sheet.lines[block.wording.lines[0]].start
    weight -= 2 * (numbered and block.wording.lines[0] in sheet.labels)  # the number is the question's label
    asked = " ".join(line.text for line in sheet.lines[block.question[0] : block.question[1]])
    idle = node.label.family in shy and not begs(sheet.lines[block.at].text[block.label.body :])
    idle = idle and not _is_requested(sheet, found)
    weight += asks(asked[-400:]) if "?" in asked else -3 * idle
    if block.response is None or block.response[0] >= block.response[1]:
        return weight - 4
    below = sheet.labels.get(block.response[0])
    if below and below.family == "m" and below.text.startswith(f"{node.label.number}."):
        return weight - 6  # the numbered paragraphs of a report
    if block.response[0] in responses:
        return weight - (4 if node.label.family == "w" else 1)
    responses.add(block.response[0])
    if block.marker and not block.marker.soft and block.marker.body != 0:
        return weight + 3
    leans = [response_lean(line.text) for line in sheet.lines[slice(*block.response)] if line.text]
    return weight + max(-2.0, min(2.0, sum(leans) / len(leans)))
