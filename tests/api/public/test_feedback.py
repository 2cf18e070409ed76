from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from api.ledger import Verdict
from api.state import State
from tests.api.conftest import CANARY, Serve

GIVEN = {"answer_id": "rural-q1", "verdict": "answered"}


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


def test_a_question_that_found_nothing_reaches_the_ledger(client: TestClient) -> None:
    state: State = client.app.state.on_record  # type: ignore[attr-defined]
    kept: list[Any] = []
    ledger, state.keeper.ledger = (
        state.keeper.ledger,
        type("Kept", (), {"add": staticmethod(lambda *rows: kept.extend(rows))})(),
    )
    try:
        client.post("/chat", json={"question": "When are the bins collected?"})
        client.post("/ask", data={"question": "Who sells tickets for the fair?"})
        client.post("/chat", json={"question": "Someone is breaking into my house right now"})
    finally:
        state.keeper.ledger = ledger
    assert [gap.question for gap in kept] == ["When are the bins collected?", "Who sells tickets for the fair?"]
