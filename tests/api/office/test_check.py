from __future__ import annotations

from starlette.testclient import TestClient

from api.office.access.tokens import Scope
from tests.api.conftest import CANARY
from tests.api.office.conftest import House
from tests.bot import contract


def test_a_text_is_checked_as_the_contract_says(program: TestClient) -> None:
    answer = program.post("/check", json={"text": "Last year 15 stolen tractors were found. The moon is far away."})
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    checked = contract.Checked.model_validate_json(answer.text)
    assert [each.verdict for each in checked.sentences] == ["differs", "not_in_record"]
    match = checked.sentences[0].matches[0]
    response = program.get(f"/answers/{match.answer_id}").json()["response"]
    assert response[match.start : match.end] == match.text


def test_a_text_that_cannot_be_checked_is_a_problem_that_does_not_repeat_it(program: TestClient) -> None:
    for text in ("", f"{CANARY} " * 5000):
        answer = program.post("/check", json={"text": text})
        assert answer.status_code in (413, 422)
        assert answer.headers["content-type"] == "application/problem+json"
        assert CANARY not in answer.text


def test_an_unknown_field_is_refused(program: TestClient) -> None:
    assert program.post("/check", json={"text": "Hello there.", "more": 1}).status_code == 422


def test_without_an_index_it_says_so(house: House) -> None:
    headers = {"Authorization": f"Bearer {house.token('staff', Scope.CHECK)}", "Accept": "application/json"}
    assert house.browser().post("/check", json={"text": "Hello there."}, headers=headers).status_code == 503
