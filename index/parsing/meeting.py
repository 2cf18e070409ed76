"""What a page says of its meeting: title, kind, theme and dates. A date it does not state is not guessed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from ..record import DateBasis, Meeting
from .lines import Line

MONTHS = (
    "january february march april may june july august september october november december".split()
)  # fmt: skip
_MONTH = "|".join(f"{month}|{month[:3]}" for month in MONTHS)
DATE = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?[\s-]*({_MONTH})[a-z]*[\s,-]*(\d{{4}}|\d{{2}})\b", re.I)
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_ONLY_DATE = re.compile(rf"(?:published:?\s*)?{_WEEKDAY}{DATE.pattern}\.?", re.I)
_HELD = re.compile(rf"\b(?:held|took place)\s+on\s+{_WEEKDAY}(?={DATE.pattern})", re.I)
_KIND = re.compile(r"\b((?!The )(?:[A-Z][a-z]+ ){1,3}(?:Meeting|Panel|Forum))s?\b")
_THEME = re.compile(r"(?:\bfocus(?:ing|ed)?\s+on|\breviewing|\bon|:|[-–—])\s+(.+)", re.I)
_LONGEST_TITLE = 200


def find_date(text: str) -> date | None:
    """The first day-month-year in a text; two-digit years are of this century. None if there is none."""
    for day, month, year in DATE.findall(text):
        number = [name[:3] for name in MONTHS].index(month[:3].lower()) + 1
        try:
            return date(int(year) + (2000 if len(year) == 2 else 0), number, int(day))
        except ValueError:
            continue
    return None


def date_in_address(url: str) -> date | None:
    """The date in a page's address ("…-31-march-2025", "pam3nov21"), if its last part holds one."""
    return find_date(re.sub(r"[-_]+", " ", re.sub(r"([a-z])(\d)", r"\1 \2", url.rstrip("/").rsplit("/", 1)[-1])))


def read_meeting(page_id: str, preamble: Sequence[Line]) -> Meeting:
    """The meeting as its page's preamble states it.

    Only the title, or a sentence that says when the meeting was held, dates it: other dates in a preamble
    are those of the next meeting. A date alone on its line is the day of publication.
    """
    title = _title(preamble)
    stated = find_date(title) if title else None
    for line in preamble:
        held = _HELD.search(line.text)
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
