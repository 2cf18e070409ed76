"""The least that a change may leave of what was measured; `bot/README.md` has what it is now, and the commands.

One questions file is enough here: the development questions, whose wordings are in neither the code nor the data.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot import Bot, Outcome, Status, evaluate, figures, key_of, read_questions
from index import Index
from tests.conftest import SEEDS

HERE = Path(__file__).parent
SETS = ("dev", "calibration", "held")


@pytest.fixture(scope="module")
def bot(real_index: Index) -> Bot:
    return Bot.open(real_index)


@pytest.fixture(scope="module")
def outcomes(bot: Bot) -> list[Outcome]:
    def rank(turns: Sequence[str]) -> list[str]:
        return [key_of(result) for result in bot.search(turns[-1], 10, before=turns[0] if turns[1:] else None)]

    def status(turns: Sequence[str]) -> Status:
        reply = bot.reply(turns[0])
        for turn in turns[1:]:
            reply = bot.reply(turn, conversation_id=reply.conversation_id)
        return reply.status

    return evaluate(read_questions(HERE / "dev.jsonl"), rank, status)


@pytest.mark.parametrize(("metric", "floor"), [("hit@1", 0.92), ("hit@3", 0.96), ("nDCG@10", 0.90), ("right", 0.95)])
def test_what_has_an_answer_is_found(outcomes: list[Outcome], metric: str, floor: float) -> None:
    assert figures(outcomes)[-1].means[metric].value >= floor


def test_what_has_no_answer_is_refused(outcomes: list[Outcome]) -> None:
    without = [outcome.right for outcome in outcomes if not outcome.question.relevant]
    assert sum(without) / len(without) >= 0.9


def test_quotes_hold_the_fact(bot: Bot) -> None:
    facts = [json.loads(line) for line in (HERE / "quotes.jsonl").read_text(encoding="utf-8").splitlines()]
    held, shown = 0, 0
    for fact in facts:
        for card in bot.reply(fact["question"]).answers:
            if f"{card.citation.source[:3]}:{re.sub('[^0-9]', '', card.citation.label)}" == fact["answer"]:
                shown += 1
                held += any(fact["fact"] in quote.text for quote in card.quotes)
    assert shown >= 0.8 * len(facts)
    assert held >= 0.9 * shown


def test_each_of_several_questions_is_answered(bot: Bot) -> None:
    answered = []
    for line in (HERE / "parts.jsonl").read_text(encoding="utf-8").splitlines():
        message = json.loads(line)
        reply = bot.reply(message["question"])
        if reply.status is Status.ANSWERED:
            ids = {name for card in reply.answers for name in (card.id, *(also.id for also in card.also))}
            keys = {f"{name[:3]}:{re.sub('[^0-9]', '', name.rsplit('-', 1)[1])}" for name in ids}
            answered += [bool(keys & part["relevant"].keys()) for part in message["parts"] if part["relevant"]]
    assert len(answered) > 70
    assert sum(answered) / len(answered) >= 0.93


def test_no_question_of_ours_is_a_wording_of_an_editors() -> None:
    """Otherwise the figures would be of questions that the index has seen."""
    asked = {
        _plain(turn) for name in SETS for question in read_questions(HERE / f"{name}.jsonl") for turn in question.turns
    }
    tables = tomllib.loads((SEEDS / "alternates.toml").read_text(encoding="utf-8")).values()
    wordings = {_plain(wording) for table in tables for wordings in table.values() for wording in wordings}
    assert wordings
    assert not asked & wordings


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
