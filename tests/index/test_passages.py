"""Passages are exact pieces of the page, fit the model's window, and are named the same every time."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import IndexSettings, open_model, parse, read_page, read_record
from index.passages import Passage, PassageKind, make_passages
from index.record import Answer, ParsedPage
from tests.conftest import SEEDS
from tests.fakes import WordEmbedder, quiet
from tests.index.conftest import RURAL, write_pages

WORDS = WordEmbedder()


@pytest.fixture(scope="module")
def seeds() -> tuple[ParsedPage, ...]:
    """The five pages as published, without the wordings that editors added."""
    return tuple(parse(read_page(path)) for path in sorted(SEEDS.glob("*.txt")))


def answers_of(pages: tuple[ParsedPage, ...]) -> list[Answer]:
    return [answer for page in pages for answer in page.answers]


def text_of(pages: tuple[ParsedPage, ...], passage: Passage) -> str:
    source = next(page for page in pages if passage.answer_id in {answer.id for answer in page.answers})
    return source.page.text[passage.start : passage.end]


@pytest.mark.parametrize("window", [1, 3, 16, 200])
def test_every_passage_is_an_exact_piece_of_its_page(seeds, window) -> None:
    for passage in make_passages(answers_of(seeds), window, WORDS.count_tokens):
        assert passage.text == text_of(seeds, passage)
        assert passage.text == passage.text.strip() != ""


@pytest.mark.parametrize("window", [1, 3, 16, 200])
def test_no_passage_is_longer_than_the_window(seeds, window) -> None:
    passages = make_passages(answers_of(seeds), window, WORDS.count_tokens)
    assert max(WORDS.count_tokens(passage.text) for passage in passages) <= window


def test_no_passage_is_longer_than_the_real_models_window(seeds) -> None:
    model = open_model(IndexSettings())
    for window in (8, model.window):
        passages = make_passages(answers_of(seeds[:2]), window, model.count_tokens)
        assert max(model.count_tokens(passage.text) for passage in passages) <= window


@pytest.mark.parametrize("window", [3, 200])
def test_no_word_of_question_or_response_is_lost(seeds, window) -> None:
    passages = make_passages(answers_of(seeds), window, WORDS.count_tokens)
    for answer in answers_of(seeds):
        own = [passage for passage in passages if passage.answer_id == answer.id]
        kept = " ".join(passage.text for passage in own)
        assert kept.split() == f"{answer.question} {answer.response}".split()


@pytest.mark.parametrize("window", [3, 200])
def test_questions_come_first_and_pieces_stand_in_the_order_of_the_text(seeds, window) -> None:
    passages = make_passages(answers_of(seeds), window, WORDS.count_tokens)
    for answer in answers_of(seeds):
        own = [passage for passage in passages if passage.answer_id == answer.id]
        assert own[0].kind is PassageKind.QUESTION
        assert own == sorted(own, key=lambda passage: (passage.kind is PassageKind.RESPONSE, passage.start))


def test_short_text_is_one_question_and_a_passage_a_sentence(tmp_path) -> None:
    (page,), _ = read_record(write_pages(tmp_path, rural=RURAL), quiet)
    passages = make_passages(page.answers[1:2], 200, WORDS.count_tokens)
    assert [(passage.id, passage.text) for passage in passages] == [
        ("rural-q2/question/0", "Are stolen tractors ever returned to their owners?"),
        ("rural-q2/response/0", "Last year 14 stolen tractors were found with the help of satellite trackers."),
        ("rural-q2/response/1", "Owners are told within a day."),
    ]


@pytest.mark.parametrize("window", [3, 200])
def test_ids_are_unique_and_stable(seeds, window) -> None:
    answers = answers_of(seeds)
    ids = [passage.id for passage in make_passages(answers, window, WORDS.count_tokens)]
    assert len(set(ids)) == len(ids)
    alone = [passage.id for answer in answers for passage in make_passages([answer], window, WORDS.count_tokens)]
    assert alone == ids


def test_further_wordings_are_passages_that_are_on_no_page(seeds) -> None:
    answer = replace(seeds[0].answers[0], alternates=("Where are the rules?", "Who decides?"))
    added = [
        passage for passage in make_passages([answer], 200, WORDS.count_tokens) if passage.kind is PassageKind.ALTERNATE
    ]
    assert [(passage.id, passage.text, passage.start, passage.end) for passage in added] == [
        (f"{answer.id}/alternate/0", "Where are the rules?", 0, 0),
        (f"{answer.id}/alternate/1", "Who decides?", 0, 0),
    ]


def test_no_further_wording_is_longer_than_the_window(seeds) -> None:
    answer = replace(seeds[0].answers[0], alternates=("word " * 100,))
    passages = make_passages([answer], 16, WORDS.count_tokens)
    assert max(WORDS.count_tokens(passage.text) for passage in passages) <= 16


def test_no_answers_give_no_passages() -> None:
    assert make_passages([], 200, WORDS.count_tokens) == []


@given(st.text(alphabet="ab \n.?!’é", min_size=1).filter(str.strip), st.integers(1, 6))
def test_any_text_is_cut_exactly_and_losslessly(text, window) -> None:
    page = f"Q1) {text} | {text}"
    half = len(text)
    answer = Answer(
        "p-q1", "p", "Q1", text, 4, 4 + half, text, 7 + half, 7 + 2 * half, None, None, "constabulary", "answered"
    )
    passages = make_passages([answer], window, lambda piece: len(piece.split()))
    assert all(page[passage.start : passage.end] == passage.text for passage in passages)
    assert "".join("".join(passage.text for passage in passages).split()) == "".join(text.split()) * 2
