"""Layouts told by what opens paragraphs alike: an asker's name or area and a dash, quotation marks, or bullets."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence

from ..record import AnsweredBy
from .asking import is_attribution, lead_in
from .chain import Candidate
from .cues import BULLET, SURE, heading_score, is_item, leading_words
from .furniture import is_signature
from .labels import Label
from .lines import plain
from .markers import Marker
from .sheet import Layout, Sheet

_NAME_AND_COLON = re.compile(r"(?P<who>[A-Z][\w.']*(?:,? (?:[A-Z][\w.']*|of|from|in|and|the)){0,7}):\s+(?=\S)")
_PLACE_AND_COLON = re.compile(r"[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,3}:")
_OWN_WORDS = Marker(AnsweredBy.CONSTABULARY, frozenset(), 0)
_LONGEST = 60  # characters of a name
_DISTINCT = 20  # characters in which leads differ
_QUOTED = re.compile(r"\"[^\"]{8,}\"[.,]?(?: - [A-Z][\w', -]{2,40})?")


def led(sheet: Sheet) -> Iterator[Layout]:
    """Where askers' areas or names, each another, open paragraphs above markers ("High Peak – Why …")."""
    hard = [at for at, marker in sheet.markers.items() if not marker.soft]
    taken = {*sheet.markers, *sheet.labels, *sheet.fields}
    found = {at: body for at, line in enumerate(sheet.lines) if at not in taken and (body := _lead(line.text))}
    openers = _last_before_each(sorted(found), sorted(hard))
    names = {sheet.lines[at].text[: max(found[at], _DISTINCT)] for at in openers}
    if len(names) > 1 and len(names) * 2 > len(openers) and len(openers) * 3 > len(hard) * 2:
        nodes = (Candidate(at, Label("", 0, "wl", max(0, found[at])), 3) for at in openers)
        yield Layout("names first", tuple(nodes), sheet.markers)


def _lead(text: str) -> int:
    """How many characters of a line name the asker; -1 for a place, which stays for the page's style to tell."""
    if is_attribution(text) or _PLACE_AND_COLON.fullmatch(text[:_LONGEST]):
        return len(text)
    if leading_words(text):
        return -1
    found = _NAME_AND_COLON.match(plain(text[:200]))
    return found.end() if found else lead_in(text)


def _last_before_each(places: Sequence[int], markers: Sequence[int]) -> list[int]:
    """The nearest of the places above each marker and below the one before."""
    nearest = {bisect.bisect_left(markers, at): at for at in places}
    return [at for place, at in nearest.items() if place < len(markers)]


def quoted(sheet: Sheet) -> Iterator[Layout]:
    """Where paragraphs in quotation marks are answered by those below, as letters in a newsletter are."""
    lines = sheet.lines
    asked = [at for at, line in enumerate(lines) if _QUOTED.fullmatch(plain(line.text))]
    own: dict[int, Marker] = {}
    for at in asked:
        below = sheet.next_text(at)
        if below is not None and _is_signature(lines[below].text):
            below = sheet.next_text(below)
        if below is not None and below not in sheet.markers and below not in asked:
            own[below] = _OWN_WORDS
    ends = [at for at, line in enumerate(lines) if line.text.isupper() and len(line.text) > 4]
    if len(asked) > 1 and own:
        nodes = tuple(Candidate(at, Label("", 0, 'w"', 0), 3) for at in asked)
        yield Layout("in quotation marks", nodes, {**sheet.markers, **own}, tuple(ends), inferred=True)


def bulleted(sheet: Sheet) -> Iterator[Layout]:
    """Where items of a list ask, and an answer stands below each or some; a heading ends the list."""
    lines = sheet.lines
    bullets = {at: found.end() for at, line in enumerate(lines) if (found := BULLET.match(line.text))}
    hard = {at: marker for at, marker in sheet.markers.items() if not marker.soft}
    below = {at: sheet.next_text(at) for at in bullets}
    asked = [at for at, after in below.items() if "?" in lines[at].text or after in hard or at in sheet.worded]
    own = {at: hard.get(at, _OWN_WORDS) for at in below.values() if at is not None and at not in bullets}
    own = hard if any(at in hard for at in own) else own
    first = min(asked, default=0)
    ends = {at for at in bullets if at not in asked}
    ends |= {at for at, line in enumerate(lines) if at > first and at not in own and heading_score(line.text) >= SURE}
    if len(asked) > 1 and sum(after in own for after in below.values()) > 1:
        nodes = tuple(
            Candidate(at, Label("", 0, "b", sheet.worded[at].body if at in sheet.worded else bullets[at]), 3)
            for at in asked
        )
        yield Layout("bullets", nodes, own, tuple(sorted(ends)))


def _is_signature(text: str) -> bool:
    return is_attribution(text) or (not is_item(text[1:]) and is_signature(text))
