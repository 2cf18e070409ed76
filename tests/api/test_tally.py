from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest

from api.tally import Tally

DAY = dt.date(2026, 11, 22)
MONTH = DAY.replace(day=1)


def test_answers_are_counted_by_month_until_they_are_taken() -> None:
    tally = Tally()
    tally.add(["a", "b"], DAY)
    tally.add(["a"], DAY.replace(day=3))
    tally.add(["a"], DAY.replace(month=12))
    assert tally.take() == {("a", MONTH): 2, ("b", MONTH): 1, ("a", dt.date(2026, 12, 1)): 1}
    assert tally.take() == {}


def test_what_is_put_back_adds_to_what_was_counted_since() -> None:
    tally = Tally()
    tally.add(["a"], DAY)
    taken = tally.take()
    tally.add(["a"], DAY)
    tally.put_back(taken)
    assert tally.take() == {("a", MONTH): 2}


def test_no_more_is_remembered_than_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.tally._MOST", 2)
    tally = Tally()
    tally.add(["a", "b", "c", "a"], DAY)
    assert tally.take() == {("a", MONTH): 2, ("b", MONTH): 1}


def test_many_count_at_once_and_nothing_is_lost() -> None:
    tally = Tally()
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: tally.add(["a"], DAY), range(800)))
    assert tally.take() == {("a", MONTH): 800}
