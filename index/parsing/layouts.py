"""The layouts that a page may be in: each says which lines open questions and which open responses."""

from __future__ import annotations

import bisect
import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..record import AnsweredBy
from .asking import asked_of, is_attribution, tells_of_asking
from .blocks import is_prose, stands_alone
from .chain import Candidate, best_chain, score_labels
from .cues import SURE, asks, heading_score, is_item, is_question_line, opens_asking, response_lean
from .furniture import is_closing
from .keys import keyed
from .labels import Label
from .leads import led, quoted
from .markers import Marker, marker_of, numbers_of
from .named import answered_below
from .sheet import Layout, Sheet
from .tables import table
from .turns import turns

_LONGEST_TITLE = 80  # characters
_ALSO = re.compile(r"(?:(?:,|and|&|to|-)\s*\d{1,3}[).:]?\s*)+(?=\S)")
_OWN_WORDS = Marker(AnsweredBy.CONSTABULARY, frozenset(), 0)


def propose(sheet: Sheet) -> Iterator[Layout]:
    """Every layout that has something to stand on, in a fixed order."""
    families: dict[str, list[tuple[int, Label]]] = defaultdict(list)
    for at, label in sheet.labels.items():
        families[label.family].append((at, label))
    for family, found in sorted(families.items()):
        yield from _numbered(sheet, family, found)
        yield from _minuted(sheet, family, found)
        yield from answered_below(sheet, family, found)
    bullets = [
        (at, Label("", 0, "b", 2)) for at, line in enumerate(sheet.lines) if line.text.startswith(("• ", "- ", "* "))
    ]
    yield from _minuted(sheet, "b", bullets)
    yield from _reported(sheet)
    yield from keyed(sheet)
    yield from table(sheet)
    yield from turns(sheet)
    if sheet.worded:
        openers = tuple(_worded(sheet))
        yield Layout("worded", openers, sheet.markers, tuple(_sections(sheet, openers)))
    yield from led(sheet)
    yield from quoted(sheet)
    yield from _unlabelled(sheet)


def _numbered(sheet: Sheet, family: str, found: Sequence[tuple[int, Label]]) -> Iterator[Layout]:
    candidates = score_labels(sheet.lines, found, sheet.markers)
    chain = best_chain(candidates)
    if chain:
        yield Layout(f"numbered {family}", tuple(_with_supplements(sheet, _with_strays(sheet, chain))), sheet.markers)
    answers = dict(_answer_numbers(sheet, candidates))
    told = {number for marker in answers.values() for number in marker.labels}
    rest = [node for node in candidates if node.at not in answers]
    linked = {node.at for node in best_chain(rest)}
    asked = [node for node in rest if node.label.number in told or node.at in linked]
    once = len({node.label.number for node in asked}) == len(asked)
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
    for at, label in sheet.worded.items():
        place = bisect.bisect_left(chain, at, key=lambda node: node.at)
        if label.style == "ws" and place:
            before = chain[place - 1]
            nodes.append(Candidate(at, replace(label, text=f"{before.label.text} supplementary"), 3))
    return sorted(nodes, key=lambda node: node.at)


def _answer_numbers(sheet: Sheet, candidates: Sequence[Candidate]) -> Iterator[tuple[int, Marker]]:
    """Numbers that repeat those of a run of questions without responses above them, and so label responses."""
    run: list[int] = []
    last: int | None = None  # the last response's number, while responses are read
    before, style = 0, ""
    for node in candidates:
        number, text = node.label.number, sheet.lines[node.at].text[node.label.body :]
        if last is None and not (run and number == run[0]) and _is_answered(sheet, before, node.at):
            run = []
        if last is None and len(run) > 1 and number == run[0] and node.label.style == style and asks(text) < SURE:
            last = 0
        before = node.at
        if last is not None and number in run and number > last:
            more = _ALSO.match(text)
            numbers = numbers_of(more[0]) if more else frozenset()
            last = max([number, *numbers])
            body = node.label.body + (more.end() if more else 0)
            yield node.at, Marker(AnsweredBy.CONSTABULARY, numbers | {number}, body)
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


def _minuted(sheet: Sheet, family: str, found: Sequence[tuple[int, Label]]) -> Iterator[Layout]:
    """Minutes number what was asked and what was answered alike; such numbers are no question's label."""
    asked = {at for at, label in found if _tells(sheet, at, label)}
    openers = [Candidate(at, replace(label, text="", style="M"), 1) for at, label in found if at in asked]
    if not openers or len(asked) == len(found):
        return
    rest = {at: label for at, label in found if at not in asked and at > openers[0].at}
    ended = {at for at, label in rest.items() if is_closing(sheet.lines[at].text[label.body :])}
    ended |= {at for at, label in sheet.labels.items() if label.family != family and _is_shouted(sheet, at, label)}
    own = {at: _told(sheet.lines[at].text, label.body) for at, label in rest.items() if at not in ended}
    yield Layout(f"minutes {family}", tuple(openers), {**sheet.markers, **own}, tuple(sorted(ended)))


def _reported(sheet: Sheet) -> Iterator[Layout]:
    """Minutes without numbers: a paragraph that tells what somebody asked, and below it what was replied."""
    starts = [at for at, line in enumerate(sheet.lines) if line.text and _opens_paragraph(sheet, at)]
    asked = {at for at in starts if tells_of_asking(sheet.lines[at].text) and at not in sheet.worded}
    below = {after for at, after in itertools.pairwise(starts) if at in asked}
    own = {at: _told(sheet.lines[at].text, 0) for at in below - asked - set(sheet.markers)}
    if len(asked) > 1 and below - asked:
        nodes = (Candidate(at, Label("", 0, "M", 0), 1) for at in sorted(asked))
        yield Layout("minutes in prose", tuple(nodes), {**sheet.markers, **own})


