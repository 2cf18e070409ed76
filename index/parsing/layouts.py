"""The layouts that a page may be in: each says which lines open questions and which open responses."""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..record import AnsweredBy
from .asking import is_turn, tells_of_asking
from .chain import Candidate, best_chain, score_labels
from .cues import BULLET, SURE, asks, heading_score, response_lean
from .keys import keyed
from .labels import Label
from .leads import bulleted, led, quoted
from .markers import Marker, numbers_of
from .minutes import minuted, reported
from .named import answered_below
from .sheet import Layout, Sheet
from .tables import table
from .turns import turns
from .unlabelled import unlabelled

_ALSO = re.compile(r"(?:(?:,|and|&|to|-)\s*\d{1,3}[).:]?\s*)+(?=\S)")


def propose(sheet: Sheet) -> Iterator[Layout]:
    """Every layout that has something to stand on, in a fixed order."""
    turned = {at for at, line in enumerate(sheet.lines) if is_turn(line.text)}
    for layout in _layouts(sheet):
        ends = {*turned, *sheet.items} if not layout.rows else set()
        yield replace(layout, breaks=tuple(sorted({*layout.breaks, *ends})))


def _layouts(sheet: Sheet) -> Iterator[Layout]:
    families: dict[str, list[tuple[int, Label]]] = defaultdict(list)
    for at, label in sheet.labels.items():
        families[label.family].append((at, label))
    for family, found in sorted(families.items()):
        yield from _numbered(sheet, family, found)
        yield from minuted(sheet, family, found)
        yield from answered_below(sheet, family, found)
    bullets = [(at, Label("", 0, "b", 2)) for at, line in enumerate(sheet.lines) if BULLET.match(line.text)]
    yield from minuted(sheet, "b", bullets)
    yield from bulleted(sheet)
    yield from reported(sheet)
    yield from keyed(sheet)
    yield from table(sheet)
    yield from turns(sheet)
    if sheet.worded:
        yield Layout("worded", tuple(_worded(sheet)), sheet.markers)
    yield from led(sheet)
    yield from quoted(sheet)
    yield from unlabelled(sheet)


def _numbered(sheet: Sheet, family: str, found: Sequence[tuple[int, Label]]) -> Iterator[Layout]:
    candidates = score_labels(sheet.lines, found, sheet.markers)
    chain = best_chain(candidates)
    if chain:
        yield Layout(f"numbered {family}", tuple(_with_supplements(sheet, _with_strays(sheet, chain))), sheet.markers)
    answers = dict(_answer_numbers(sheet, candidates))
    told = {number for marker in answers.values() for number in marker.labels}
    rest = [node for node in candidates if node.at not in answers]
    linked = {node.at for node in best_chain(rest)}
    asked = [node for node in rest if node.label.key in told or node.at in linked]
    once = len({node.label.key for node in asked}) == len(asked)
    if answers and asked and once and family != "m":
        yield Layout(
            f"apart {family}",
            tuple(asked),
            {**sheet.markers, **answers},
            tuple(_lead_overs(sheet, answers)),
            apart=True,
        )


def _lead_overs(sheet: Sheet, answers: Iterable[int]) -> Iterator[int]:
    """The heading above the first of the responses."""
    above = sheet.text_above(min(answers, default=0))
    if above is not None and above not in sheet.markers and heading_score(sheet.lines[above].text) > 0:
        yield above


def _with_strays(sheet: Sheet, chain: Sequence[Candidate]) -> list[Candidate]:
    """The chain with labels written another way that fill its gaps ("7 How …" between "6, …" and "8, …")."""
    family = chain[0].label.family
    strays = [Candidate(at, label, 0) for at, label in sheet.labels.items() if label.family != family]
    nodes = list(chain)
    for node in strays:
        place = bisect.bisect_left(chain, node.at, key=lambda other: other.at)
        low = chain[place - 1].label.number if place else 0
        high = chain[place].label.number if place < len(chain) else low + 2
        if low < node.label.number < high and asks(sheet.lines[node.at].text[node.label.body :]) >= SURE:
            nodes.append(node)
    return sorted(nodes, key=lambda node: node.at)


