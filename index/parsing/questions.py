"""Where a question's own words begin and end among its lines: without label, asker, date and quotation marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .asking import area_of, asked_of, is_attribution, lead_in, leads_over
from .cues import asks, is_place
from .furniture import is_furniture, is_note
from .lines import Line
from .sheet import Sheet

_QUOTES = {'"': '"', "“": "”", "‘": "’", "'": "'"}


@dataclass(frozen=True, slots=True)
class Wording:
    """Offsets of a question's words in the page, and the asker's area if a line of its own gives it."""

    start: int
    end: int
    area: str | None
    lines: tuple[int, int]
    """The first and the last line of it."""


def wording_of(sheet: Sheet, at: int, body: int, stop: int) -> Wording | None:
    """The question that begins at character `body` of line `at` and ends before line `stop`."""
    lines = sheet.lines
    places = [k for k in range(at, stop) if lines[k].text and (k > at or body < len(lines[k].text))]
    if not places:
        return None
    notes = (
        place for place, k in enumerate(places) if place and is_note(lines[k].text) and lines[k].text[0] not in "[("
    )
    places = places[: next(notes, len(places))]
    first, start, area = _head(sheet, places, body if places[0] == at else 0)
    last, below = _tail(sheet, places, first)
    end = lines[places[last]].end
    return Wording(*unquoted(lines, places[first : last + 1], start, end), area or below, (places[first], places[last]))


def first_words(sheet: Sheet, at: int, body: int, stop: int) -> int:
    """The line on which a question's own words begin."""
    lines = sheet.lines
    places = [k for k in range(at, stop) if lines[k].text and (k > at or body < len(lines[k].text))]
    return places[_head(sheet, places, body if places[0] == at else 0)[0]] if places else at


def _head(sheet: Sheet, places: Sequence[int], body: int) -> tuple[int, int, str | None]:
    """Skip what stands before the question: askers, dates, "Question:"."""
    area, lines, named = None, sheet.lines, False
    for place, at in enumerate(places):
        if at in sheet.fields and (place or not body):
            continue
        offset = body if place == 0 else 0
        while text := lines[at].text[offset:]:
            skip = _introduction(text)
            if named and place < len(places) - 1 and is_place(text):
                skip = len(text)
            named = skip >= len(text)
            quoted = text.count("“") > text.count("”") or _quotes_within(lines, places[place + 1 :])
            if skip == 0 or (skip >= len(text) and quoted):
                return place, lines[at].start + offset, area
            area = area or area_of(text[:skip])
            offset += skip
    return 0, lines[places[0]].start + body, None


def _quotes_within(lines: Sequence[Line], places: Sequence[int]) -> bool:
    """Whether a quotation opens what is left of a question and closes before its end."""
    text = "\n".join(lines[at].text for at in places)
    return text.startswith("“") and "”" in text[:-1]


def _introduction(text: str) -> int:
    """How many characters of a text only introduce a question."""
    if is_attribution(text):
        return len(text)
    word = asked_of(text)
    skip = word.body if word else lead_in(text)
    return skip + len(text[skip:]) - len(text[skip:].lstrip())


def _tail(sheet: Sheet, places: Sequence[int], first: int) -> tuple[int, str | None]:
    last, area = len(places) - 1, None
    while last > first and _says_who(sheet, places[last]):
        area = area or area_of(sheet.lines[places[last]].text)
        last -= 1
    return last, area


def _says_who(sheet: Sheet, at: int) -> bool:
    text = sheet.lines[at].text
    names = (is_attribution(text) and not sheet.is_listed(at)) or leads_over(text)
    return at in sheet.fields or is_furniture(text) or (names and not asks(text))


def unquoted(lines: Sequence[Line], places: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """Without the quotation marks that a whole question stands in."""
    head, foot = lines[places[0]], lines[places[-1]]
    opening, closing = head.text[start - head.start], foot.text[-1]
    text = "".join(lines[at].text for at in places)
    inside = text.count(opening)
    if opening in '“"' and closing not in '”"' and "”" not in text and inside == 1:
        return start + 1, end  # never closed
    if closing == "”" and "“" not in text and text.count(closing) == 1:
        return start, end - 1  # never opened
    if _QUOTES.get(opening) != closing or end - start < 3:
        return start, end
    if opening == "'":
        return (start + 1, end - 1) if " '" not in text else (start, end)
    whole = inside == 2 if opening == closing else inside == 1 if opening == "‘" else text.count(closing) == 1
    return (start + 1, end - 1) if whole else (start, end)
