"""What is sent wrongly comes back as a problem, which never holds what was sent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from bot import Bot, Reply, WordingError
from index import GenerationError
from tests.api.conftest import CANARY, Serve
from tests.bot import contract

JSON = {"Content-Type": "application/json"}


def a_problem(response: Any, status: int) -> contract.Problem:
    """The body of an error, which must be a problem without the sender's text."""
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    problem = contract.Problem.model_validate_json(response.content)
    assert problem.status == status
    assert problem.title
    assert problem.detail
    assert CANARY not in response.text
    return problem


def with_question(**more: Any) -> bytes:
    return json.dumps({"question": f"hare coursing {CANARY}"} | more).encode()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param(b"", 422, id="nothing"),
        pytest.param(b'{"question": "' + CANARY.encode(), 422, id="broken JSON"),
        pytest.param(with_question() + b" " + CANARY.encode(), 422, id="trailing text"),
        pytest.param(json.dumps(CANARY).encode(), 422, id="a string"),
        pytest.param(json.dumps([CANARY]).encode(), 422, id="an array"),
        pytest.param(b"null", 422, id="null"),
        pytest.param(b"{}", 422, id="no question"),
        pytest.param(b'{"question": null}', 422, id="question null"),
        pytest.param(json.dumps({"question": [CANARY]}).encode(), 422, id="question an array"),
        pytest.param(b'{"question": "\\ud800 ' + CANARY.encode() + b'"}', 422, id="lone surrogate"),
        pytest.param(b'{"question": 1e400}', 422, id="1e400"),
        pytest.param(b'{"question": NaN}', 422, id="NaN"),
        pytest.param(b'{"question": -Infinity}', 422, id="-Infinity"),
        pytest.param(b'{"question": ' + b"9" * 4000 + b"}", 422, id="huge integer"),
        pytest.param(b'{"question": ' + b"9" * 5000 + b"}", 400, id="integer too huge to read"),
        pytest.param(b"[" * 30_000 + b"]" * 30_000, 400, id="deep array"),
        pytest.param(b'{"question":' * 4_000 + b"1" + b"}" * 4_000, 400, id="deep object"),
        pytest.param(b"[" * 100_000, 413, id="100,000 brackets"),
        pytest.param(b'{"question": "\xff\xfe"}', 400, id="not UTF-8"),
        pytest.param(b"\x1f\x8b\x08\x00", 400, id="gzip"),
        pytest.param(json.dumps({"question": f"{CANARY} " * 300}).encode(), 422, id="too long a question"),
        pytest.param(json.dumps({"question": f"{CANARY} " * 30_000}).encode(), 413, id="too large a body"),
        pytest.param(b'{"question": "  "}', 422, id="empty question"),
        pytest.param(b'{"question": "?! \xf0\x9f\x9a\x93"}', 422, id="only punctuation and emoji"),
        pytest.param(with_question(conversation_id=CANARY), 422, id="conversation too short"),
        pytest.param(with_question(conversation_id=CANARY * 10), 422, id="conversation too long"),
        pytest.param(with_question(conversation_id=f"{CANARY}/../../etc"), 422, id="conversation of other letters"),
        pytest.param(with_question(conversation_id=7), 422, id="conversation a number"),
        pytest.param(with_question(filters=[CANARY]), 422, id="filters an array"),
        pytest.param(with_question(filters={"from": CANARY}), 422, id="a date that is none"),
        pytest.param(with_question(filters={"from": "2022-02-30"}), 422, id="a day that is none"),
        pytest.param(with_question(filters={"from": 1e308}), 422, id="a huge date"),
        pytest.param(with_question(filters={"from": "2023-01-02", "to": "2023-01-01"}), 422, id="dates swapped"),
        pytest.param(with_question(filters={"area": ""}), 422, id="an empty area"),
        pytest.param(with_question(filters={"area": CANARY * 30}), 422, id="a long area"),
        pytest.param(with_question(filters={"area": "\ud800"}), 422, id="lone surrogate in a filter"),
        pytest.param(with_question(filters={"area": CANARY}), 422, id="an unknown area"),
        pytest.param(with_question(filters={"topic": CANARY}), 422, id="an unknown topic"),
        pytest.param(with_question(filters={"meeting": CANARY}), 422, id="an unknown meeting"),
        pytest.param(with_question(**{f"{CANARY} of mine": 1}), 422, id="an unknown field"),
        pytest.param(with_question(**{CANARY: 1}), 422, id="an unknown field like a name"),
        pytest.param(with_question(filters={CANARY: 1}), 422, id="an unknown filter"),
        pytest.param(b'{"question": "hare", "\\ud800": 1}', 422, id="lone surrogate as a field"),
    ],
)
def test_a_body_that_cannot_be_used_is_a_problem(client: TestClient, body: bytes, status: int) -> None:
    a_problem(client.post("/chat", content=body, headers=JSON), status)


