"""Dates as pages write them."""

from __future__ import annotations

import re
from datetime import date

MONTHS = "January February March April May June July August September October November December".split()
MONTH = "|".join(f"{month}|{month[:3]}" for month in MONTHS)
DATE = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?[\s-]*({MONTH}|Sept)\b\.?[\s,-]*(\d{{4}}|\d{{2}})\b", re.I)
_IN_ADDRESS = re.compile(rf"(\d{{1,2}})({MONTH}|Sept)(\d{{4}}|\d{{2}})$", re.I)


def find_date(text: str) -> date | None:
    """The first day-month-year in a text; two-digit years are of this century. None if there is none."""
    for day, month, year in DATE.findall(text):
        number = [name[:3] for name in MONTHS].index(month[:3].title()) + 1
        try:
            return date(int(year) + (2000 if len(year) == 2 else 0), number, int(day))
        except ValueError:
            continue
    return None


def date_in_address(url: str) -> date | None:
    """The date in a page's address ("…-31-march-2025", "pam3nov21"), if its last part holds one."""
    last = url.rstrip("/").rsplit("/", 1)[-1]
    return find_date(re.sub(r"[-_]+", " ", _IN_ADDRESS.sub(r" \1 \2 \3", last)))
