from __future__ import annotations

import re

import pytest
from pydantic import TypeAdapter
from starlette.testclient import TestClient

from bot import Bot
from tests.api.conftest import Serve
from tests.bot import contract

HTML = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
PAGES = ["/", "/answers/rural-q2", "/meetings", "/meetings/roads"]


def test_a_search_is_as_the_contract_says(client: TestClient) -> None:
    response = client.get("/search", params={"q": "electric scooters on pavements", "k": 100})
    found = contract.SearchResults.model_validate_json(response.content).results
    assert response.headers["content-type"] == "application/json"
    assert response.headers["cache-control"] == "no-store"
    assert [result.score for result in found] == sorted((result.score for result in found), reverse=True)
    assert {result.id for result in found[:2]} == {"rural-q3", "roads-q1"}
    assert len(found) == 7


def test_ten_results_unless_told(client: TestClient) -> None:
    assert len(client.get("/search?q=scooters").json()["results"]) <= 10
    assert len(client.get("/search?q=scooters&k=1").json()["results"]) == 1


def test_a_score_is_the_same_for_any_number_of_results(client: TestClient) -> None:
    three = client.get("/search?q=electric+scooters&k=3").json()["results"]
    assert client.get("/search?q=electric+scooters&k=20").json()["results"][:3] == three


def test_a_search_has_no_gates(client: TestClient) -> None:
    assert client.get("/search?q=I+want+to+kill+myself").json()["results"]


def test_filters_restrict_a_search(client: TestClient) -> None:
    for query, found in {
        "meeting=roads": {"roads-q1", "roads-q2", "roads-q3", "roads-q4"},
        "area=Bolsover": {"roads-q1", "rural-q1"},
        "topic=Speeding": {"roads-q2", "roads-q3"},
        "from=2022-10-06": {"rural-q1", "rural-q2", "rural-q3"},
        "to=2022-10-05": set(),
        "from=2022-10-06&to=2022-10-06&area=High+Peak": {"rural-q2"},
    }.items():
        results = client.get(f"/search?q=scooters&{query}").json()["results"]
        assert {result["id"] for result in results} == found, query


def test_an_answer_is_as_published(client: TestClient) -> None:
    response = client.get("/answers/rural-q2")
    answer = contract.Published.model_validate_json(response.content)
    assert (answer.id, answer.asked_from, answer.topic) == ("rural-q2", "High Peak", "Wildlife and Farms")
    assert answer.citation.date == "2022-10-06"
    assert answer.freshness.stale
    for reason in answer.freshness.reasons:
        assert answer.response[reason.start : reason.end] == reason.text


def test_meetings_stand_newest_first(client: TestClient) -> None:
    response = client.get("/meetings")
    found = TypeAdapter(list[contract.Meeting]).validate_json(response.content)
    assert [(meeting.id, meeting.date, meeting.date_basis) for meeting in found] == [
        ("rural", "2022-10-06", "stated"),
        ("roads", None, "unknown"),
    ]


def test_a_meeting_holds_its_answers(client: TestClient) -> None:
    held = contract.Held.model_validate_json(client.get("/meetings/roads").content)
    assert held.meeting.id == "roads"
    assert [answer.label for answer in held.answers] == ["Q1", "Q2", "Q3", "Q4"]
    assert [answer.outcome for answer in held.answers] == ["answered", "answered", "referred", "referred"]


def test_the_first_page_says_where_to_go(client: TestClient) -> None:
    places = [place for place in client.get("/").json().values() if place.startswith("/")]
    assert "/meetings" in places
    assert [client.get(f"{place}scooters" if place.endswith("=") else place).status_code for place in places] == [
        200
    ] * 3


@pytest.mark.parametrize("path", PAGES)
def test_a_browser_gets_a_page_and_a_program_json(client: TestClient, path: str) -> None:
    for accept, media_type in {
        HTML["Accept"]: "text/html; charset=utf-8",
        "application/json": "application/json",
        "*/*": "application/json",
    }.items():
        response = client.get(path, headers={"Accept": accept})
        assert response.headers["content-type"] == media_type
        assert "accept" in response.headers["vary"].lower()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_what_it_is(client: TestClient, path: str) -> None:
    text = client.get(path, headers=HTML).text
    assert len(re.findall("<title>[^<]+</title>", text)) == 1
    assert len(re.findall("<h1>", text)) == 1
    assert re.search('<meta name="description" content="[^"]+">', text)
    assert f'<link rel="canonical" href="{path}">' in text
    assert re.search('<meta property="og:title" content="[^"]+">', text)
    assert '<html lang="en-GB">' in text


def test_a_page_of_an_answer_is_word_for_word(client: TestClient) -> None:
    text = client.get("/answers/rural-q2", headers=HTML).text
    assert "Last year 14 stolen tractors were found with the help of satellite trackers." in text
    assert '<time datetime="2022-10-06">6 October 2022</time>' in text
    assert "a time counted from the meeting" in text
    assert '<meta property="og:type" content="article">' in text


def test_a_pointer_is_a_link_and_a_lost_one_is_said(client: TestClient) -> None:
    assert 'href="/answers/roads-q2"' in client.get("/answers/roads-q3", headers=HTML).text
    assert "which is not in the record" in client.get("/answers/roads-q4", headers=HTML).text


def test_a_page_of_a_meeting_leads_to_its_answers(client: TestClient) -> None:
    text = client.get("/meetings/roads", headers=HTML).text
    assert re.findall(r'href="/answers/([^"]+)"', text) == ["roads-q1", "roads-q2", "roads-q3", "roads-q4"]
    assert text.count("<ul") == text.count("</ul>")
    assert "date not known" in text


def test_a_dead_link_is_a_page_for_people_and_a_problem_for_programs(client: TestClient) -> None:
    for path in ("/answers/nope", "/meetings/nope", "/nope"):
        page = client.get(path, headers=HTML)
        assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
        assert client.get(path).headers["content-type"] == "application/problem+json"


def test_links_are_absolute_once_the_address_is_known(serve: Serve, blind: Bot) -> None:
    text = serve(blind, address="https://record.example.org/").get("/", headers=HTML).text
    assert '<link rel="canonical" href="https://record.example.org/">' in text
    assert '<meta property="og:url" content="https://record.example.org/">' in text
