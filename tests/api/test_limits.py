from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from api.limits import client_of, read_rates
from bot import Bot
from tests.api.conftest import Serve
from tests.bot import contract

QUESTION = {"question": "What is done about hare coursing?"}  # 503: there is no index
DANGER = {"question": "Someone is breaking into my house right now"}


@pytest.fixture
def twice(serve: Serve, blind: Bot) -> TestClient:
    """The application, for two questions an hour."""
    return serve(blind, rate="2/hour")


def test_a_client_has_its_share_and_no_more(twice: TestClient) -> None:
    assert [twice.post("/chat", json=QUESTION).status_code for _ in range(4)] == [503, 503, 429, 429]


def test_a_refusal_is_a_problem_that_says_when_to_come_back(twice: TestClient) -> None:
    response = [twice.post("/chat", json=QUESTION) for _ in range(3)][-1]
    assert response.headers["content-type"] == "application/problem+json"
    assert 0 < int(response.headers["retry-after"]) <= 3600
    assert contract.Problem.model_validate_json(response.content).status == 429


def test_questions_pages_and_searches_count_together(twice: TestClient) -> None:
    twice.post("/chat", json=QUESTION)
    twice.get("/search?q=x")
    assert twice.get("/search?q=x").status_code == 429
    response = twice.post("/ask", data=QUESTION)
    assert response.status_code == 429
    assert "retry-after" in response.headers
    assert QUESTION["question"] in response.text  # nothing typed is lost


def test_danger_is_answered_however_often_somebody_has_asked(twice: TestClient) -> None:
    for _ in range(3):
        twice.post("/chat", json=QUESTION)
    assert twice.post("/chat", json=QUESTION).status_code == 429
    response = twice.post("/chat", json=DANGER)
    assert (response.status_code, response.json()["status"]) == (200, "emergency")
    assert "999" in twice.post("/ask", data=DANGER).text


def test_what_cannot_be_read_counts(twice: TestClient) -> None:
    assert [twice.post("/chat", json={}).status_code for _ in range(3)] == [422, 422, 422]
    assert twice.post("/chat", json=QUESTION).status_code == 429


def test_reading_the_record_is_free(twice: TestClient) -> None:
    assert {twice.get("/healthz").status_code for _ in range(9)} == {200}


def test_a_made_up_address_is_no_new_client(twice: TestClient) -> None:
    seen = [
        twice.post("/chat", json=QUESTION, headers={"X-Forwarded-For": f"203.0.113.{n}"}).status_code for n in range(5)
    ]
    assert seen == [503, 503, 429, 429, 429]


def test_behind_a_proxy_clients_are_told_apart(serve: Serve, blind: Bot) -> None:
    client = serve(blind, rate="1/hour", proxies=1)

    def ask(forwarded: str) -> int:
        return client.post("/chat", json=QUESTION, headers={"X-Forwarded-For": forwarded}).status_code

    assert ask("198.51.100.1") == 503
    assert ask("198.51.100.2") == 503
    assert ask("made.up, 203.0.113.9, 198.51.100.1") == 429


@pytest.mark.parametrize(
    ("forwarded", "proxies", "client"),
    [
        ("", 0, "192.0.2.1"),
        ("198.51.100.1", 0, "192.0.2.1"),
        ("", 1, "192.0.2.1"),
        ("198.51.100.1", 1, "198.51.100.1"),
        ("203.0.113.1, 198.51.100.1", 1, "198.51.100.1"),
        ("203.0.113.1, 198.51.100.1", 2, "203.0.113.1"),
        ("198.51.100.1", 2, "192.0.2.1"),
        ("198.51.100.1:4711", 1, "198.51.100.1"),
        ("garbage", 1, "192.0.2.1"),
        ("2001:db8::1", 1, "2001:db8::/64"),
        ("[2001:db8::ffff]:4711", 1, "2001:db8::/64"),
        ("::ffff:198.51.100.1", 1, "198.51.100.1"),
        (" , ,198.51.100.1, ", 1, "198.51.100.1"),
    ],
)
def test_who_a_client_is(forwarded: str, proxies: int, client: str) -> None:
    assert client_of("192.0.2.1", forwarded, proxies) == client


def test_a_peer_without_an_address_is_one_client() -> None:
    assert client_of("testclient", "", 0) == "testclient"


def test_rates_are_read() -> None:
    assert [rate.amount for rate in read_rates("30/minute; 500/hour")] == [30, 500]
    assert read_rates(" ") == []
