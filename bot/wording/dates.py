"""Dates as people read them."""

from __future__ import annotations

import datetime as dt


def day(date: dt.date) -> str:
    """ "6 October 2022"."""
    return f"{date.day} {date:%B %Y}"