def _with_supplements(sheet: Sheet, chain: Sequence[Candidate]) -> list[Candidate]:
    """The chain with the supplementary questions that stand without a number below a question."""
    nodes = list(chain)
    for at in _supplements(sheet):
        place = bisect.bisect_left(chain, at, key=lambda node: node.at)
        if place and at != chain[place - 1].at and at not in {node.at for node in chain[place : place + 1]}:
            label = sheet.worded.get(at, Label("", 0, "ws", 0))
            nodes.append(Candidate(at, replace(label, text=f"{chain[place - 1].label.text} supplementary"), 3))
    return sorted(nodes, key=lambda node: node.at)


def _supplements(sheet: Sheet) -> Iterator[int]:
    """Lines that say "supplementary", or tell what was asked, with a paragraph of what was replied right below."""
    yield from (at for at, label in sheet.worded.items() if label.style == "ws")
    known = {*sheet.worded, *sheet.markers, *sheet.labels}
    for at in (at for at, marker in sheet.markers.items() if marker.soft):
        above = sheet.text_above(at)
        if above is None or above in known:
            continue
        if sheet.lines[above].number < sheet.lines[at].number and tells_of_asking(sheet.lines[above].text):
            yield above


def _answer_numbers(sheet: Sheet, candidates: Sequence[Candidate]) -> Iterator[tuple[int, Marker]]:
    """Numbers that repeat those of a run of questions without responses above them, and so label responses."""
    run: list[tuple[int, str]] = []
    last: tuple[int, str] | None = None  # the last response's number, while responses are read
    before, style = 0, ""
    for node in candidates:
        number, text = (node.label.number, node.label.part), sheet.lines[node.at].text[node.label.body :]
        if last is None and not (run and number == run[0]) and _is_answered(sheet, before, node.at):
            run = []
        if last is None and len(run) > 1 and number == run[0] and node.label.style == style and asks(text) < SURE:
            last = (0, "")
        before = node.at
        if last is not None and number in run and number > last:
            more = _ALSO.match(text)
            numbers = numbers_of(more[0]) if more else frozenset()
            last = max([number, *((other, "") for other in numbers)])
            body = node.label.body + (more.end() if more else 0)
            yield node.at, Marker(AnsweredBy.CONSTABULARY, numbers | {node.label.key}, body)
            continue
        if last is not None or (run and number <= run[-1]):
            run, last = [], None
        style = style if run else node.label.style
        run.append(number)


def _is_answered(sheet: Sheet, before: int, at: int) -> bool:
    """Whether a response stands between two labels; a marker right above the second heads all responses."""
    between = range(before + 1, at)
    return any(
        (k in sheet.markers and sheet.next_text(k) != at)
        or (k not in sheet.markers and response_lean(sheet.lines[k].text) > 1 and not asks(sheet.lines[k].text))
        for k in between
        if sheet.lines[k].text
    )


def _worded(sheet: Sheet) -> Iterator[Candidate]:
    """Openers without a number; one right below another belongs to it ("Question 3 – Mr B" above "Question:")."""
    taken, name = -1, ""
    supplements = dict.fromkeys(_supplements(sheet), Label("", 0, "ws", 0))
    for at, label in sorted({**supplements, **sheet.worded}.items()):
        above = sheet.text_above(at)
        if above is not None and above == taken:
            taken = at if label.body >= len(sheet.lines[at].text) else taken
            continue
        if label.body >= len(sheet.lines[at].text):
            taken = at
        known = sheet.labels.get(at)
        if label.style == "ws" and name:
            known = Label(f"{name} supplementary", 0, "ws", 0)
        else:
            name = known.text if known else ""
        yield Candidate(at, replace(label, text=known.text, number=known.number) if known else label, 3)
