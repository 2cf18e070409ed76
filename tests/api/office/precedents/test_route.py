from __future__ import annotations

from starlette.testclient import TestClient

from api.office.access.tokens import Scope
from tests.api.conftest import CANARY
from tests.api.office.conftest import House

SCOOTERS = {"q": "electric scooters"}


def test_a_program_gets_threads_with_every_telling_and_the_counts(program: TestClient) -> None:
    answer = program.get("/precedents", params=SCOOTERS)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    found = answer.json()
    assert (found["page"], found["pages"], found["found"]) == (1, 1, len(found["threads"]))
    told = [each["id"] for thread in found["threads"] for each in thread["tellings"]]
    assert {"rural-q3", "roads-q1"} <= set(told)
    assert {each["name"] for each in found["facets"]} >= {"meeting", "topic", "outcome"}


def test_filters_are_those_of_the_page(program: TestClient) -> None:
    for name, value in (("meeting", "rural"), ("from", "2022-01-01"), ("outcome", "answered"), ("has_figures", "no")):
        found = program.get("/precedents", params=SCOOTERS | {name: value, "sort": "date"}).json()
        assert found["answers"] >= 1, name
    assert program.get("/precedents", params={"to": "1999-01-01"}).json()["answers"] == 0
    assert program.get("/precedents", params={"page": 9}).json()["threads"] == []


def test_what_cannot_be_asked_is_a_problem_that_does_not_repeat_it(program: TestClient) -> None:
    for name in ("outcome", "answered_by", "from", "sort", "page", "has_figures", "more"):
        answer = program.get("/precedents", params={name: CANARY})
        assert answer.status_code == 422
        assert CANARY not in answer.text


def test_its_parameters_are_described(program: TestClient) -> None:
    described = program.get("/openapi.json").json()["paths"]["/precedents"]["get"]
    names = {each["name"] for each in described["parameters"]}
    assert {"q", "meeting", "from", "to", "topic", "area", "outcome", "answered_by", "has_figures", "sort"} <= names


def test_without_an_index_it_says_so(house: House) -> None:
    headers = {"Authorization": f"Bearer {house.token('staff', Scope.PRECEDENTS)}", "Accept": "application/json"}
    assert house.browser().get("/precedents", headers=headers).status_code == 503
