"""The numbered lines of a page that are most likely its questions' labels, in order."""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .asking import asked_of, is_attribution, tells_of_asking
from .cues import SURE, asks, begs, ends_asking, heading_score, is_item, response_lean
from .labels import Label, label_of
from .lines import Line
from .markers import Marker

_NEXT, _LATER, _BACK, _AGAIN, _ANEW = 3, 0, -1, -5, 1
_PRIOR = {"q": 4, "p": 2, "n": 0, "(": 0, "m": -1, "r": -1, "R": 0, "l": -2, "#": -2, "$": -1}
_HIGHEST = 1000


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may open a question; `at` is its place in the list of lines.

    `again` is what a step back to it costs: a count that begins anew under a heading is likelier than within text.
    """

    at: int
    label: Label
    score: int
    again: int = _BACK


def score_labels(
    lines: Sequence[Line], found: Sequence[tuple[int, Label]], markers: Mapping[int, Marker]
) -> list[Candidate]:
    """Every line of one family of labels, scored as a question by its own looks and what follows it."""
    hard = sorted(at for at, marker in markers.items() if not marker.soft) or sorted(markers)
    asking = {at: _asking(lines, at, label) for at, label in found}
    marked = _followed(found, hard, asking, len(lines))
    named = {number for at in hard for number in markers[at].labels}
    common = _common_style(found, asking, marked)
    candidates = []
    for at, label in found:
        body = lines[at].text[label.body :]
        style = 1 if label.style == common else -3
        voice = -2 if asking[at] == 0 and response_lean(body) > SURE else 0
        idle = asking[at] == 0 and at not in marked and (bool(hard) or _is_hollow(lines, at))
        score = (
            asking[at]
            - 3 * (asking[at] == 0 and bool(named) and label.key not in named)
            + 3 * (at in marked)
            + _PRIOR[label.family]
            + style
            + voice
            - 2
            - 3 * idle
        )
        again = _BACK if label.number != 1 or label.family == "q" else _ANEW if _begins(lines, at) else _AGAIN
        candidates.append(Candidate(at, label, score, again))
    return candidates


def _asking(lines: Sequence[Line], at: int, label: Label) -> int:
    """How much a label's text asks; a question that ends, or a list of questions, further down counts too."""
    body = lines[at].text[label.body :]
    below = next((line.text for line in lines[at + 1 : at + 3] if line.text), "")
    introduced = not body or tells_of_asking(body) or is_attribution(body) or asked_of(body) is not None
    listing = body.endswith(":") and is_item(below)
    return max(
        asks(body), int(begs(body)), 2 * introduced, 2 * listing, int(ends_asking(below) and not label_of(below))
    )


def _followed(found: Sequence[tuple[int, Label]], hard: Sequence[int], asking: Mapping[int, int], end: int) -> set[int]:
    """The labels with an answer marker before the next label of their style, or that ask right above such a one."""
    marked = set()
    stops: dict[str, int] = {}
    for at, label in reversed(found):
        place = bisect.bisect_right(hard, at)
        below = stops.get(label.style, end)
        if place < len(hard) and (hard[place] < below or (below in marked and asking[at] > 0)):
            marked.add(at)
        stops[label.style] = at
    return marked


def _common_style(found: Iterable[tuple[int, Label]], asking: Mapping[int, int], marked: set[int]) -> str:
    styles = Counter[str]()
    for at, label in found:
        styles[label.style] += asking[at] + 2 * (at in marked) + 2 * (label.family == "q")
    return styles.most_common(1)[0][0]


def _is_hollow(lines: Sequence[Line], at: int) -> bool:
    """Whether nothing stands between a label and the next one."""
    below = next((line.text for line in lines[at + 1 : at + 5] if line.text), "")
    return not below or label_of(below) is not None


def _begins(lines: Sequence[Line], at: int) -> bool:
    """Whether a heading or words that introduce questions stand right above."""
    above = next((line.text for line in reversed(lines[max(0, at - 3) : at]) if line.text), "")
    return heading_score(above) >= SURE or asked_of(above) is not None or is_attribution(above)


class _Ladder:
    """The best chain that ends below a number, in logarithmic time (a Fenwick tree of maxima)."""

    def __init__(self) -> None:
        self._best: list[tuple[int, int]] = [(-(10**9), -1)] * (_HIGHEST + 2)

    def add(self, number: int, score: int, place: int) -> None:
        at = number + 1
        while at < len(self._best):
            self._best[at] = max(self._best[at], (score, -place))
            at += at & -at

    def below(self, number: int) -> tuple[int, int]:
        best, at = self._best[0], number
        while at:
            best = max(best, self._best[at])
            at -= at & -at
        return best


def best_chain(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The chain of labels with the highest score over nodes and steps; empty if no chain is worth anything."""
    scores: list[int] = []
    back: list[int | None] = []
    by_number: dict[int, tuple[int, int]] = {}
    ladder, best = _Ladder(), (-(10**9), 0)
    for place, node in enumerate(candidates):
        number = min(node.label.number, _HIGHEST)
        options: list[tuple[int, int | None]] = [(int(number == 1), None)]
        if place:
            options += [(best[0] + node.again, -best[1])]
            later = ladder.below(number)
            options += [(later[0] + _LATER, -later[1])]
            steps = (by_number.get(number - 1), by_number.get(number) if node.label.part else None)
            options += [(step[0] + _NEXT, -step[1]) for step in steps if step]
        score, before = max(options, key=lambda option: option[0])
        score += node.score
        scores.append(score)
        back.append(before)
        ladder.add(number, score, place)
        best = max(best, (score, -place))
        by_number[number] = max(by_number.get(number, (score, -place)), (score, -place))
    return _walk(candidates, scores, back)


def _walk(candidates: Sequence[Candidate], scores: Sequence[int], back: Sequence[int | None]) -> list[Candidate]:
    if not scores or max(scores) <= 0:
        return []
    at: int | None = max(range(len(scores)), key=scores.__getitem__)
    chain = []
    while at is not None:
        chain.append(candidates[at])
        at = back[at]
    return chain[::-1]


def step_score(before: Label, after: Label) -> int:
    """How well one label follows another: the next number is best, going back is unlikely."""
    if after.number == before.number + 1 or (after.number == before.number and after.part > before.part):
        return _NEXT
    return _LATER if after.number > before.number else _BACK
