from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.checking.figures import Figure, find_figures
from bot.checking.periods import find_periods


def figures(text: str) -> list[Figure]:
    return find_figures(text, find_periods(text))


def only(text: str) -> Figure:
    found = figures(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "kind", "low", "high"),
    [
        ("29 e-scooters", "number", 29, 29),
        ("twenty-nine e-scooters", "number", 29, 29),
        ("two hundred and thirty offences", "number", 230, 230),
        ("1,234,567 calls", "number", 1234567, 1234567),
        ("a dozen reports", "number", 12, 12),
        ("10 to 20 officers", "number", 10, 20),
        ("one Sergeant", "number", 1, 1),
        ("5.5 % of cases", "percentage", 5.5, 5.5),
        ("5.5 per cent of cases", "percentage", 5.5, 5.5),
        ("half of the workforce", "percentage", 50, 50),
        ("two in five", "percentage", 40, 40),
        ("three quarters of victims", "percentage", 75, 75),
        ("submissions doubled", "percentage", 100, 100),
        ("£1.2m", "money", 1.2e6, 1.2e6),
        ("£4,000 a head", "money", 4000, 4000),
        ("2 million pounds", "money", 2e6, 2e6),
        ("within 14 days", "duration", 14, 14),
        ("two weeks", "duration", 14, 14),
        ("36 hours", "duration", 1.5, 1.5),
        ("half an hour", "duration", 0.5 / 24, 0.5 / 24),
        ("every eight weeks", "frequency", 56, 56),
        ("on a fortnightly basis", "frequency", 14, 14),
        ("twice a week", "frequency", 3.5, 3.5),
        ("18–24-year-olds", "age", 18, 24),
        ("under 18s", "age", 18, 18),
        ("aged 18 to 24", "age", 18, 24),
        ("at 5am", "time", 300, 300),
        ("at 12.30pm", "time", 750, 750),
        ("until midnight", "time", 0, 0),
        ("at 10:30", "time", 630, 630),
    ],
)
def test_a_figure_is_read_as_its_value(text: str, kind: str, low: float, high: float) -> None:
    found = only(text)
    assert found.kind == kind
    assert (found.low, found.high) == pytest.approx((low, high))
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    "text",
    [
        "call 999 or 101",
        "on the A38 near Ripley",
        "see Q5 and question 42",
        "24/7 cover",
        "under Section 60",
        "01332 123456",
        "one of the results",
        "no one was hurt",
        "the second time, the 3rd time",
        "www.example.org/2/3 and a1@example.org",
        "6 July 2022",
        "in 2021/22",
        "in the last 12 months",
    ],
)
def test_what_counts_nothing_is_no_figure(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("29 cases", "twenty-nine cases", True),
        ("half of them", "50 % of them", True),
        ("14 days", "two weeks", True),
        ("each month", "monthly", True),
        ("every three months", "quarterly", True),
        ("about 40%", "39%", True),
        ("more than three quarters", "78%", True),
        ("over 150 officers", "over 100 officers", False),
        ("60 reports", "over 50 reports", False),
        ("5.5%", "5.8%", False),
        ("14 days", "28 days", False),
        ("reduced by 39%", "fell by 39%", True),
        ("reduced by 39%", "increased by 39%", False),
        ("under 18s", "under 16s", False),
    ],
)
def test_values_are_compared_and_not_their_form(one: str, other: str, same: bool) -> None:
    assert only(one).same(only(other)) is same
    assert only(other).same(only(one)) is same


@given(st.text())
@settings(deadline=None)
def test_any_text_can_be_read(text: str) -> None:
    for figure in figures(text):
        assert text[figure.start : figure.end] == figure.text


@given(st.integers(0, 10**9))
def test_separators_do_not_change_a_value(number: int) -> None:
    named = number in (101, 105, 111, 112, 999) or 1900 <= number < 2100  # telephone numbers and years
    assert named or only(f"{number:,} cases").low == number
