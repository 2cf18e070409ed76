"""Minutes: paragraphs, numbered or not, that tell what was asked and what was said."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..record import AnsweredBy
from .asking import asked_of, tells_of_asking
from .chain import Candidate
from .cues import BULLET
from .furniture import is_closing
from .labels import Label
from .markers import Marker, marker_of
from .sheet import Layout, Sheet

_OWN_WORDS = Marker(AnsweredBy.CONSTABULARY, frozenset(), 0)


def minuted(sheet: Sheet, family: str, found: Sequence[tuple[int, Label]]) -> Iterator[Layout]:
    """Minutes number what was asked and what was answered alike; such numbers are no question's label."""
    asked = {at for at, label in found if _tells(sheet, at, label)}
    openers = [Candidate(at, replace(label, text="", style="M"), 1) for at, label in found if at in asked]
    if not openers or len(asked) == len(found):
        return
    rest = {at: label for at, label in found if at not in asked and at > openers[0].at}
    whole = {after for (at, _), (after, _) in itertools.pairwise(found) if at in asked and _is_answered(sheet, at)}
    ended = {at for at, label in rest.items() if at in whole or is_closing(sheet.lines[at].text[label.body :])}
    own = {at: _told(sheet.lines[at].text, label.body) for at, label in rest.items() if at not in ended}
    yield Layout(f"minutes {family}", tuple(openers), {**sheet.markers, **own}, tuple(sorted(ended)))


def _is_answered(sheet: Sheet, at: int) -> bool:
    """Whether a paragraph that tells what was asked goes on to tell what was replied."""
    return at + 1 in sheet.markers and sheet.lines[at + 1].number == sheet.lines[at].number


def reported(sheet: Sheet) -> Iterator[Layout]:
    """Minutes without numbers: a paragraph that tells what somebody asked, and below it what was replied."""
    starts = [at for at, line in enumerate(sheet.lines) if line.text and _opens_paragraph(sheet, at)]
    led = _led(sheet)
    asked = {at for at in starts if at not in led and tells_of_asking(sheet.lines[at].text)}
    below = {after for at, after in itertools.pairwise(starts) if at in asked and sheet.next_text(at) == after}
    own = {at: _told(sheet.lines[at].text, 0) for at in below - asked - set(sheet.markers)}
    if len(asked) > 1:
        bodies = {at: found.end() if (found := BULLET.match(sheet.lines[at].text)) else 0 for at in sorted(asked)}
        nodes = (Candidate(at, Label("", 0, "M", body), 1) for at, body in bodies.items())
        yield Layout("minutes in prose", tuple(nodes), {**sheet.markers, **own})


def _led(sheet: Sheet) -> set[int]:
    """Lines below words that open a question, and no answer between."""
    opened, led = False, set[int]()
    for at in range(len(sheet.lines)):
        opened = at not in sheet.markers and (opened or at in sheet.worded)
        led |= {at} if opened else set()
    return led


def _opens_paragraph(sheet: Sheet, at: int) -> bool:
    return not sheet.spaced or at == 0 or not sheet.lines[at - 1].text


def _told(text: str, body: int) -> Marker:
    """The marker that a paragraph of minutes is behind its number; "The Chair replied:" is no part of what was said."""
    found = marker_of(text[body:])
    if found is None or found.soft or found.body is None:
        return replace(_OWN_WORDS, body=body)
    return replace(found, body=found.body + body)


def _tells(sheet: Sheet, at: int, label: Label) -> bool:
    text = sheet.lines[at].text[label.body :]
    return asked_of(text) is not None or tells_of_asking(text)
