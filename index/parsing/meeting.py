"""What a page says of its meeting: title, kind, theme and dates. A date it does not state is not guessed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ..record import DateBasis, Meeting
from .dates import DATE, find_date
from .lines import Line

_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_ONLY_DATE = re.compile(rf"(?:published:?\s*)?{_WEEKDAY}{DATE.pattern}\.?", re.I)
_HELD = re.compile(rf"\b(?:held|took place)\s+on\s+{_WEEKDAY}(?={DATE.pattern})", re.I)
_COMING = re.compile(r"\bnext\b|\bwill be\b", re.I)
_KIND = re.compile(r"\b((?!The )(?:[A-Z][a-z]+ ){1,3}(?:Meeting|Panel|Forum))s?\b")
_THEME = re.compile(r"(?:\bfocus(?:ing|ed)?\s+on|\breviewing|\bon|:|[-–—])\s+(.+)", re.I)
_LONGEST_TITLE = 200


def read_meeting(page_id: str, preamble: Sequence[Line]) -> Meeting:
    """The meeting as its page's preamble states it.

    Only the title, or a sentence that says when the meeting was held, dates it: other dates in a preamble
    are those of the next meeting. A date alone on its line is the day of publication.
    """
    title = _title(preamble)
    stated = find_date(title) if title else None
    for line in preamble:
        held = None if _COMING.search(line.text) else _HELD.search(line.text)
        stated = stated or (find_date(line.text[held.end() :]) if held else None)
    kind = _kind(title, preamble)
    published = next((find_date(line.text) for line in preamble if _ONLY_DATE.fullmatch(line.text)), None)
    return Meeting(
        id=page_id,
        title=title or kind or "Meeting (title not stated)",
        kind=kind,
        theme=_theme(title, kind) if title else None,
        date=stated,
        date_basis=DateBasis.STATED if stated else DateBasis.UNKNOWN,
        published=published,
    )


def _title(preamble: Sequence[Line]) -> str | None:
    """The first line with words, unless it is a sentence or a date."""
    first = next((line.text for line in preamble if line.text), "")
    is_title = first and first[-1] not in ".?!:" and len(first) <= _LONGEST_TITLE and not _ONLY_DATE.fullmatch(first)
    return first if is_title else None


def _kind(title: str | None, preamble: Sequence[Line]) -> str | None:
    """The kind of meeting, from the title or else the one that the preamble names most."""
    in_title = _KIND.search(title or "")
    if in_title:
        return in_title[1]
    named = Counter(kind for line in preamble for kind in _KIND.findall(line.text))
    return named.most_common(1)[0][0] if named else None


def _theme(title: str, kind: str | None) -> str | None:
    """What a title says the meeting is about: after "focusing on", without the date in brackets."""
    rest = title.partition(kind)[2] if kind else ""
    found = _THEME.search(re.sub(rf"\s*\(?{_WEEKDAY}{DATE.pattern}\)?\s*$", "", rest, flags=re.I))
    return found[1].strip() if found else None
