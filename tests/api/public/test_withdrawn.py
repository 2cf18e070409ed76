"""What was withdrawn is served nowhere: not as an answer, a result, a suggestion or an entry of a list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from api.app import build_app
from api.settings import ApiSettings, Settings
from api.withdrawing import bring_back, take_down
from index import MASK, IndexSettings, read_withdrawals
from tests.api.conftest import open_words
from tests.fakes import WordEmbedder
from tests.index.conftest import copy_of

HTML = {"Accept": "text/html"}
GONE = "This answer was withdrawn from the record by the office that keeps it."


@pytest.fixture(scope="module")
def settings(words: IndexSettings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The two pages; rural-q2 is suppressed, "hare coursing" masked in rural-q1."""
    index = copy_of(words, tmp_path_factory.mktemp("withdrawn"))
    settings = Settings(index=index, api=ApiSettings(rate=""))
    take_down(settings, WordEmbedder(), "rural-q2", reason="Names secretzzyx.", by="A. Editor")
    take_down(settings, WordEmbedder(), "rural-q1", reason="Asked for.", by="A. Editor", words=["hare coursing"])
    return settings


@pytest.fixture(scope="module")
def client(settings: Settings) -> Iterator[TestClient]:
    with TestClient(build_app(settings, open_words), raise_server_exceptions=False) as client:
        yield client


def test_a_suppressed_answer_is_gone_for_programs_and_people(client: TestClient) -> None:
    response = client.get("/answers/rural-q2")
    assert (response.status_code, response.headers["content-type"]) == (410, "application/problem+json")
    assert (response.json()["title"], response.json()["detail"]) == ("Gone", GONE)
    page = client.get("/answers/rural-q2", headers=HTML)
    assert page.status_code == 410
    assert GONE in page.text
    assert "noindex" in page.text
    for text in (response.text, page.text):
        assert "tractors" not in text
        assert "secretzzyx" not in text


def test_an_answer_that_never_was_is_not_found(client: TestClient) -> None:
    assert client.get("/answers/rural-q9").status_code == 404


def test_lists_and_searches_do_not_have_it(client: TestClient) -> None:
    assert [each["id"] for each in client.get("/meetings/rural").json()["answers"]] == ["rural-q1", "rural-q3"]
    found = client.get("/search", params={"q": "Are stolen tractors ever returned?", "k": 100}).json()["results"]
    assert "rural-q2" not in [each["id"] for each in found]
    reply = client.post("/chat", json={"question": "Are stolen tractors ever returned to their owners?"})
    suggested = client.get("/suggestions", params={"answer": "rural-q1"})
    for response in (reply, suggested, client.get("/meetings/rural", headers=HTML)):
        assert response.status_code == 200
        assert "rural-q2" not in response.text
        assert "satellite" not in response.text


def test_nothing_can_be_said_of_it_any_more(client: TestClient) -> None:
    assert client.get("/suggestions", params={"answer": "rural-q2"}).status_code == 410
    assert client.post("/feedback", json={"answer_id": "rural-q2", "verdict": "answered"}).status_code == 410


def test_a_masked_answer_shows_where_words_were_and_says_so(client: TestClient) -> None:
    answer = client.get("/answers/rural-q1").json()
    assert answer["question"] == f"What is being done about {MASK * 13} on farmland?"
    assert MASK * 13 in answer["response"]
    page = client.get("/answers/rural-q1", headers=HTML).text
    assert page.count("█ stands for words that are not shown.") == 1
    assert "hare coursing" not in page
    assert "words that are not shown" not in client.get("/answers/rural-q3", headers=HTML).text


def test_what_the_description_says_of_gone(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    for path, method in (("/answers/{answer_id}", "get"), ("/suggestions", "get"), ("/feedback", "post")):
        assert "410" in paths[path][method]["responses"]


def test_an_index_that_serves_here_lets_go_and_takes_up_at_once(words: IndexSettings, tmp_path) -> None:
    settings = Settings(index=copy_of(words, tmp_path))
    state = open_words(settings)
    serving = state.bot.index
    assert serving
    done = take_down(settings, serving.embedder, "rural-q2", reason="Asked for.", by="A", serving=serving)
    with serving.lease() as generation:
        assert generation.id == done.generation
        assert generation.suppressed("rural-q2")
    assert [path.name for path in (settings.index.data / "generations").iterdir()] == [done.generation]
    bring_back(settings, WordEmbedder(), "rural-q2", reason="A mistake.", by="B", serving=serving)
    with serving.lease() as generation:
        assert generation.answer("rural-q2").response.startswith("Last year 14")
    (entry,) = read_withdrawals(settings.index.seeds)
    assert (entry.by, entry.on, entry.restored and entry.restored.by) == ("A", dt.date.today(), "B")
    state.close()
