"""Starting texts over the five real pages."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from bot import Bot, Draft, FlagKind, QuestionError
from index import Generation
from tests.conftest import ROOT

TODAY = dt.date(2026, 11, 22)
SCOOTERS = "How many electric scooters have been seized in Derby, and what happens to their riders?"
LINES = (ROOT / "tests" / "eval" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
QUESTIONS = [
    question["question"]
    for question in map(json.loads, LINES)
    if question["expect"] is None and "|||" not in question["question"]
]


@pytest.fixture(scope="module")
def drafts(bot: Bot) -> list[Draft]:
    """Drafts for the development questions."""
    return [bot.draft(question, TODAY) for question in QUESTIONS]


def test_every_sentence_is_published_or_the_templates(drafts: list[Draft], record: Generation) -> None:
    published = 0
    for sentence in (sentence for draft in drafts for sentence in draft.sentences):
        if sentence.template:
            assert (sentence.answer_id, sentence.start, sentence.end) == (None, None, None)
        else:
            assert sentence.answer_id is not None
            assert record.answer(sentence.answer_id).response[sentence.start : sentence.end] == sentence.text
            published += 1
    assert published > 3 * len(QUESTIONS)


def test_the_text_is_its_sentences_and_nothing_else(drafts: list[Draft]) -> None:
    for draft in drafts:
        assert draft.text.split() == " ".join(sentence.text for sentence in draft.sentences).split()


def test_no_sentence_is_said_twice(drafts: list[Draft]) -> None:
    for draft in drafts:
        said = [sentence.text.casefold() for sentence in draft.sentences]
        assert len(said) == len(set(said))


def test_every_source_is_cited_and_every_citation_used(drafts: list[Draft], record: Generation) -> None:
    for draft in drafts:
        used = {sentence.answer_id for sentence in draft.sentences if sentence.answer_id}
        assert {source.answer_id for source in draft.citations} == used
        assert len(draft.citations) == len(used)
        for source in draft.citations:
            answer = record.answer(source.answer_id)
            page = record.page(answer.page_id)
            assert page.text[source.citation.start : source.citation.end] == answer.response


def test_every_phrase_that_ages_is_flagged_where_it_stands(drafts: list[Draft], record: Generation) -> None:
    phrases = 0
    for sentence in (each for draft in drafts for each in draft.sentences if each.answer_id):
        assert sentence.answer_id
        assert sentence.start is not None
        assert sentence.end is not None
        for ageing in record.answer(sentence.answer_id).ageing:
            if ageing.start < sentence.end and ageing.end > sentence.start:
                assert (ageing.kind, ageing.text) in {(flag.kind, flag.text) for flag in sentence.flags}
                phrases += 1
    assert phrases > 50


def test_an_old_answer_says_so_once_and_first(drafts: list[Draft]) -> None:
    for draft in drafts:
        for source in draft.citations:
            of_answer = [each for each in draft.sentences if each.answer_id == source.answer_id]
            told = [FlagKind.OLD in {flag.kind for flag in each.flags} for each in of_answer]
            assert told == [True, *[False] * (len(told) - 1)]  # all five meetings lie more than a year back


def test_a_question_of_two_parts_is_answered_by_part(bot: Bot) -> None:
    draft = bot.draft("Are electric scooters legal on the pavement? And when are the bins collected in Matlock?", TODAY)
    assert [part for part in draft.unanswered if "bins" in part]
    first, *_, last = (each.text for each in draft.sentences if each.template and each.text != draft.sentences[0].text)
    assert "electric scooters" in first
    assert "bins" in last
    assert draft.citations


def test_a_question_without_precedent_says_so(bot: Bot) -> None:
    draft = bot.draft("When are the bins collected in Matlock?", TODAY)
    assert draft.unanswered == ("When are the bins collected in Matlock?",)
    assert draft.citations == ()
    assert all(sentence.template for sentence in draft.sentences)
    assert "bins collected in Matlock" in draft.text


def test_the_newest_answer_leads_and_the_older_is_named(bot: Bot) -> None:
    draft = bot.draft(SCOOTERS, TODAY)
    assert draft.citations[0].answer_id == "003_1a58a8230cb90626-q5"
    earlier = [flag for sentence in draft.sentences for flag in sentence.flags if flag.kind is FlagKind.EARLIER]
    assert [(flag.text, "6 July 2022" in flag.why) for flag in earlier] == [("000_99c40884c66f58bb-q3", True)]


def test_figures_say_of_when_they_are(bot: Bot) -> None:
    flags = [flag for sentence in bot.draft(SCOOTERS, TODAY).sentences for flag in sentence.flags]
    assert ("29", "a figure of March 2023: update it") in {(flag.text, flag.why) for flag in flags}


def test_danger_is_no_gate_for_a_drafter(bot: Bot) -> None:
    draft = bot.draft("My husband hits me and I do not know where to turn. What support is there for victims?", TODAY)
    assert draft.citations


def test_a_long_letter_is_read(bot: Bot) -> None:
    story = "I have lived here for forty years and walk my dog each day. " * 60
    assert bot.draft(f"{story} What is being done about electric scooters on pavements?", TODAY).sentences


@pytest.mark.parametrize("question", ["", " ?! ", "x" * 10_001])
def test_a_question_that_cannot_be_read_is_an_error(bot: Bot, question: str) -> None:
    with pytest.raises(QuestionError):
        bot.draft(question)


def test_the_same_question_gives_the_same_draft(bot: Bot) -> None:
    assert bot.draft(SCOOTERS, TODAY) == bot.draft(SCOOTERS, TODAY)
