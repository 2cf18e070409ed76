"""The lines above a question that label it or say who asked ("Reference: FOI 12/25", "1 From Councillor T")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .asking import area_of, is_attribution
from .cues import heading_score, topic_name
from .lines import plain
from .sheet import Sheet

_REFERENCE = re.compile(
    r"(?:(?:ref(?:erence)?(?: (?:no\.?|number))?|foi(?: (?:ref(?:erence)?|no\.?))?|case|request)\s*[:.]?\s+)?"
    r"(?!\d\d?/\d\d?/\d{2,4}\b|(?:19|20)\d\d[/-]\d\d\b)"  # a date or a year
    r"(?P<label>(?:[A-Z]{2,6}[ /-]?)?\d{2,6}(?:[/-]\d{2,6})+|[A-Z]{2,6}[ /-]\d{3,6}|[A-Z]{2,6}\d{3,6})"
    r"(?:\s*[-:]+\s*(?P<title>.+)|\s+\(.*\))?",
    re.I,
)
_FIELD = re.compile(r"[A-Z][\w ]{1,25}:\s+\S[^?]{0,90}")
_SUBJECT = re.compile(r"(?:subject|topic|theme|title|re):\s+(?P<title>.+)", re.I)
_LONGEST, _MOST = 120, 6


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above a question: its first line, label and number if it has them, area and topic."""

    top: int
    label: str = ""
    number: int = 0
    area: str | None = None
    topic: str | None = None


def head_above(sheet: Sheet, at: int, floor: int) -> Head | None:
    """The lines right above an opener that belong to it, as far up as one labels it or all say who asks."""
    area, topic, top, says = None, None, at, at
    labelled: Head | None = None
    above = sheet.text_above(at)
    for _ in range(_MOST):
        if above is None or above < floor or above in sheet.markers or not _belongs(sheet, above):
            break
        text = sheet.lines[above].text
        says = above if is_attribution(text) and says == top else says
        top = above
        area = area or (area_of(text) if is_attribution(text) else None)
        subject = _SUBJECT.fullmatch(plain(text))
        topic = topic or (text[subject.start("title") :] if subject else None)
        named = _label(sheet, above)
        if named:
            labelled = Head(above, named[0], named[1], area or area_of(text), topic or named[2])
            break
        above = sheet.text_above(above)
    if labelled:
        return labelled
    return Head(says, area=area, topic=topic) if says < at else None


def _belongs(sheet: Sheet, at: int) -> bool:
    text = plain(sheet.lines[at].text)
    if len(text) > _LONGEST or sheet.is_listed(at):
        return False
    return _label(sheet, at) is not None or is_attribution(text) or _FIELD.fullmatch(text) is not None


def _label(sheet: Sheet, at: int) -> tuple[str, int, str | None] | None:
    """A line that is a label and no more than a name or a title."""
    text = sheet.lines[at].text
    reference = _REFERENCE.fullmatch(plain(text))
    if reference:
        title = text[reference.start("title") :] if reference["title"] else None
        return text[slice(*reference.span("label"))], 0, title
    label = sheet.labels.get(at)
    if label is None or label.family in "lr":
        return None
    body = text[label.body :]
    if not body or is_attribution(body):
        return label.text, label.number, None
    titled = label.family == "q" and "?" not in body and heading_score(body) >= 1
    return (label.text, label.number, topic_name(body)) if titled else None
