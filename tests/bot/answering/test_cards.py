from __future__ import annotations

import datetime as dt

import pytest

from bot import BotSettings, Published
from bot.answering import publish
from index import Generation

TODAY = dt.date(2026, 3, 6)
PAGE = "004_9f2d36ec58c1b81d"


@pytest.fixture(scope="module")
def published(record: Generation) -> dict[str, Published]:
    """Every answer of the five pages, as published."""
    return {a.id: publish(a, record, TODAY, BotSettings()) for a in record.catalogue.answers()}


def test_every_citation_resolves_to_the_response(published: dict[str, Published], record: Generation) -> None:
    pages = {record.page(meeting.id).source: record.page(meeting.id) for meeting in record.catalogue.meetings()}
    for answer in published.values():
        page = pages[answer.citation.source]
        assert page.text[answer.citation.start : answer.citation.end] == answer.response
        assert page.sha256 == answer.citation.sha256


def test_every_ageing_phrase_is_in_the_response(published: dict[str, Published]) -> None:
    reasons = [(answer, reason) for answer in published.values() for reason in answer.freshness.reasons]
    assert reasons
    assert all(answer.response[reason.start : reason.end] == reason.text for answer, reason in reasons)


def test_what_belongs_together_says_so_on_both_sides(published: dict[str, Published]) -> None:
    pairs = {(answer.id, other.id) for answer in published.values() for other in answer.also}
    assert pairs
    assert pairs == {(other, one) for one, other in pairs}
    assert all(one != other for one, other in pairs)


def test_also_names_the_citation_of_the_other_answer(published: dict[str, Published]) -> None:
    for answer in published.values():
        assert [other.citation for other in answer.also] == [published[other.id].citation for other in answer.also]


def test_also_stands_newest_first(published: dict[str, Published]) -> None:
    for answer in published.values():
        dates = [other.citation.date or dt.date.min for other in answer.also]
        assert dates == sorted(dates, reverse=True)


def test_a_doubtful_reference_is_kept_and_marked(published: dict[str, Published]) -> None:
    [reference] = published[f"{PAGE}-24"].references
    assert (reference.label, reference.answer_id, reference.doubtful) == ("42", f"{PAGE}-42", True)


def test_a_fitting_reference_is_not_doubtful(published: dict[str, Published]) -> None:
    [reference] = published[f"{PAGE}-40"].references
    assert (reference.label, reference.answer_id, reference.doubtful) == ("39", f"{PAGE}-39", False)


def test_age_is_of_the_meeting_and_of_the_day_given(published: dict[str, Published]) -> None:
    assert published["000_99c40884c66f58bb-q3"].freshness.age == "3 years and 8 months ago"
    assert published["000_99c40884c66f58bb-q3"].freshness.stale
    assert not published["002_75e0aafe0578840e-1"].freshness.stale
