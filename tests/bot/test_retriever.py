from __future__ import annotations

import asyncio
import datetime as dt

import pytest
from langchain_core.runnables import RunnableLambda
from pydantic import ValidationError

from bot import Bot, PrecedentRetriever, QuestionError
from index import Filters, Generation

ASKED = "Are electric scooters legal on the pavement?"


@pytest.fixture(scope="module")
def retriever(bot: Bot) -> PrecedentRetriever:
    return PrecedentRetriever(bot=bot, k=3)


def test_documents_hold_the_response_word_for_word(retriever: PrecedentRetriever, record: Generation) -> None:
    documents = retriever.invoke(ASKED)
    assert len(documents) == 3
    for document in documents:
        answer = record.answer(document.id or "")
        citation = document.metadata["citation"]
        page = record.page(answer.page_id)
        assert document.page_content == answer.response == page.text[citation["start"] : citation["end"]]
        assert document.metadata["question"] == answer.question
        assert (citation["source"], citation["sha256"], citation["label"]) == (page.source, page.sha256, answer.label)


def test_documents_are_those_of_a_search_in_its_order(retriever: PrecedentRetriever, bot: Bot) -> None:
    found = bot.search(ASKED, 3)
    documents = retriever.invoke(ASKED)
    assert [document.id for document in documents] == [result.id for result in found]
    assert [document.metadata["score"] for document in documents] == [result.score for result in found]
    assert [document.metadata["band"] for document in documents] == [result.band for result in found]


def test_the_metadata_is_of_plain_values(retriever: PrecedentRetriever) -> None:
    [document, *_] = retriever.invoke(ASKED)
    assert {"question", "score", "band", "citation"} <= set(document.metadata)
    assert isinstance(document.metadata["citation"], dict)
    assert isinstance(document.metadata["citation"]["date"], dt.date)


def test_it_can_be_awaited(retriever: PrecedentRetriever) -> None:
    assert asyncio.run(retriever.ainvoke(ASKED)) == retriever.invoke(ASKED)


def test_it_takes_its_place_in_a_chain(retriever: PrecedentRetriever) -> None:
    chain = retriever | RunnableLambda(lambda documents: " ".join(document.page_content for document in documents))
    assert "E-scooter" in chain.invoke(ASKED)


@pytest.mark.parametrize("k", [1, 5, 100])
def test_k_bounds_the_documents(bot: Bot, record: Generation, k: int) -> None:
    documents = PrecedentRetriever(bot=bot, k=k).invoke(ASKED)
    assert len(documents) == min(k, len(record.catalogue.answers()))


@pytest.mark.parametrize("k", [0, -1, 101])
def test_an_impossible_k_is_refused(bot: Bot, k: int) -> None:
    with pytest.raises(ValidationError):
        PrecedentRetriever(bot=bot, k=k)


def test_filters_restrict_what_is_found(bot: Bot) -> None:
    meeting = "000_99c40884c66f58bb"
    documents = PrecedentRetriever(bot=bot, k=20, filters=Filters(meeting=meeting)).invoke(ASKED)
    assert len(documents) == 7
    assert {document.metadata["citation"]["source"] for document in documents} == {f"{meeting}.txt"}


def test_what_cannot_be_read_is_an_error_of_the_askers(retriever: PrecedentRetriever) -> None:
    with pytest.raises(QuestionError, match="empty"):
        retriever.invoke("?!")