def _opens_paragraph(sheet: Sheet, at: int) -> bool:
    return not sheet.spaced or at == 0 or not sheet.lines[at - 1].text


def _told(text: str, body: int) -> Marker:
    """The marker that a paragraph of minutes is behind its number; "The Chair replied: …" is no part of what was said."""
    found = marker_of(text[body:])
    hard = found is not None and not found.soft and found.body is not None
    return replace(found, body=found.body + body) if found and hard else replace(_OWN_WORDS, body=body)


def _is_shouted(sheet: Sheet, at: int, label: Label) -> bool:
    return sheet.lines[at].text[label.body :].isupper()


def _tells(sheet: Sheet, at: int, label: Label) -> bool:
    text = sheet.lines[at].text[label.body :]
    return asked_of(text) is not None or tells_of_asking(text)


def _worded(sheet: Sheet) -> Iterator[Candidate]:
    """Openers without a number; one right below another belongs to it ("Question 3 – Mr B" above "Question:")."""
    taken = -1
    for at, label in sheet.worded.items():
        above = sheet.text_above(at)
        if above is not None and above == taken:
            taken = at if label.body >= len(sheet.lines[at].text) else taken
            continue
        if label.body >= len(sheet.lines[at].text):
            taken = at
        known = sheet.labels.get(at)
        yield Candidate(at, replace(label, text=known.text, number=known.number) if known else label, 3)


def _unlabelled(sheet: Sheet) -> Iterator[Layout]:
    title = next((at for at, line in enumerate(sheet.lines) if line.text), -1)
    asked = [run for run in _question_lines(sheet) if run[0] != title]
    asked = sorted([*asked, *_titled_answers(sheet, asked)])
    if len(asked) > 1:
        after = {at: _below(sheet, last) for at, last in asked}
        own = {place: _OWN_WORDS for place in after.values() if place is not None and place not in sheet.markers}
        yield Layout(
            "asking lines", tuple(_plain_opener(sheet, at) for at, _ in asked), {**sheet.markers, **own}, inferred=True
        )
    hard = [at for at, marker in sheet.markers.items() if not marker.soft]
    if hard:
        above = sorted({place for at in hard if (place := _paragraph_above(sheet, at)) is not None})
        yield Layout("above markers", tuple(_plain_opener(sheet, at) for at in above), sheet.markers, inferred=True)


def _sections(sheet: Sheet, openers: Sequence[Candidate]) -> Iterator[int]:
    """Numbered headings of minutes that go on counting below the questions, and so end the last response."""
    first = openers[0].at if openers else 0
    for family in "nm":
        count = 0
        for at, label in sheet.labels.items():
            title = sheet.lines[at].text[label.body :]
            if label.family != family or not title[:1].isupper() or title[-1] in ".?;,:" or len(title) > _LONGEST_TITLE:
                continue
            if at < first:
                count = label.number
            elif count and label.number == count + 1:
                count += 1
                yield at


def _plain_opener(sheet: Sheet, at: int) -> Candidate:
    """An opener known by its words or its place, with the label that it happens to have."""
    label = sheet.labels.get(at)
    style = "?h" if _is_apart(sheet, at) else "?"
    return Candidate(at, label if label and label.family in "qn(" else Label("", 0, style, 0), 0)


def _below(sheet: Sheet, at: int) -> int | None:
    """The next line with words that does not only say who asked."""
    below = sheet.next_text(at)
    return sheet.next_text(below) if below is not None and is_attribution(sheet.lines[below].text) else below


def _question_lines(sheet: Sheet) -> list[tuple[int, int]]:
    """First and last line of each run of lines that only ask."""
    runs: list[tuple[int, int]] = []
    for at, line in enumerate(sheet.lines):
        if not (is_question_line(line.text) or (_is_apart(sheet, at) and opens_asking(line.text))) or is_closing(line.text):
            continue
        if runs and sheet.text_above(at) == runs[-1][1] and not (sheet.spaced and at - runs[-1][1] > 1):
            runs[-1] = (runs[-1][0], at)
        else:
            runs.append((at, at))
    return runs


def _titled_answers(sheet: Sheet, asked: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Headings with a response below among questions that stand as headings do: what they name is asked."""
    known = {at for at, _ in asked}
    if len(asked) > 2 and all(_is_apart(sheet, at) for at in known):
        for at in range(asked[0][0], asked[-1][0]):
            below = sheet.next_text(at)
            if sheet.lines[at].text and not {at, below} & known and stands_alone(sheet, at) and is_prose(sheet, below or at):
                yield at, at


def _is_apart(sheet: Sheet, at: int) -> bool:
    """Whether a line has blank lines round it."""
    around = sheet.lines[at - 1 : at] + sheet.lines[at + 1 : at + 2]
    return sheet.spaced and not any(line.text for line in around)


def _paragraph_above(sheet: Sheet, marker: int) -> int | None:
    """The first line of the paragraph above a marker; a list belongs to the line that introduces it."""
    first = sheet.text_above(marker)
    while first is not None and (is_item(sheet.lines[first].text) or is_attribution(sheet.lines[first].text)):
        first = sheet.text_above(first)
    if first is None or first in sheet.markers:
        return None
    while sheet.spaced and first > 0 and sheet.lines[first - 1].text and first - 1 not in {*sheet.markers, *sheet.fields}:
        first -= 1
    return first
