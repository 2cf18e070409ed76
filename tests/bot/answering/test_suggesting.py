from __future__ import annotations

import pytest

from bot import Bot, NotFoundError
from bot.answering import subjects
from index import Generation
from tests.bot.answering.stand_ins import a_hit

SCOOTERS = "003_1a58a8230cb90626-q5"


def threads_of(answer_id: str, record: Generation) -> set[str]:
    return {answer_id, *(other for other, _ in record.catalogue.related(answer_id))}


@pytest.mark.parametrize("answer_id", [SCOOTERS, "004_9f2d36ec58c1b81d-17", "002_75e0aafe0578840e-16"])
def test_suggestions_are_of_other_threads_and_each_of_its_own(bot: Bot, record: Generation, answer_id: str) -> None:
    suggested = bot.suggestions([answer_id], 8)
    assert len(suggested) == 8
    seen = threads_of(answer_id, record)
    for each in suggested:
        assert each.answer_id not in seen
        seen |= threads_of(each.answer_id, record)


def test_what_is_shown_already_is_not_suggested(bot: Bot) -> None:
    first = bot.suggestions([SCOOTERS])
    then = bot.suggestions([SCOOTERS, *(each.answer_id for each in first)])
    assert not {each.answer_id for each in first} & {each.answer_id for each in then}


def test_a_suggested_question_finds_the_answer_it_came_from(bot: Bot, record: Generation) -> None:
    answers = [answer.id for meeting in record.catalogue.meetings() for answer in record.catalogue.answers(meeting.id)]
    suggested = {each.answer_id: each for answer in answers[::9] for each in bot.suggestions([answer])}
    found = 0
    for each in suggested.values():
        shown = {name for card in bot.reply(each.question).answers for name in (card.id, *(a.id for a in card.also))}
        found += each.answer_id in shown
    assert found == len(suggested)


def test_a_suggestion_is_one_plain_question(bot: Bot) -> None:
    for each in bot.suggestions([SCOOTERS], 10):
        assert len(each.question) <= 110
        assert each.question.endswith("?")


def test_without_alternates_the_published_question_is_offered(word_bot: Bot) -> None:
    suggested = word_bot.suggestions(["rural-q1"], 10)
    assert "Are stolen tractors ever returned to their owners?" in {each.question for each in suggested}


def test_an_answer_that_only_points_elsewhere_is_not_suggested(word_bot: Bot) -> None:
    assert not {"roads-q3", "roads-q4"} & {each.answer_id for each in word_bot.suggestions(["rural-q1"], 10)}


def test_an_unknown_answer_is_an_error(word_bot: Bot) -> None:
    for unknown in (["nothing-q1"], ["rural-q1", "nothing-q1"]):
        with pytest.raises(NotFoundError):
            word_bot.suggestions(unknown)


def test_subjects_are_named_once_and_in_order() -> None:
    hits = [a_hit(f"a-q{at}", 0.9 - at / 10, topic=topic) for at, topic in enumerate(["Knives", "knives", "Dogs"])]
    assert subjects(hits) == ["Knives", "Dogs"]
