"""Which lines of a page are questions, responses, headings, preamble and furniture.

The cues of single lines are weighed over the whole page: the labels are the best-scoring chain of numbered
lines (a numbered list inside a response loses to it), and a response without a marker begins where its lines
stop leaning to the question. What was a close call becomes a doubt.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..record import Doubt
from .cues import (
    Label,
    Marker,
    asks,
    heading_score,
    is_furniture,
    label_of,
    marker_of,
    response_lean,
    topic_name,
)
from .lines import Line

_SPACED = 4  # a page with one blank line in so many separates its paragraphs by blank lines
_SURE = 2  # a label's or heading's score from which there is no doubt


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that opens with something like a label; `at` is its place in the list of lines."""

    at: int
    label: Label
    score: int


@dataclass(frozen=True, slots=True)
class Block:
    """One question and its response, as ranges of lines (first, one past the last).

    `response_from` is where the response begins inside its first line (text after "Answer:"); a block whose
    response is empty shares that of a later block, which `shares` names by its place in the list of blocks.
    """

    label: Label
    question: tuple[int, int]
    marker: Marker | None
    response: tuple[int, int]
    topic: str | None
    shares: int | None = None


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
    markers = {at: marker for at in range(end) if (marker := marker_of(lines[at].text))}
    candidates = _candidates(lines[:end], markers)
    chain = _best_chain(candidates)
    _doubt_labels(lines, candidates, chain, reading)
    topics: list[str | None] = []
    for place, node in enumerate(chain):
        floor = chain[place - 1].at + 1 if place else 0
        topics.append(_headings_above(lines, node.at, floor, topics[-1] if topics else None, reading))
    stops = [*(node.at for node in chain[1:]), end]
    for node, stop, topic in zip(chain, stops, topics, strict=False):
        reading.blocks.append(_block(lines, node.label, (node.at, stop), markers, topic, reading))
    _trim_and_share(lines, reading)
    return reading


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


def _candidates(lines: Sequence[Line], markers: dict[int, Marker]) -> list[Candidate]:
    """Every line that opens with a label, scored as a question by its own looks and what follows it."""
    found = [(at, label) for at, line in enumerate(lines) if (label := label_of(line.text))]
    asking = {at: _asking(lines, at, label) for at, label in found}
    until = [at for at, _ in found[1:]] + [len(lines)]
    marked = {
        at for (at, _), after in zip(found, until, strict=False) if any(at < marker < after for marker in markers)
    }
    styles = Counter[str]()
    for at, label in found:
        styles[label.style] += asking[at] + 2 * (at in marked) + 2 * label.style.startswith("q")
    common = styles.most_common(1)[0][0] if styles else ""
    return [
        Candidate(at, label, _label_score(lines[at].text[label.body :], label, asking[at], at in marked, common))
        for at, label in found
    ]


def _asking(lines: Sequence[Line], at: int, label: Label) -> int:
    """How much a label's text asks; a question mark one line further down counts too."""
    below = next((line.text for line in lines[at + 1 : at + 3] if line.text), "")
    return max(asks(lines[at].text[label.body :]), int(below.endswith("?") and not label_of(below)))


def _label_score(body: str, label: Label, asking: int, marked: bool, common: str) -> int:
    style = 1 if label.style == common else -3
    voice = -2 if asking == 0 and response_lean(body) > _SURE else 0
    return asking + 3 * marked + 4 * label.style.startswith("q") + style + voice - 2


def _step(before: Label, after: Label) -> int:
    """How well one label follows another: the next number is best, going back is unlikely."""
    if after.number == before.number + 1:
        return 3
    return 0 if after.number > before.number else -2


