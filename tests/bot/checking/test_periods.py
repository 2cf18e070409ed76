from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.checking.agreeing import agree, covers
from bot.checking.periods import Period, Relative, find_periods

HELD = dt.date(2023, 3, 21)


def only(text: str) -> Period:
    found = find_periods(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on 6 July 2022", (2022, 7, 6), (2022, 7, 6)),
        ("on 15th November", (None, 11, 15), (None, 11, 15)),
        ("in July 2022", (2022, 7, None), (2022, 7, None)),
        ("Since April 21, the force", (2021, 4, None), (2021, 4, None)),
        ("in MARCH 2023", (2023, 3, None), (2023, 3, None)),
        ("during 2022", (2022, None, None), (2022, None, None)),
        ("in 2021/22", (2021, 4, None), (2022, 3, None)),
        ("the Plan 2021/2025", (2021, None, None), (2025, None, None)),
        ("the late 1990’s", (1990, None, None), (1999, None, None)),
        ("from August 2023 to September 2024", (2023, 8, None), (2024, 9, None)),
        ("across the month of December.", (None, 12, None), (None, 12, None)),
    ],
)
def test_an_absolute_period_is_read(text: str, first: tuple, last: tuple) -> None:
    found = only(text)
    assert (found.first, found.last, found.relative) == (first, last, None)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    ("text", "relative"),
    [
        ("last year", Relative(-1, 365.25)),
        ("in the last ten weeks", Relative(-1, 70.0)),
        ("in the past half year", Relative(-1, 182.625)),
        ("over the coming months", Relative(1)),
        ("this year", Relative(0, 365.25)),
        ("by the end of the year", Relative(0, 0.0, "end of year")),
        ("for the summer", Relative(0, 0.0, "summer")),
        ("from Springtime onwards", Relative(0, 0.0, "spring")),
        ("last winter", Relative(-1, 0.0, "winter")),
    ],
)
def test_a_relative_period_is_read(text: str, relative: Relative) -> None:
    assert only(text).relative == relative


def test_may_and_march_are_words_too() -> None:
    assert find_periods("It may be that March Hare Lane will march on.") == []


@pytest.mark.parametrize(
    ("draft", "record", "same"),
    [
        ("July 2022", "6 July 2022", True),
        ("2022", "July 2022", True),
        ("2021", "2022", False),
        ("25th November", "15th November", False),
        ("in December", "in December 2024", True),
        ("August 2022 to September 2024", "August 2023 to September 2024", False),
        ("2022", "2021/2025", True),
        ("2022", "last year", True),
        ("2019", "last year", False),
        ("2023", "this year", True),
        ("2024", "next 12 months", True),
        ("2026", "next 12 months", False),
        ("December 2023", "end of the year", True),
        ("July 2023", "the summer", True),
        ("July 2023", "last winter", False),
        ("2022", "last few years", None),
        ("last year", "2022", None),
        ("last year", "last 12 months", True),
        ("last six months", "last twelve months", False),
        ("next year", "this year", False),
        ("the end of the month", "the end of the year", False),
        ("coming months", "next month", None),
        ("2022", "next 99999999999 years", None),
    ],
)
def test_periods_agree_where_they_can_be_the_same(draft: str, record: str, same: bool | None) -> None:
    assert agree(only(draft), only(record), HELD) is same


def test_without_a_meetings_date_relative_periods_are_not_set_against_dates() -> None:
    assert agree(only("2019"), only("last year"), None) is None


@pytest.mark.parametrize(("text", "inside"), [("2023", True), ("2022", False), ("in March", True), ("3 May", False)])
def test_a_period_covers_a_date_or_not(text: str, inside: bool) -> None:
    assert covers(only(text), HELD) is inside


_WRITTEN = st.lists(st.sampled_from("31 February 2022 to until/22 last 99 years March 2021 - end of the year".split()))


@given(_WRITTEN.map(" ".join), _WRITTEN.map(" ".join))
@settings(deadline=None)
def test_any_two_periods_can_be_compared(one: str, other: str) -> None:
    for draft in find_periods(one):
        for record in find_periods(other):
            assert agree(draft, record, HELD) in (True, False, None)
