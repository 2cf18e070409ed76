from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from tests.api.cli.conftest import Onrecord


@pytest.fixture
def draft(onrecord: Onrecord, data: Path) -> Onrecord:
    return lambda *args: onrecord("draft", *args, "--data", data)


def test_a_draft_as_json_is_as_the_contract_says(draft: Onrecord) -> None:
    ran = draft("Are stolen tractors ever returned?", "--json")
    made = json.loads(ran.out)
    assert (ran.code, ran.err) == (0, "")
    assert set(made) == {"text", "sentences", "unanswered", "citations"}
    for sentence in made["sentences"]:
        assert set(sentence) == {"text", "answer_id", "start", "end", "template", "flags"}
        assert all(set(flag) == {"kind", "text", "why"} for flag in sentence["flags"])
        assert sentence["template"] == (sentence["answer_id"] is None)
    assert [source["answer_id"] for source in made["citations"]] == ["rural-q2"]


def test_a_draft_as_text_holds_sentences_flags_and_sources(draft: Onrecord) -> None:
    flat = draft("Are stolen tractors ever returned?").flat
    assert "Last year 14 stolen tractors were found with the help of satellite trackers. [1]" in flat
    assert "! “Last year”: said in October 2022" in flat
    assert "Thank you for your question. [template]" in flat
    assert (
        "[1] Performance Scrutiny Meeting focusing on Rural Crime (6 October 2022), 6 October 2022, Q2 (rural-q2)"
        in flat
    )


def test_the_question_may_come_from_standard_input(draft: Onrecord, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Are stolen tractors ever returned?"))
    assert "rural-q2" in draft("-").out


def test_nothing_published_is_said(draft: Onrecord, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("STRONG", "RELATED"):
        monkeypatch.setenv(f"ONRECORD_BOT__{name}", "1")
    ran = draft("xylophones and bassoons")
    assert ran.code == 0
    assert "Nothing published: xylophones and bassoons" in ran.flat


def test_a_question_that_cannot_be_read_ends_with_1(draft: Onrecord) -> None:
    ran = draft("?!")
    assert (ran.code, ran.out) == (1, "")
