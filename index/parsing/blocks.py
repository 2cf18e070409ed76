"""A page cut at the lines that open questions: each with its label, the headings above it and where it ends."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..record import AnsweredBy
from .asking import is_attribution
from .cues import SURE, heading_score, is_item, topic_name
from .furniture import is_furniture
from .heads import head_above
from .labels import Label
from .markers import Marker
from .questions import Wording
from .sheet import Layout, Sheet

SHORT = 10
"""Words that a heading or a lead-over has at most."""
_CONTENTS = 60  # lines above the first question among which a list of contents may be


@dataclass(slots=True)
class Block:
    """One question and its response, as lines (first, one past the last) and as offsets into the page."""

    label: Label
    name: str
    top: int
    at: int
    stop: int
    question: tuple[int, int]
    topic: str | None
    wording: Wording | None = None
    marker: Marker | None = None
    response: tuple[int, int] | None = None
    """Lines of the response."""
    start: int = 0
    speakers: set[AnsweredBy] = field(default_factory=set)
    shares: str = ""
    """The name of the question whose response this one was given."""
    area: str | None = None


@dataclass(slots=True)
class Fit:
    """A layout's reading of a page; the higher its score, the more of the page it explains."""

    layout: Layout
    blocks: list[Block]
    headings: set[int] = field(default_factory=set)
    left_out: set[int] = field(default_factory=set)
    doubts: list[tuple[int, str]] = field(default_factory=list)
    score: float = 0


def cut(sheet: Sheet, layout: Layout) -> Fit:
    """Cut the page at the layout's openers."""
    found = Fit(layout, [])
    topic, floor, title = None, 0, sheet.next_text(-1) or 0
    for place, node in enumerate(layout.openers):
        label = node.label
        head = head_above(sheet, node.at, floor) if not label.text or label.family == "?" else None
        top = head.top if head else node.at
        if layout.rows and (row := _last_between(layout.breaks, floor, top + 1)) is not None:
            top = row
        elif not any_between(layout.breaks, floor, top):
            top, topic = _headings_above(sheet, top, floor, title, topic, found)
        if found.blocks:
            found.blocks[-1].stop = top
        name = label.text or (head.label if head else "") or str(place + 1)
        if head and not label.number:
            label = Label(head.label, head.number, label.style, label.body)
        own = head.topic if head and head.topic else topic
        block = Block(label, name, top, node.at, len(sheet.lines), (node.at, node.at), own)
        block.area = head.area if head else None
        found.blocks.append(block)
        floor = node.at + 1
    return found


def _last_between(places: Sequence[int], first: int, stop: int) -> int | None:
    at = bisect.bisect_left(places, stop) - 1
    return places[at] if at >= 0 and places[at] >= first else None


def any_between(places: Sequence[int], first: int, stop: int) -> bool:
    """Whether one of the ordered places is from `first` on and before `stop`."""
    at = bisect.bisect_left(places, first)
    return at < len(places) and places[at] < stop


def _headings_above(
    sheet: Sheet, at: int, floor: int, title: int, topic: str | None, found: Fit
) -> tuple[int, str | None]:
    """Mark the headings right above a question; returns where they begin, and the topic that holds from here on."""
    lines = sheet.lines
    nearest, marked, furnished, top = None, 0, False, at
    first = found.layout.openers[0].at
    contents = {line.text for line in lines[: min(first, _CONTENTS)]} if floor else set()
    for above in range(at - 1, max(floor, title + 1) - 1, -1):
        text = lines[above].text
        if not text:
            continue
        if is_furniture(text):
            found.left_out.add(above)
            furnished = True
            continue
        if (
            above in sheet.markers
            or furnished  # what stands above the site's own words belongs to the response there
            or (heading_score(text) < SURE and _is_all_of_response(sheet, found.layout, above))
            or not (
                heading_score(text) >= SURE
                or _introduces(text)
                or (above > first and text in contents)
                or stands_alone(sheet, above)
                or (not marked and _stands_out(sheet, above))
            )
            or marked == 2
        ):
            break
        if sheet.spaced and lines[above - 1].text and above > floor:
            break  # on a page with blank lines, a line that follows text directly is the end of it
        found.headings.add(above)
        marked, top = marked + 1, above
        nearest = nearest or (None if _introduces(text) else text)
    return top, topic_name(nearest) if nearest else topic


def _stands_out(sheet: Sheet, at: int) -> bool:
    """Whether a short line without a full stop stands below a sentence, on a page without blank lines."""
    text, above = sheet.lines[at].text, sheet.lines[at - 1].text
    return not sheet.spaced and heading_score(text) > 0 and text[0].isupper() and above[-1:] in (".", "?", "!")


def _is_all_of_response(sheet: Sheet, layout: Layout, at: int) -> bool:
    """Whether nothing but a marker stands above a line, so that it is the response."""
    above = sheet.text_above(at)
    return above is not None and above in layout.markers and layout.markers[above].body is None


def _introduces(text: str) -> bool:
    """Whether a line only leads over to the question below it ("For the last five years:")."""
    return text.endswith(":") and len(text.split()) <= SHORT


def stands_alone(sheet: Sheet, at: int) -> bool:
    """Whether a short line without a full stop has blank lines round it, as a heading has."""
    text, lines = sheet.lines[at].text, sheet.lines
    around = at > 0 and not lines[at - 1].text and (at + 1 == len(lines) or not lines[at + 1].text)
    plain_end = " | " not in text and text[-1] not in ".?!;:,”\"'’" and not is_item(text) and not is_attribution(text)
    return sheet.spaced and around and plain_end and len(text.split()) <= SHORT and text[0].isupper()


def is_prose(sheet: Sheet, at: int) -> bool:
    """Whether a line is a sentence or more, too long for a heading."""
    text = sheet.lines[at].text
    return text[-1] == "." and len(text.split()) > SHORT