@pytest.mark.parametrize("headers", [{}, {"Content-Type": "text/plain"}, {"Content-Type": "multipart/form-data"}])
def test_another_content_type_is_a_problem(client: TestClient, headers: dict[str, str]) -> None:
    a_problem(client.post("/chat", content=with_question(), headers=headers), 422)


@pytest.mark.parametrize("pieces", [70, 1000])
def test_a_large_body_without_a_length_is_cut_off(client: TestClient, pieces: int) -> None:
    taken = 0

    def body() -> Iterator[bytes]:
        nonlocal taken
        for _ in range(pieces):
            taken += 1
            yield CANARY.encode() * 100

    a_problem(client.post("/chat", content=body(), headers=JSON), 413)


def test_the_largest_body_is_a_setting(serve: Serve, blind: Bot) -> None:
    client = serve(blind, largest_body=1000)
    assert client.post("/chat", json={"question": "Someone is breaking in " * 30}).status_code == 200
    assert client.post("/chat", json={"question": "Someone is breaking in " * 60}).status_code == 413


def padded(size: int) -> bytes:
    """A question in a body of so many bytes."""
    return b'{"question": "I want to kill myself"}'.rjust(size)


@pytest.mark.parametrize(("size", "status"), [(1000, 200), (1001, 413)])
def test_a_body_may_be_as_large_as_the_largest(serve: Serve, blind: Bot, size: int, status: int) -> None:
    client = serve(blind, largest_body=1000)
    assert client.post("/chat", content=padded(size), headers=JSON).status_code == status
    pieces = (padded(size)[at : at + 100] for at in range(0, size, 100))
    assert client.post("/chat", content=pieces, headers=JSON).status_code == status


def test_duplicate_keys_are_read_as_the_last(client: TestClient) -> None:
    response = client.post("/chat", content=b'{"question": "hare", "question": "stolen tractors"}', headers=JSON)
    assert response.json()["question_used"] == "stolen tractors"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_any_unicode_encoding_is_read(client: TestClient, encoding: str) -> None:
    body = '{"question": "hare coursing – où?"}'.encode(encoding)
    assert client.post("/chat", content=body, headers=JSON).json()["question_used"] == "hare coursing – où?"


@pytest.mark.parametrize(
    "query",
    [
        "",
        "q=",
        "q=%00",
        "q=%ff%fe",
        f"q={CANARY}&k=0",
        f"q={CANARY}&k=101",
        f"q={CANARY}&k=-1",
        f"q=hare&k={CANARY}",
        "q=hare&k=1e400",
        "q=hare&k=" + "9" * 5000,
        "q=" + CANARY * 300,
        f"q=hare&from={CANARY}",
        "q=hare&from=2022-02-30",
        "q=hare&from=2023-01-02&to=2023-01-01",
        "q=hare&from_=2023-01-02",
        "q=hare&area=",
        "q=hare&area=" + CANARY * 30,
        f"q=hare&{CANARY}%20of%20mine=1",
        pytest.param(f"q=hare&{CANARY}=1"),
        pytest.param(f"q=hare&area={CANARY}"),
    ],
    ids=lambda query: query[:30],
)
def test_a_query_that_cannot_be_used_is_a_problem(client: TestClient, query: str) -> None:
    a_problem(client.get(f"/search?{query}"), 422)


@pytest.mark.xfail(reason="pydantic reads a number as seconds since 1970")
@pytest.mark.parametrize("date", ["1665014400", "0", "-86400"])
def test_a_number_is_not_a_date(client: TestClient, date: str) -> None:
    a_problem(client.get(f"/search?q=hare&from={date}"), 422)


