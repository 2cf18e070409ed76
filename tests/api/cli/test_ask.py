from __future__ import annotations

from pathlib import Path

import pytest
from rich.console import Console

from index import IndexSettings
from tests.api.cli.conftest import Onrecord
from tests.bot import contract


@pytest.fixture
def ask(onrecord: Onrecord, data: Path) -> Onrecord:
    return lambda *args: onrecord("ask", *args, "--data", data)


def test_a_reply_as_json_is_as_the_contract_says(ask: Onrecord) -> None:
    ran = ask("electric scooters on pavements", "--json")
    reply = contract.Reply.model_validate_json(ran.out)
    assert (ran.code, ran.err) == (0, "")
    assert reply.answers[0].id == "rural-q3"


def test_a_reply_as_text_holds_all_that_a_reader_needs(ask: Onrecord) -> None:
    ran = ask("electric scooters on pavements")
    card = contract.Reply.model_validate_json(ask("electric scooters on pavements", "--json").out).answers[0]
    for text in (
        "Performance Scrutiny Meeting focusing on Rural Crime",
        "6 October 2022, ",
        card.freshness.age,
        "Asked then (Q3, from Derby City):",
        card.question,
        card.response,
        *(quote.text for quote in card.quotes),
        "Answered by: constabulary",
        "Also same question: date not known (roads-q1)",
        "rural-q3",
        "close match",
    ):
        assert " ".join(text.split()) in ran.flat


def test_a_response_of_many_lines_is_whole(ask: Onrecord) -> None:
    card = contract.Reply.model_validate_json(ask("hare coursing", "--json").out).answers[0]
    assert "\n" in card.response
    assert " ".join(card.response.split()) in ask("hare coursing").flat


def test_phrases_that_age_are_named(ask: Onrecord) -> None:
    assert "May have changed since: “Last year”" in ask("Are stolen tractors ever returned?").flat


def test_an_answer_without_date_says_so(ask: Onrecord) -> None:
    assert "date not known" in ask("average speed cameras in our villages").flat


def test_nothing_found_says_where_to_ask(ask: Onrecord, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("STRONG", "RELATED"):
        monkeypatch.setenv(f"ONRECORD_BOT__{name}", "1")
    ran = ask("xylophones")
    assert ran.code == 0
    assert "No published answer was found" in ran.flat
    assert "→ Ask at the next public meeting:" in ran.flat


def test_danger_comes_first(ask: Onrecord) -> None:
    ran = ask("Someone is breaking into my house right now")
    assert ran.code == 0
    assert ran.flat.startswith("If you or someone else is in danger now, call 999.")
    assert "Q1" not in ran.out


def test_danger_is_answered_without_an_index(onrecord: Onrecord, fake_model: None, tmp_path: Path) -> None:
    assert "999" in onrecord("ask", "Someone is breaking into my house right now", "--data", tmp_path).out


@pytest.mark.parametrize("question", ["", "?!", "a" * 2001])
def test_a_question_that_cannot_be_read_ends_with_1(ask: Onrecord, question: str) -> None:
    ran = ask(question)
    assert (ran.code, ran.out) == (1, "")
    assert "question" in ran.err


def test_brackets_in_a_question_and_on_a_page_are_no_mark_up(ask: Onrecord) -> None:
    assert ask("[red]hare[/red] [/] coursing").code == 0


def test_quoted_sentences_are_marked_where_there_is_no_colour(ask: Onrecord) -> None:
    card = contract.Reply.model_validate_json(ask("hare coursing", "--json").out).answers[0]
    out = ask("hare coursing").out
    assert out.count("⟦") == out.count("⟧") >= len(card.quotes)


def test_quoted_sentences_are_coloured_where_there_is_colour(ask: Onrecord, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.cli.ask.console", Console(force_terminal=True, color_system="standard", width=160))
    out = ask("hare coursing").out
    assert "\x1b[1;32m" in out
    assert "⟦" not in out


def test_a_doubtful_pointer_of_the_real_record_is_shown_as_one(
    onrecord: Onrecord, real_settings: IndexSettings
) -> None:
    question = "Rough sleeping women experience a significant amount of serious violence, what help is there for them?"
    ran = onrecord("ask", question, "--data", real_settings.data)
    assert "Points to answer 42, which is about something else: treat with care." in ran.flat
