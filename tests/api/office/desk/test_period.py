from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from api.errors import FormError
from api.office.desk.chart import draw
from api.office.desk.period import Span, read_period

DAY = dt.date(2026, 11, 22)
LONG_AGO = dt.date(1990, 2, 3)


@pytest.mark.parametrize(
    ("sent", "span", "since", "until"),
    [
        ({}, Span.YEAR, dt.date(2025, 11, 22), DAY),
        ({"period": "month"}, Span.MONTH, dt.date(2026, 10, 24), DAY),
        ({"period": "all"}, Span.ALL, dt.date.min, DAY),
        ({"period": "all", "from": "2026-01-02"}, Span.BETWEEN, dt.date(2026, 1, 2), DAY),
        ({"to": "2026-01-02"}, Span.BETWEEN, dt.date.min, dt.date(2026, 1, 2)),
        ({"from": "2026-01-02", "to": "2999-01-01"}, Span.BETWEEN, dt.date(2026, 1, 2), DAY),
    ],
)
def test_a_period_is_read_and_reads_itself_again(
    sent: dict[str, str], span: Span, since: dt.date, until: dt.date
) -> None:
    period = read_period(sent, DAY)
    assert (period.span, period.since, period.until) == (span, since, until)
    assert read_period(period.fields, DAY) == period


@pytest.mark.parametrize(
    "sent",
    [{"period": "week"}, {"from": "yesterday"}, {"from": "2026-02-02", "to": "2026-02-01"}, {"from": "2999-01-01"}],
)
def test_what_is_no_period_is_refused(sent: dict[str, str]) -> None:
    with pytest.raises(FormError):
        read_period(sent, DAY)


@pytest.mark.parametrize("days", [0, 1, 30, 31, 100, 209, 210, 400, 1099, 1100, 5000, 13000])
def test_steps_cover_every_day_once_and_are_few(days: int) -> None:
    since = DAY - dt.timedelta(days=days)
    steps = read_period({"from": since.isoformat()}, DAY).steps(LONG_AGO)
    assert steps[0].first <= since
    assert steps[-1].last >= DAY
    assert all(one.last + dt.timedelta(1) == other.first for one, other in pairwise(steps))
    assert len(steps) <= 40
    assert len({step.title for step in steps}) == len(steps)


def test_steps_begin_with_what_is_kept() -> None:
    steps = read_period({"period": "all"}, DAY).steps(dt.date(2026, 11, 1))
    assert (steps[0].title, steps[-1].title, len(steps)) == ("1 November 2026", "22 November 2026", 22)
    assert len(read_period({"period": "all"}, DAY).steps(DAY + dt.timedelta(3))) == 1


def test_a_chart_has_the_figures_and_their_shapes() -> None:
    steps = read_period({"from": "2026-11-20"}, DAY).steps(LONG_AGO)
    chart = draw(steps, {DAY: 4, dt.date(2026, 11, 20): 1, dt.date(2026, 1, 1): 99})
    assert [bar.count for bar in chart.bars] == [1, 0, 4]
    assert [(bar.y, bar.height) for bar in chart.bars] == [(75, 25), (100, 0), (0, 100)]
    assert (chart.total, chart.most.step.title) == (5, "22 November 2026")
    assert chart.told == "20 November 2026: 1; 22 November 2026: 4"
    assert draw(steps, {}).told == ""