@pytest.mark.parametrize("path", ["/answers/roads-q99", "/meetings/nowhere", "/answers/%00", "/answers/..%2froads-q1"])
def test_what_is_not_there_is_a_problem(client: TestClient, path: str) -> None:
    a_problem(client.get(path), 404)


@pytest.mark.parametrize("path", [f"/answers/{CANARY}", f"/meetings/{CANARY}"])
def test_an_unknown_id_is_not_repeated(client: TestClient, path: str) -> None:
    a_problem(client.get(path), 404)


@pytest.mark.parametrize("path", [f"/{CANARY}", f"/chat/{CANARY}", "/docs", "/redoc", "/metrics"])
def test_an_unknown_route_is_a_problem(client: TestClient, path: str) -> None:
    a_problem(client.get(path), 404)


@pytest.mark.parametrize(("method", "path"), [("GET", "/chat"), ("DELETE", "/healthz"), ("POST", "/search")])
def test_another_method_is_a_problem_that_names_the_right_ones(client: TestClient, method: str, path: str) -> None:
    response = client.request(method, path)
    a_problem(response, 405)
    assert response.headers["allow"]


class Failing:
    """A bot that fails with a given error."""

    index = None

    def __init__(self, error: Exception) -> None:
        self.error = error

    def reply(self, question: str, **_: object) -> Reply:
        raise self.error


def test_an_unexpected_error_is_neutral(serve: Serve) -> None:
    client = serve(Failing(ValueError(f"secret {CANARY}")))
    problem = a_problem(client.post("/chat", json={"question": "hare"}), 500)
    assert "secret" not in problem.detail
    assert "ValueError" not in problem.detail


@pytest.mark.parametrize(
    ("error", "status", "retry"),
    [(GenerationError(f"secret {CANARY}"), 503, "30"), (WordingError(f"secret {CANARY}"), 500, None)],
    ids=["record", "bot"],
)
def test_our_own_faults_are_neutral_too(serve: Serve, error: Exception, status: int, retry: str | None) -> None:
    response = serve(Failing(error)).post("/chat", json={"question": "hare"})
    assert "secret" not in a_problem(response, status).detail
    assert response.headers.get("retry-after") == retry


def test_who_comes_when_it_is_busy_is_told_to_come_again(serve: Serve, blind: Bot) -> None:
    crowded = serve(blind, at_once=1)
    with crowded.app.state.on_record.place():  # type: ignore[attr-defined]
        for response in (crowded.post("/chat", json={"question": "hare"}), crowded.get("/search?q=hare")):
            assert "call 999" in a_problem(response, 503).detail
            assert response.headers["retry-after"].isdigit()
        danger = crowded.post("/chat", json={"question": "Someone is breaking into my house right now"})
        assert danger.json()["status"] == "emergency"
        assert crowded.get("/healthz").status_code == 200
    assert crowded.post("/chat", json={"question": "I want to kill myself"}).status_code == 200


def test_a_place_is_given_back_when_a_reply_fails(serve: Serve) -> None:
    client = serve(Failing(ValueError()), at_once=1)
    assert [client.post("/chat", json={"question": "hare"}).status_code for _ in range(3)] == [500, 500, 500]


def test_without_an_index_danger_is_answered_and_nothing_else(empty: TestClient) -> None:
    reply = empty.post("/chat", json={"question": "Someone is breaking into my house right now"})
    assert reply.status_code == 200
    assert reply.json()["status"] == "emergency"
    assert reply.headers["onrecord-generation"] == "none"
    for response in (
        empty.post("/chat", json={"question": f"hare {CANARY}"}),
        empty.get(f"/search?q={CANARY}"),
        empty.get("/answers/roads-q1"),
        empty.get("/meetings"),
        empty.get("/meetings/roads"),
        empty.get("/readyz"),
    ):
        a_problem(response, 503)
    assert empty.post("/chat", json={"question": "hare"}).headers["retry-after"].isdigit()


def test_many_faults_are_not_all_listed(client: TestClient) -> None:
    body = {"question": "hare"} | {f"number {number}": number for number in range(1000)}
    assert len(a_problem(client.post("/chat", json=body), 422).errors) <= 20


def test_a_fault_says_where_and_what(client: TestClient) -> None:
    problem = a_problem(client.post("/chat", json={"question": 7, "filters": {"from": "yesterday"}}), 422)
    assert {fault.where for fault in problem.errors} == {"body.question", "body.filters.from"}
