from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from api.keeping import Keeper, open_keeper
from api.ledger import Feedback, Gap, Ledger, LedgerSettings, Verdict
from bot import Bot, BotSettings, NotFoundError
from index import Index, IndexSettings
from tests.fakes import WordEmbedder

DAY = dt.date(2026, 11, 22)
NOBODY = "When does Darren Platt of 14 Mill Lane collect the bins?"
EMERGENCY = "Someone is breaking into my house right now"


class Failing:
    """A ledger that cannot be used."""

    def __getattr__(self, name: str) -> Any:
        ledger = Ledger.open("sqlite://")
        ledger.close()
        return getattr(ledger, name)


@pytest.fixture(scope="module")
def bot(words: IndexSettings) -> Iterator[Bot]:
    index = Index.open(words, WordEmbedder())
    yield Bot.open(index, BotSettings(related=0.9, strong=1))
    index.close()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = Ledger.open(f"sqlite:///{tmp_path}/ledger.sqlite3")
    yield opened
    opened.close()


@pytest.fixture
def keeper(bot: Bot, ledger: Ledger) -> Keeper:
    return Keeper(bot, LedgerSettings(), ledger)


def test_a_question_that_found_nothing_is_kept_without_personal_data(keeper: Keeper, ledger: Ledger) -> None:
    reply = keeper.bot.reply(NOBODY)
    keeper.gaps(reply, DAY)
    [gap] = ledger.gaps()
    assert "bins" in gap.question
    assert "Platt" not in gap.question
    assert "Mill Lane" not in gap.question
    assert set(gap.removed.split(",")) == {"address", "name"}
    assert (gap.asked_on, gap.generation) == (DAY, reply.generation)


def test_an_answered_question_is_not_kept(words: IndexSettings, ledger: Ledger) -> None:
    index = Index.open(words, WordEmbedder())
    answering = Bot.open(index, BotSettings(related=0, strong=0))
    Keeper(answering, LedgerSettings(), ledger).gaps(answering.reply("hare coursing on farmland"), DAY)
    assert ledger.gaps() == []
    index.close()


@pytest.mark.parametrize(
    "question", [EMERGENCY, "My husband hits me", "What is happening with my case? My crime number is 22000123456"]
)
def test_nothing_is_kept_where_a_gate_closed(keeper: Keeper, ledger: Ledger, question: str) -> None:
    keeper.gaps(keeper.bot.reply(question), DAY)
    keeper.feedback("rural-q1", Verdict.UNCLEAR, question, DAY)
    assert ledger.gaps() == []
    assert [each.question for each in ledger.feedback()] == [None]


def test_feedback_is_kept_with_its_question_without_personal_data(keeper: Keeper, ledger: Ledger) -> None:
    keeper.feedback("rural-q1", Verdict.WRONG_SUBJECT, NOBODY, DAY)
    keeper.feedback("rural-q2", Verdict.OPENED, None, DAY)
    first, second = ledger.feedback()
    assert (first.answer_id, first.verdict, first.given_on) == ("rural-q1", Verdict.WRONG_SUBJECT, DAY)
    assert "bins" in (first.question or "")
    assert "Platt" not in (first.question or "")
    assert (second.answer_id, second.verdict, second.question) == ("rural-q2", Verdict.OPENED, None)


def test_feedback_on_no_answer_is_an_error_and_not_kept(keeper: Keeper, ledger: Ledger) -> None:
    with pytest.raises(NotFoundError):
        keeper.feedback("nothing-q1", Verdict.UNCLEAR, None, DAY)
    assert ledger.feedback() == []


def test_what_has_been_kept_long_enough_is_deleted_once_a_day(
    bot: Bot, ledger: Ledger, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "onrecord")
    keeper = Keeper(bot, LedgerSettings(keep_days=30), ledger)
    ages = {"too old": 31, "old enough to stay": 30}
    ledger.add(*(Gap(DAY - dt.timedelta(days=age), name, "", None) for name, age in ages.items()))
    keeper.forget(DAY)
    assert [gap.question for gap in ledger.gaps()] == ["old enough to stay"]
    assert "after 30 days: 1 " in caplog.text
    ledger.add(Feedback(DAY - dt.timedelta(days=99), "rural-q1", Verdict.OPENED, None))
    keeper.forget(DAY)
    assert len(ledger.feedback()) == 1
    keeper.forget(DAY + dt.timedelta(days=1))
    assert (ledger.feedback(), ledger.gaps()) == ([], [])


@pytest.fixture
def answering(words: IndexSettings) -> Iterator[Bot]:
    index = Index.open(words, WordEmbedder())
    yield Bot.open(index, BotSettings(related=0, strong=0))
    index.close()


def test_answers_of_a_reply_are_counted_by_month_and_written_later(answering: Bot, ledger: Ledger) -> None:
    keeper = Keeper(answering, LedgerSettings(), ledger)
    reply = answering.reply("hare coursing on farmland")
    keeper.shown(reply, DAY)
    keeper.shown(reply, DAY + dt.timedelta(days=1))
    assert ledger.desk.shown(DAY, DAY, 99) == []
    keeper.flush()
    assert sorted(ledger.desk.shown(DAY, DAY, 99)) == sorted((card.id, 2) for card in reply.answers)
    keeper.flush()
    assert {count for _, count in ledger.desk.shown(DAY, DAY, 99)} == {2}


def test_what_was_counted_is_written_when_the_ledger_is_closed(answering: Bot, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/ledger.sqlite3"
    keeper = open_keeper(answering, LedgerSettings(), url)
    keeper.shown(answering.reply("hare coursing on farmland"), DAY)
    keeper.close()
    again = Ledger.open(url)
    assert again.desk.shown(DAY, DAY, 1)[0][1] == 1
    again.close()


def test_counts_wait_for_a_ledger_that_fails(answering: Bot, ledger: Ledger, caplog: pytest.LogCaptureFixture) -> None:
    keeper = Keeper(answering, LedgerSettings(), cast(Ledger, Failing()))
    keeper.shown(answering.reply("hare coursing on farmland"), DAY)
    keeper.flush()
    assert "the ledger cannot be used" in caplog.text
    keeper.ledger = ledger
    keeper.flush()
    assert ledger.desk.shown(DAY, DAY, 1)[0][1] == 1


def test_a_ledger_that_fails_is_logged_and_in_nobodys_way(bot: Bot, caplog: pytest.LogCaptureFixture) -> None:
    keeper = Keeper(bot, LedgerSettings(), cast(Ledger, Failing()))
    reply = bot.reply(NOBODY)
    keeper.gaps(reply, DAY)
    keeper.feedback("rural-q1", Verdict.OPENED, NOBODY, DAY)
    assert "the ledger cannot be used" in caplog.text
    assert "Platt" not in caplog.text
    assert "bins" not in caplog.text


def test_without_a_ledger_nothing_is_kept_and_all_goes_on(bot: Bot, caplog: pytest.LogCaptureFixture) -> None:
    keeper = open_keeper(bot, LedgerSettings(), "sqlite:////dev/null/ledger.sqlite3")
    assert keeper.ledger is None
    assert "ONRECORD_LEDGER__URL" in caplog.text
    keeper.gaps(bot.reply(NOBODY), DAY)
    keeper.feedback("rural-q1", Verdict.OPENED, None, DAY)
    keeper.shown(bot.reply(NOBODY), DAY)
    keeper.flush()
    keeper.forget(DAY)
    keeper.close()
