from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from api.ledger import Verdict
from api.state import State
from tests.api.conftest import CANARY, Serve

GIVEN = {"answer_id": "rural-q1", "verdict": "answered"}


@pytest.fixture
def kept(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What reaches the ledger."""
    rows: list[Any] = []
    state: State = client.app.state.on_record  # type: ignore[attr-defined]
    ledger = type("Kept", (), {"add": staticmethod(lambda *added: rows.extend(added))})()
    monkeypatch.setattr(state.keeper, "ledger", ledger)
    return rows


@pytest.mark.parametrize("verdict", Verdict)
def test_feedback_is_taken_without_a_word(client: TestClient, verdict: Verdict) -> None:
    response = client.post("/feedback", json=GIVEN | {"verdict": verdict, "question": "hare coursing?"})
    assert (response.status_code, response.content) == (204, b"")


@pytest.mark.parametrize(
    "wrong",
    [
        {"verdict": CANARY},
        {"verdict": None},
        {"answer_id": ""},
        {"answer_id": "x" * 201},
        {"answer_id": None},
        {"question": "x" * 10_001},
        {"question": 7},
        {CANARY: "extra"},
    ],
)
def test_feedback_that_cannot_be_read_is_a_problem(client: TestClient, wrong: dict[str, Any]) -> None:
    response = client.post("/feedback", json=GIVEN | wrong)
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert CANARY not in response.text


FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html,*/*;q=0.8"}


def test_feedback_by_a_form_is_kept_and_thanked_for(client: TestClient, kept: list[Any]) -> None:
    fields = GIVEN | {"verdict": "unclear", "question": "hare?", "conversation_id": "conversation-0001"}
    page = client.post("/ask/feedback", data=fields, headers=FORM)
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert "Thank you" in page.text
    assert 'href="/answers/rural-q1"' in page.text
    assert 'name="conversation_id" value="conversation-0001"' in page.text
    [given] = kept
    assert (given.answer_id, given.verdict, given.question) == ("rural-q1", Verdict.UNCLEAR, "hare?")


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"verdict": CANARY}, 422),
        ({"answer_id": ""}, 422),
        ({"answer_id": CANARY}, 404),
        ({"question": "x" * 10_001}, 422),
        ({"question": CANARY * 10_000}, 413),
    ],
)
def test_a_form_that_cannot_be_used_is_a_page_that_says_so(
    client: TestClient, kept: list[Any], fields: dict[str, str], status: int
) -> None:
    page = client.post("/ask/feedback", data=GIVEN | fields, headers=FORM)
    assert page.status_code == status
    assert page.headers["content-type"].startswith("text/html")
    assert CANARY not in page.text
    assert kept == []


def test_a_form_counts_against_the_limit_and_the_page_says_so(serve: Serve, blind: Any) -> None:
    client = serve(blind, rate="1/minute")
    pages = [client.post("/ask/feedback", data=GIVEN, headers=FORM) for _ in range(2)]
    assert [page.status_code for page in pages] == [503, 429]
    assert "Too many questions" in pages[1].text
    assert pages[1].headers["retry-after"].isdigit()


def test_feedback_on_no_answer_is_not_found(client: TestClient) -> None:
    assert client.post("/feedback", json=GIVEN | {"answer_id": CANARY}).status_code == 404


def test_feedback_counts_against_the_limit(serve: Serve, blind: Any) -> None:
    client = serve(blind, rate="1/minute")
    assert [client.post("/feedback", json=GIVEN).status_code for _ in range(2)] == [503, 429]


def test_suggestions_are_questions_with_their_answers(client: TestClient) -> None:
    suggested = client.get("/suggestions", params={"answer": ["rural-q1", "rural-q2"]}).json()
    assert 0 < len(suggested) <= 3
    for each in suggested:
        assert set(each) == {"question", "answer_id"}
        assert each["answer_id"] not in ("rural-q1", "rural-q2")
        assert client.get(f"/answers/{each['answer_id']}").status_code == 200


@pytest.mark.parametrize(
    ("query", "status"),
    [("", 422), ("?answer=", 422), (f"?answer={CANARY}", 404), ("?" + "answer=rural-q1&" * 11, 422)],
)
def test_suggestions_for_nothing_that_is_there_are_a_problem(client: TestClient, query: str, status: int) -> None:
    response = client.get(f"/suggestions{query}")
    assert response.status_code == status
    assert CANARY not in response.text


def test_a_question_that_found_nothing_reaches_the_ledger(client: TestClient, kept: list[Any]) -> None:
    client.post("/chat", json={"question": "When are the bins collected?"})
    client.post("/ask", data={"question": "Who sells tickets for the fair?"})
    client.post("/chat", json={"question": "Someone is breaking into my house right now"})
    assert [gap.question for gap in kept] == ["When are the bins collected?", "Who sells tickets for the fair?"]
