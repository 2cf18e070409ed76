from __future__ import annotations

import random
from types import SimpleNamespace
from typing import cast

import pytest

from bot.desk.grouping import MOST_GROUPED, Grouper
from bot.desk.places import Places
from index import Index
from tests.fakes import WordEmbedder

PLACES = Places.of(["Derby City"], lambda _: False)
ASKED = [
    "When are brown bins collected in Buxton?",
    "Do police horses wear shoes?",
    "when are brown bins collected in Derby",
    "Do police horses wear blue shoes?",
    "Who paints the lamp posts?",
    "When are brown bins collected?",
]


class Counting:
    """An index that only embeds, and says how much."""

    def __init__(self) -> None:
        self.embedder = WordEmbedder()
        self.embedded: list[str] = []

    def embed(self, texts: list[str]) -> object:
        self.embedded += texts
        return self.embedder.embed_questions(texts)


@pytest.fixture
def index() -> Counting:
    return Counting()


def grouped(questions: list[str], index: Counting, grouper: Grouper | None = None) -> list[list[str]]:
    groups = (grouper or Grouper()).group(questions, cast(Index, index), PLACES)
    return [[questions[at] for at in group.members] for group in groups]


def test_questions_about_one_thing_stand_together_wherever_it_is(index: Counting) -> None:
    bins, horses, lamps = grouped(ASKED, index)
    assert sorted(bins) == sorted(ASKED[at] for at in (0, 2, 5))
    assert sorted(horses) == sorted(ASKED[at] for at in (1, 3))
    assert lamps == [ASKED[4]]


def test_every_question_is_in_one_group_whatever_their_order(index: Counting) -> None:
    expected = {frozenset(group) for group in grouped(ASKED, index)}
    for seed in range(5):
        shuffled = random.Random(seed).sample(ASKED, len(ASKED))
        groups = grouped(shuffled, index)
        assert sorted(text for group in groups for text in group) == sorted(ASKED)
        assert {frozenset(group) for group in groups} == expected


def test_a_group_is_led_by_its_most_central_question_that_is_short(index: Counting) -> None:
    long = f"Do police horses wear shoes, {'do police horses wear blue shoes, ' * 4}blue?"
    [group] = grouped([long, *[ASKED[3]] * 2, ASKED[1]], index)
    assert group[0] == ASKED[3]
    assert group[-1] == long


def test_a_group_is_led_by_a_question_that_names_no_place_where_there_is_one(index: Counting) -> None:
    [group] = grouped([*[ASKED[0]] * 3, "When are bins collected?"], index)
    assert group == ["When are bins collected?", *[ASKED[0]] * 3]


def test_what_was_embedded_is_not_embedded_again_and_what_is_gone_is_forgotten(index: Counting) -> None:
    grouper = Grouper()
    grouped(ASKED, index, grouper)
    assert len(index.embedded) < len(ASKED)  # the bins are one question, but for the place
    before = len(index.embedded)
    grouped(ASKED[:3], index, grouper)
    assert len(index.embedded) == before
    grouped(ASKED[:1], index, grouper)
    grouped(ASKED, index, grouper)
    assert len(index.embedded) > before


def test_another_model_embeds_anew(index: Counting) -> None:
    grouper = Grouper()
    grouped(ASKED, index, grouper)
    before = len(index.embedded)
    index.embedder = WordEmbedder(fingerprint="another")
    grouped(ASKED, index, grouper)
    assert len(index.embedded) == 2 * before


@pytest.mark.parametrize("questions", [[], ["Who?"], ["Who?", "Who?"], ["[name]", "Derby"]])
def test_few_questions_are_grouped_too(index: Counting, questions: list[str]) -> None:
    assert sorted(text for group in grouped(questions, index) for text in group) == sorted(questions)


def test_too_many_different_questions_are_refused() -> None:
    index = cast(Index, SimpleNamespace())
    with pytest.raises(ValueError, match="1001 different questions"):
        Grouper().group([f"question {at}" for at in range(MOST_GROUPED + 1)], index, PLACES)
