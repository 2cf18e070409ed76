from __future__ import annotations

from starlette.testclient import TestClient

from tests.api.conftest import CANARY

QUESTION = {"question": "Are stolen tractors ever returned?"}


def test_a_draft_is_as_the_contract_says(program: TestClient) -> None:
    answer = program.post("/drafts", json=QUESTION)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    made = answer.json()
    assert set(made) == {"text", "sentences", "unanswered", "citations"}
    [source] = made["citations"]
    response = program.get(f"/answers/{source['answer_id']}").json()["response"]
    published = [each for each in made["sentences"] if not each["template"]]
    assert published
    for each in published:
        assert response[each["start"] : each["end"]] == each["text"]
    assert {flag["kind"] for each in published for flag in each["flags"]} >= {"figure", "old"}


def test_what_cannot_be_drafted_is_a_problem_that_does_not_repeat_it(program: TestClient) -> None:
    for body in ({"question": ""}, {"question": f"{CANARY} " * 2000}, {"question": "Why?", CANARY: 1}):
        answer = program.post("/drafts", json=body)
        assert answer.status_code == 422
        assert answer.headers["content-type"] == "application/problem+json"
        assert CANARY not in answer.text
