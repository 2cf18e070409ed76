from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.freshness import age_in_words, freshness
from index import Ageing, AgeingKind, Meeting
from tests.bot.answering.stand_ins import an_answer

REASON = Ageing(3, 10, "at once", AgeingKind.RELATIVE_TIME)


@pytest.mark.parametrize(
    ("then", "today", "words"),
    [
        ("2025-03-31", "2025-03-31", "today"),
        ("2025-03-31", "2025-04-01", "1 day ago"),
        ("2025-03-31", "2025-04-02", "2 days ago"),
        ("2025-03-31", "2025-04-30", "30 days ago"),
        ("2025-03-31", "2025-05-01", "1 month ago"),
        ("2025-01-31", "2025-02-28", "28 days ago"),
        ("2025-01-31", "2025-03-01", "1 month ago"),
        ("2025-01-15", "2025-02-14", "30 days ago"),
        ("2025-01-15", "2025-02-15", "1 month ago"),
        ("2024-12-31", "2025-01-01", "1 day ago"),
        ("2024-07-06", "2025-07-05", "11 months ago"),
        ("2024-07-06", "2025-07-06", "1 year ago"),
        ("2022-07-06", "2026-03-06", "3 years and 8 months ago"),
        ("2022-07-06", "2024-08-06", "2 years and 1 month ago"),
        ("2024-02-29", "2025-02-28", "11 months ago"),
        ("2024-02-29", "2025-03-01", "1 year ago"),
        ("2024-02-29", "2028-02-29", "4 years ago"),
        ("2024-02-28", "2024-02-29", "1 day ago"),
        ("0001-01-01", "9999-12-31", "9998 years and 11 months ago"),
    ],
)
def test_age_is_said_in_whole_months(then: str, today: str, words: str) -> None:
    assert age_in_words(dt.date.fromisoformat(then), dt.date.fromisoformat(today)) == words


def test_a_date_ahead_is_said_as_such() -> None:
    assert age_in_words(dt.date(2025, 4, 1), dt.date(2025, 3, 31)) == "date lies ahead"


@given(st.dates(), st.dates())
def test_any_two_dates_have_an_age(then: dt.date, today: dt.date) -> None:
    words = age_in_words(then, today)
    assert (words == "date lies ahead") is (then > today)
    assert (words == "today") is (then == today)
    assert "-" not in words
    assert not words.startswith("0 ")


@pytest.mark.parametrize(("days", "stale"), [(0, False), (364, False), (365, True), (2000, True)])
def test_an_answer_is_stale_from_so_many_days_on(days: int, stale: bool) -> None:
    meeting = Meeting("page", "A meeting", date=dt.date(2025, 3, 31))
    today = dt.date(2025, 3, 31) + dt.timedelta(days)
    assert freshness(an_answer(), meeting, today, 365).stale is stale


def test_a_date_ahead_is_not_stale() -> None:
    meeting = Meeting("page", "A meeting", date=dt.date(2025, 3, 31))
    assert not freshness(an_answer(), meeting, dt.date(2025, 3, 1), 365).stale


def test_an_unknown_date_counts_as_old() -> None:
    found = freshness(an_answer(ageing=(REASON,)), Meeting("page", "A meeting"), dt.date(2025, 3, 31), 365)
    assert (found.age, found.stale, found.reasons) == ("date not known", True, (REASON,))


def test_phrases_that_age_are_kept_with_a_known_date() -> None:
    meeting = Meeting("page", "A meeting", date=dt.date(2025, 3, 31))
    assert freshness(an_answer(ageing=(REASON,)), meeting, dt.date(2025, 3, 31), 365).reasons == (REASON,)
