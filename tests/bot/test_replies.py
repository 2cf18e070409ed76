"""Every reply to every development question, held against the contract and the pages."""

from __future__ import annotations

import datetime as dt

import pytest
from pydantic import TypeAdapter

from bot import Bot, Question, Reply, Status, read_questions
from index import Generation, Outcome
from tests.bot import contract
from tests.conftest import ROOT

TODAY = dt.date(2026, 3, 6)
REPLY = TypeAdapter(Reply)


@pytest.fixture(scope="module")
def replies(bot: Bot) -> list[tuple[Question, Reply]]:
    questions = read_questions(ROOT / "tests/eval/dev.jsonl")
    return [(question, bot.reply(question.turns[-1], today=TODAY)) for question in questions]


def test_every_reply_is_json_as_the_contract_says(replies: list[tuple[Question, Reply]]) -> None:
    for _, reply in replies:
        contract.Reply.model_validate_json(REPLY.dump_json(reply))


def test_every_citation_resolves_to_the_text_that_was_published(
    replies: list[tuple[Question, Reply]], record: Generation
) -> None:
    pages = {page.source: page for page in (record.page(meeting.id) for meeting in record.catalogue.meetings())}
    cards = [card for _, reply in replies for card in reply.answers]
    assert len(cards) > 100
    for card in cards:
        page = pages[card.citation.source]
        assert page.sha256 == card.citation.sha256
        assert page.text[card.citation.start : card.citation.end] == card.response
        assert record.answer(card.id).response == card.response
        assert record.answer(card.id).question == card.question
        for other in card.also:
            page = pages[other.citation.source]
            assert page.text[other.citation.start : other.citation.end] == record.answer(other.id).response


def test_every_quote_and_reason_is_exact(replies: list[tuple[Question, Reply]]) -> None:
    for _, reply in replies:
        for card in reply.answers:
            marked = [*card.quotes, *card.freshness.reasons]
            assert all(card.response[each.start : each.end] == each.text for each in marked)
            assert 1 <= len(card.quotes) <= 3
            assert [quote.start for quote in card.quotes] == sorted(quote.start for quote in card.quotes)


def test_no_thread_is_shown_twice_in_a_reply(replies: list[tuple[Question, Reply]]) -> None:
    for question, reply in replies:
        shown = [name for card in reply.answers for name in (card.id, *(other.id for other in card.also))]
        assert len(shown) == len(set(shown)), question.id


def test_nothing_that_only_points_elsewhere_leads(replies: list[tuple[Question, Reply]]) -> None:
    assert all(card.outcome is not Outcome.REFERRED for _, reply in replies for card in reply.answers)


def test_scores_are_from_0_to_1_and_best_first(replies: list[tuple[Question, Reply]]) -> None:
    for _, reply in replies:
        scores = [card.score for card in reply.answers]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)


def test_answers_come_with_the_statuses_that_may_have_them(replies: list[tuple[Question, Reply]]) -> None:
    for question, reply in replies:
        if reply.status is Status.ANSWERED:
            assert reply.answers, question.id
        elif reply.status is not Status.SUPPORT:
            assert not reply.answers, question.id


def test_a_gate_that_should_close_lets_no_answer_through(replies: list[tuple[Question, Reply]]) -> None:
    gated = {"emergency", "crisis", "case", "inject"}
    assert not [question.id for question, reply in replies if question.expect in gated and reply.answers]


def test_every_reply_with_answers_names_its_generation(
    replies: list[tuple[Question, Reply]], record: Generation
) -> None:
    assert {reply.generation for _, reply in replies if reply.answers} == {record.id}
