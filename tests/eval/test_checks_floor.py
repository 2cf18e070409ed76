"""The least that a change may leave of how a text is checked; `bot/README.md` has what it is now."""

from __future__ import annotations

import pytest

from bot import Bot
from index import Index
from tests.eval.checks import HALVES, Case, figures, mutations, run


@pytest.fixture(scope="module")
def cases(real_index: Index) -> list[Case]:
    return run(Bot.open(real_index))


@pytest.mark.parametrize("half", HALVES)
def test_precision_and_recall_stay(cases: list[Case], half: str) -> None:
    for name, (right, said, met, expected) in figures([case for case in cases if case.line["half"] == half]).items():
        assert right >= 0.9 * said, name
        assert met >= 0.9 * expected, name


def test_a_number_changed_in_a_published_sentence_is_told(real_index: Index) -> None:
    bot, changed = Bot.open(real_index), mutations(real_index)
    told = [any(each.differences for each in bot.check(text).sentences) for text in changed]
    assert len(told) > 50
    assert sum(told) >= 0.95 * len(told)


def test_the_file_is_whole(cases: list[Case]) -> None:
    assert len(cases) >= 220
    assert len({case.line["text"] for case in cases}) == len(cases)
    for case in cases:
        assert bool(case.line["differences"]) == (case.line["verdict"] == "differs")
        assert bool(case.line["answers"]) == (case.line["verdict"] != "not_in_record")
