from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asking.followup import stands_alone
from bot.asking.parts import split


def parts(question: str) -> list[str]:
    return split(question, stands_alone)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "Do officers carry naloxone spray? And who mends broken bollards in Buxton?",
            ["Do officers carry naloxone spray?", "who mends broken bollards in Buxton?"],
        ),
        (
            "do officers carry naloxone spray and also how are broken bollards mended in Buxton",
            ["do officers carry naloxone spray", "how are broken bollards mended in Buxton"],
        ),
        (
            "1. Which officers carry naloxone spray? 2) Why are bollards broken in Buxton?",
            ["Which officers carry naloxone spray?", "Why are bollards broken in Buxton?"],
        ),
        (
            "I would like to know if officers carry naloxone. Another thing, please explain who mends bollards here.",
            ["I would like to know if officers carry naloxone.", "please explain who mends bollards here."],
        ),
        (
            "Our bins were set alight. It was awful. Why do patrols avoid Buxton Road? Plus who mends broken bollards?",
            ["Why do patrols avoid Buxton Road?", "who mends broken bollards?"],
        ),
    ],
)
def test_questions_on_several_subjects_are_told_apart(question: str, expected: list[str]) -> None:
    assert parts(question) == expected


@pytest.mark.parametrize(
    "question",
    [
        "Are mopeds legal on towpaths?",
        "Are mopeds legal on towpaths, and what happens to those who ride them?",
        "Do you search teenagers? How often do you do it?",
        "My son was searched in Buxton. He is twelve. What are the rules?",
        "What is done about theft and burglary and arson in Buxton?",
        "He said and did what he liked and the police are useless",
        "knife crime",
        "Who? What? When? Why?",
        "? ! .",
    ],
)
def test_one_question_stays_whole(question: str) -> None:
    assert parts(question) == [question]


def test_what_leans_stays_with_what_it_leans_on() -> None:
    assert parts("Do officers carry naloxone spray? Is it safe? Also who mends broken bollards in Buxton?") == [
        "Do officers carry naloxone spray? Is it safe?",
        "who mends broken bollards in Buxton?",
    ]
    assert parts("Lorries thunder past us. Can you stop them? And who mends broken bollards in Buxton?") == [
        "Lorries thunder past us. Can you stop them?",
        "who mends broken bollards in Buxton?",
    ]


def test_a_message_of_very_many_questions_is_searched_for_as_one() -> None:
    many = " ".join(f"Why do patrols avoid {name} Road?" for name in ("Ash", "Birch", "Cedar", "Larch", "Maple"))
    assert parts(many) == [many]


@given(st.text(max_size=300))
def test_every_part_is_text_of_the_question(text: str) -> None:
    found = parts(text)
    assert found
    assert all(any(word in text for word in part.split()) or not part.split() for part in found)


@given(st.integers(1, 300))
def test_long_runs_are_split_in_no_time(count: int) -> None:
    for piece in ("and ", "and also ", "1. ", "? ", "what is ", ", and do you "):
        parts(piece * count)
