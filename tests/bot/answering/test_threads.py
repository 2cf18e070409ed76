from __future__ import annotations

import datetime as dt
from itertools import permutations

from bot.answering import gather
from index import Generation, Hit, Outcome
from tests.bot.answering.stand_ins import a_hit, a_record

OLD, NEW = dt.date(2021, 11, 3), dt.date(2023, 3, 21)


def threads(hits: list[Hit], record: Generation) -> list[list[str]]:
    """Each thread's answers, its lead first."""
    found = gather(hits, record)
    return [[thread.lead.answer.id, *(h.answer.id for h in thread.hits if h is not thread.lead)] for thread in found]


def test_nothing_found_is_no_thread() -> None:
    assert gather([], a_record()) == []


def test_unrelated_answers_stay_apart_in_their_order() -> None:
    hits = [a_hit("b-q1", 0.9), a_hit("a-q1", 0.8), a_hit("c-q1", 0.7)]
    assert threads(hits, a_record(("b-q1", "other-q1"))) == [["b-q1"], ["a-q1"], ["c-q1"]]


def test_the_newest_answer_leads() -> None:
    hits = [a_hit("old-q1", 0.9, OLD), a_hit("new-q1", 0.5, NEW)]
    assert threads(hits, a_record(("old-q1", "new-q1"))) == [["new-q1", "old-q1"]]


def test_an_unknown_date_is_older_than_any() -> None:
    hits = [a_hit("undated-q1", 0.9), a_hit("old-q1", 0.5, OLD)]
    assert threads(hits, a_record(("old-q1", "undated-q1"))) == [["old-q1", "undated-q1"]]


def test_of_one_meeting_the_closest_leads() -> None:
    hits = [a_hit("page-q2", 0.9, OLD), a_hit("page-q1", 0.5, OLD)]
    assert threads(hits, a_record(("page-q1", "page-q2"))) == [["page-q2", "page-q1"]]


def test_a_thread_has_the_score_of_its_closest_answer() -> None:
    hits = [a_hit("old-q1", 0.9, OLD), a_hit("new-q1", 0.5, NEW)]
    [thread] = gather(hits, a_record(("old-q1", "new-q1")))
    assert thread.score == 0.9


def test_threads_stand_in_the_order_of_their_closest_answers() -> None:
    hits = [a_hit("old-q1", 0.9, OLD), a_hit("other-q1", 0.8), a_hit("new-q1", 0.5, NEW)]
    assert threads(hits, a_record(("old-q1", "new-q1"))) == [["new-q1", "old-q1"], ["other-q1"]]


def test_an_answer_that_only_points_elsewhere_does_not_lead() -> None:
    hits = [a_hit("new-q9", 0.9, NEW, outcome=Outcome.REFERRED), a_hit("old-q1", 0.3, OLD)]
    assert threads(hits, a_record(("new-q9", "old-q1"))) == [["old-q1", "new-q9"]]


def chain_is_one_thread(order: tuple[str, ...]) -> bool:
    hits = [a_hit(name, 0.9 - place / 10) for place, name in enumerate(order)]
    return len(gather(hits, a_record(("a-q1", "b-q1"), ("b-q1", "c-q1")))) == 1


def test_answers_related_through_a_third_are_one_thread() -> None:
    assert chain_is_one_thread(("a-q1", "b-q1", "c-q1"))


def test_a_thread_is_one_whatever_the_order_of_its_hits() -> None:
    assert all(chain_is_one_thread(order) for order in permutations(("a-q1", "b-q1", "c-q1")))