def _best_chain(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The chain of labels with the highest score over nodes and steps (longest-path, O(n²))."""
    best: list[tuple[int, int | None]] = []
    for place, node in enumerate(candidates):
        options: list[tuple[int, int | None]] = [(node.score + (node.label.number == 1), None)]
        options += [
            (best[earlier][0] + _step(candidates[earlier].label, node.label) + node.score, earlier)
            for earlier in range(place)
        ]
        best.append(max(options, key=lambda option: option[0]))
    if not best or max(score for score, _ in best) <= 0:
        return []
    at: int | None = max(range(len(best)), key=lambda place: best[place][0])
    chain = []
    while at is not None:
        chain.append(candidates[at])
        at = best[at][1]
    return chain[::-1]


def _doubt_labels(
    lines: Sequence[Line], candidates: Sequence[Candidate], chain: Sequence[Candidate], reading: Reading
) -> None:
    """Doubts about labels: close calls either way, repeats, and gaps in an ascending count."""

    def doubt(node: Candidate, why: str) -> None:
        reading.doubts.append(Doubt(lines[node.at].number, lines[node.at].text[:80], why))

    taken = {node.at for node in chain}
    used = {(node.label.style, node.label.number) for node in chain}
    for node in candidates:
        if node.at not in taken and (node.score >= _SURE or (node.label.style, node.label.number) in used):
            doubt(node, "opens with a number like a question's label, but was read as text of the answer above")
    for before, node in zip([None, *chain], chain, strict=False):
        if any(other.label.number == node.label.number and other.at < node.at for other in chain):
            doubt(node, f"the label {node.label.text} stands on this page more than once")
        last = before.label.number if before else 0
        if last + 1 < node.label.number and _ascending(chain):
            after = f"between {before.label.text} and" if before else "before"
            doubt(node, f"no question was found {after} {node.label.text}")


def _ascending(chain: Sequence[Candidate]) -> bool:
    return all(one.label.number <= other.label.number for one, other in itertools.pairwise(chain))


def _headings_above(lines: Sequence[Line], at: int, floor: int, topic: str | None, reading: Reading) -> str | None:
    """Mark the headings right above a label; returns the topic that holds from here on."""
    nearest = None
    title = next((place for place, line in enumerate(lines) if line.text), 0)
    spaced = sum(not line.text for line in lines) * _SPACED > len(lines)
    for above in range(at - 1, max(floor, title + 1) - 1, -1):
        text = lines[above].text
        if not text:
            continue
        if marker_of(text) or heading_score(text) < _SURE or sum(k == "heading" for k in reading.kinds[above:at]) == 2:
            break
        if spaced and lines[above - 1].text and above > floor:
            break  # on a page with blank lines, a line that follows text directly is the end of it
        reading.kinds[above] = "heading"
        nearest = nearest or text
    return topic_name(nearest) if nearest else topic


def _block(
    lines: Sequence[Line],
    label: Label,
    span: tuple[int, int],
    markers: dict[int, Marker],
    topic: str | None,
    reading: Reading,
) -> Block:
    start, stop = span
    inside = [at for at in range(start + 1, stop) if at in markers]
    for extra in inside[1:]:
        why = "a second answer marker before the next label: a question's label may have been missed"
        reading.doubts.append(Doubt(lines[extra].number, lines[extra].text[:80], why))
    if inside:
        marker = markers[inside[0]]
        first = inside[0] + (marker.body is None)
        if not any(lines[at].text and reading.kinds[at] != "heading" for at in range(first, stop)):
            why = "an answer marker with nothing below it: this question is not in the record"
            reading.doubts.append(Doubt(lines[inside[0]].number, lines[start].text[:80], why))
            first = stop
        return Block(label, (start, inside[0]), marker, (first, stop), topic)
    return Block(label, (start, stop), None, (stop, stop), topic)


def _trim_and_share(lines: Sequence[Line], reading: Reading) -> None:
    """Settle blocks without a marker, then give each line of a block its kind."""
    blocks = reading.blocks
    uses_markers = any(block.marker for block in blocks)
    for place in range(len(blocks) - 1, -1, -1):
        blocks[place] = _settle(lines, blocks, place, uses_markers, reading)
        first, last = blocks[place].question[0], max(blocks[place].question[1], blocks[place].response[1])
        for at in range(first, last):
            if reading.kinds[at] == "preamble":
                reading.kinds[at] = "answer"


def _settle(lines: Sequence[Line], blocks: Sequence[Block], place: int, uses_markers: bool, reading: Reading) -> Block:
    """A block without a marker either shares the next response or has its own, told by its lines' lean."""
    block = blocks[place]
    if block.marker:
        return block
    start, stop = block.question
    body = [at for at in range(start + 1, stop) if lines[at].text and reading.kinds[at] != "heading"]
    split, lean = _split(lines, body)
    if uses_markers and (lean < 4 or split is None):
        return _share(lines, blocks, place, reading)
    if split is None:
        why = "a question with no response below it: it is not in the record"
        reading.doubts.append(Doubt(lines[start].number, lines[start].text[:80], why))
        return block
    if uses_markers:
        why = "no answer marker here, though the page uses them; the response was told by its wording"
        reading.doubts.append(Doubt(lines[split].number, lines[split].text[:80], why))
    return Block(block.label, (start, split), None, (split, stop), block.topic)


def _split(lines: Sequence[Line], body: Sequence[int]) -> tuple[int | None, int]:
    """Where a response without a marker begins: the cut that the lines' lean favours most, and by how much."""
    if not body:
        return None, 0
    leans = [response_lean(lines[at].text) for at in body]
    totals = [sum(leans[cut:]) - sum(leans[:cut]) for cut in range(len(body))]
    best = max(range(len(body)), key=totals.__getitem__)
    return body[best], sum(leans[best:])


def _share(lines: Sequence[Line], blocks: Sequence[Block], place: int, reading: Reading) -> Block:
    """A question in a run ("80) … 92) … Constabulary Response") takes the response of the next block."""
    block = blocks[place]
    after = blocks[place + 1] if place + 1 < len(blocks) else None
    line = lines[block.question[0]]
    if after is None or after.response[0] == after.response[1]:
        reading.doubts.append(
            Doubt(line.number, line.text[:80], "a question with no response: it is not in the record")
        )
        return block
    target = place + 1 if after.shares is None else after.shares
    named = blocks[target].marker
    if not (named and block.label.number in named.labels):
        why = f"no response of its own: it was given the response to {blocks[target].label.text}"
        reading.doubts.append(Doubt(line.number, line.text[:80], why))
    return Block(block.label, block.question, after.marker, after.response, block.topic, target)
