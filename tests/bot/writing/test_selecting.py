from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from bot import Band
from bot.answering import Thread
from bot.writing import open_drafting, select
from index import Hit
from tests.bot.answering.stand_ins import a_spoken_hit

WORDING = open_drafting()


def a_thread(*sentences: tuple[str, float], name: str = "page-q1", date: dt.date | None = None) -> Thread:
    spoken = a_spoken_hit(*sentences)
    hit = replace(spoken, answer=replace(spoken.answer, id=name), meeting=replace(spoken.meeting, date=date))
    return Thread(hit, (hit,))


def selected(*threads: tuple[Thread, Band], question: str = "What do you do?") -> list[str]:
    return [" ".join(line.text for line in block) for block in select(question, threads, WORDING)]


def strong(*sentences: tuple[str, float], **given: object) -> tuple[Thread, Band]:
    return a_thread(*sentences, **given), Band.STRONG  # type: ignore[arg-type]


LONG = [
    (f"Officers patrol street number {word} by night.", 0.1) for word in "one two three four five six seven".split()
]


def test_a_short_response_is_taken_whole() -> None:
    assert selected(strong(("Officers patrol.", 0.9), ("Dogs are trained.", 0.0))) == [
        "Officers patrol.",
        "Dogs are trained.",
    ]


def test_of_a_long_response_the_closest_sentences_are_taken_in_their_order() -> None:
    texts = selected(strong(*LONG, ("Dogs are trained.", 0.8), ("Horses are groomed.", 0.9), ("Cats are not.", 0.05)))
    assert len(texts) == 8
    assert texts[-2:] == ["Dogs are trained.", "Horses are groomed."]


def test_what_leans_is_never_taken_without_what_it_leans_on() -> None:
    texts = selected(strong(*LONG, ("Dogs are trained.", 0.05), ("This is done daily.", 0.9), ("Cats are not.", 0.06)))
    assert "Dogs are trained. This is done daily." in texts


def test_a_list_stays_with_what_announces_it() -> None:
    assert selected(strong(("We do three things:", 0.1), ("• Dogs are trained.", 0.9), ("and cats;", 0.2))) == [
        "We do three things: • Dogs are trained. and cats;"
    ]


def test_the_order_is_that_of_a_reply() -> None:
    assert selected(
        strong(("You can report it via 101.", 0.9), ("Dogs are trained.", 0.5), ("We understand the worry.", 0.1))
    ) == ["We understand the worry.", "Dogs are trained.", "You can report it via 101."]


@pytest.mark.parametrize(("score", "taken"), [(0.3, False), (0.4, True)])
def test_a_related_thread_has_to_be_likely(score: float, taken: bool) -> None:
    thread = a_thread(("Cats are trained.", 0.9), name="page-q2")
    related = Thread(replace(thread.lead, score=score), (replace(thread.lead, score=score),)), Band.RELATED
    assert (selected(related) == ["Cats are trained."]) is taken


def test_where_a_figure_is_asked_for_sentences_with_one_come_closer() -> None:
    sentences = [*LONG, ("Dogs are trained.", 0.1), ("We have 29 dogs.", 0.05), ("Cats are not.", 0.1)]
    assert "We have 29 dogs." not in selected(strong(*sentences))
    assert "We have 29 dogs." in selected(strong(*sentences), question="How many dogs have you got?")


def test_of_a_second_thread_only_what_is_as_close_is_taken() -> None:
    second = strong(("Cats are trained.", 0.85), ("Horses are groomed.", 0.3), name="page-q2")
    assert selected(strong(("Dogs are fed.", 0.9)), second) == ["Dogs are fed.", "Cats are trained."]


def test_no_more_than_three_threads_are_used() -> None:
    texts = ["Dogs.", "Cats.", "Horses.", "Cows."]
    assert selected(*(strong((text, 0.9), name=f"page-q{at}") for at, text in enumerate(texts))) == texts[:3]


@pytest.mark.parametrize("newer_first", [True, False])
def test_of_two_that_say_the_same_the_newer_stays(newer_first: bool) -> None:
    new = strong(("Dogs are trained every single day.", 0.9), name="new-q1", date=dt.date(2025, 1, 1))
    old = strong(("Dogs are trained every single day now.", 0.9), name="old-q1", date=dt.date(2020, 1, 1))
    assert selected(*((new, old) if newer_first else (old, new))) == ["Dogs are trained every single day."]


def test_other_figures_are_no_repeat() -> None:
    new = strong(("Officers seized 41 scooters in 2024.", 0.9), name="new-q1", date=dt.date(2025, 1, 1))
    old = strong(("Officers seized 29 scooters in 2022.", 0.9), name="old-q1", date=dt.date(2023, 1, 1))
    assert len(selected(new, old)) == 2


def test_links_without_address_and_pointers_are_left_out() -> None:
    assert selected(strong(("Home | Derbyshire Constabulary", 0.9), ("Dogs are trained.", 0.1))) == [
        "Dogs are trained."
    ]


def test_nothing_gives_nothing() -> None:
    assert select("Why?", [], WORDING) == []


def test_a_hit_is_kept_with_each_line() -> None:
    pair = strong(("Dogs are trained.", 0.9))
    [[line]] = select("Why?", [pair], WORDING)
    assert isinstance(line.hit, Hit)
    assert line.hit.answer.response[line.start : line.end] == line.text
