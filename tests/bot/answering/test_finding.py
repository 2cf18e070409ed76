from __future__ import annotations

from bot.answering import Thread, share_out
from bot.asking import Part
from tests.bot.answering.stand_ins import a_hit

FIRST, SECOND = Part("first?", "first?"), Part("second?", "second?")


def a_thread(score: float, *names: str) -> Thread:
    hits = tuple(a_hit(name, score) for name in names)
    return Thread(hits[0], hits)


def shared_out(first: list[Thread], second: list[Thread], most: int) -> list[tuple[str, str]]:
    found = [(FIRST, first), (SECOND, second)]
    return [(part.question, thread.lead.answer.id) for part, thread in share_out(found, most)]


def test_the_first_of_each_part_then_the_second_stand_likeliest_first() -> None:
    first = [a_thread(0.5, "a-q1"), a_thread(0.2, "a-q2")]
    second = [a_thread(0.9, "b-q1"), a_thread(0.8, "b-q2")]
    assert shared_out(first, second, 3) == [("second?", "b-q1"), ("first?", "a-q1"), ("first?", "a-q2")]


def test_every_part_has_its_first_however_few_may_be_shown() -> None:
    assert shared_out([a_thread(0.5, "a-q1")], [a_thread(0.9, "b-q1")], 1) == [("second?", "b-q1"), ("first?", "a-q1")]


def test_a_part_without_threads_leaves_its_place_to_the_other() -> None:
    assert shared_out([], [a_thread(0.9, "b-q1"), a_thread(0.8, "b-q2")], 2) == [
        ("second?", "b-q1"),
        ("second?", "b-q2"),
    ]


def test_no_answer_is_shown_twice() -> None:
    assert shared_out([a_thread(0.5, "a-q1", "a-q2")], [a_thread(0.9, "a-q2", "a-q3"), a_thread(0.1, "b-q1")], 3) == [
        ("first?", "a-q1"),
        ("second?", "b-q1"),
    ]


def test_one_question_keeps_the_order_of_its_search() -> None:
    threads = [a_thread(0.2, "a-q1"), a_thread(0.9, "a-q2")]
    assert [thread.lead.answer.id for _, thread in share_out([(FIRST, threads)], 3)] == ["a-q1", "a-q2"]
