"""A site over several days: what is fetched, indexed and served when it changes, shrinks and breaks."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import build_app
from api.settings import ApiSettings, Settings
from index import IndexSettings
from tests.api.cli.conftest import Onrecord
from tests.api.conftest import open_words
from tests.api.fetching.site import HOME, Sent, Site, lead_fetch_to, page, serving_site
from tests.bot import contract
from tests.index.captured import QUESTIONS, changed
from tests.index.captured import page as meeting

HTML = "text/html; charset=utf-8"
Form = Callable[..., Sent]
FORMER = "Last year 14 tractors were found by satellite."
PAGES = {
    "farms": meeting(),
    **{
        name: meeting({"Q1": (f"What is done about {what} in our villages?", f"We ask about {what} every week.")})
        for name, what in (("roads", "speeding"), ("shops", "theft"), ("parks", "litter"), ("homes", "burglary"))
    },
}


@contextmanager
def served(house: Path) -> Iterator[TestClient]:
    settings = Settings(
        index=IndexSettings(seeds=house / "seeds", data=house / ".onrecord"),
        api=ApiSettings(rate="", refresh_seconds=3600),
    )
    with TestClient(build_app(settings, open_words)) as client:
        yield client


def publish(site: Site, form: Form, day: int, **pages: str) -> None:
    """The site has these meetings in some form, one of them without an ETag, and a page that lists them."""
    links = "".join(f'<li><a href="/meetings/{name}">{name} meeting</a>' for name in pages)
    site.pages = {"/meetings": page(f"<ul>{links}</ul>", HTML)}
    for name, text in pages.items():
        marks = {"ETag": f'"{hash(text)}"'} if name != "parks" else {}
        site.pages[f"/meetings/{name}"] = form(text, f"nonce-{day}", **marks)


def as_text(text: str, nonce: str, **marks: str) -> Sent:
    """Plain text, with white space that comes and goes."""
    return page(text + len(nonce) * "\n", **marks)


def as_html(text: str, nonce: str, **marks: str) -> Sent:
    """A page with a menu and a script that are never twice the same."""
    title, *paragraphs = text.strip().split("\n\n")
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    menu = f'<nav><ul><li><a href="/">Home</a></li><li>{nonce}</li></ul></nav>'
    script = f'<script nonce="{nonce}">track()</script>'
    head = f"<head><meta charset=utf-8><title>{title}</title>{script}</head>"
    return page(
        f"<!doctype html><html lang=en>{head}<body>{menu}<main><h1>{title}</h1>{body}</main></body></html>",
        HTML,
        **marks,
    )


def told(client: TestClient, part: str) -> dict[str, Any]:
    """The answer whose question holds these words, as its page's JSON."""
    answers = (
        answer
        for held in client.get("/meetings").json()
        for answer in client.get(f"/meetings/{held['id']}").json()["answers"]
    )
    name = next(answer["id"] for answer in answers if part in answer["question"])
    response = client.get(f"/answers/{name}")
    return contract.Told.model_validate_json(response.content).model_dump(mode="json") | {"id": name}


def counts(ran: object) -> dict[str, int]:
    states = [result["state"] for result in json.loads(ran.out)]  # type: ignore[attr-defined]
    return {state: states.count(state) for state in states}


@pytest.fixture
def house(tmp_path: Path, fake_model: None, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").mkdir()
    monkeypatch.setenv("ONRECORD_FETCH__LISTINGS", f"{HOME}/meetings")
    return tmp_path


@pytest.mark.parametrize("form", [as_text, as_html])
def test_a_site_over_several_days(onrecord: Onrecord, house: Path, monkeypatch: pytest.MonkeyPatch, form: Form) -> None:
    today = dt.datetime.now(dt.UTC).date().isoformat()
    with serving_site() as site:
        lead_fetch_to(site, monkeypatch)
        publish(site, form, 1, **PAGES)
        first = onrecord("fetch", "--all", "--json")
        assert (first.code, counts(first)) == (0, {"new": 5})
        assert onrecord("index").code == 0

        site.asked.clear()
        publish(site, form, 2, **PAGES)
        same = onrecord("fetch", "--all", "--json")
        assert (same.code, counts(same)) == (0, {"unchanged": 5})
        assert sum("If-None-Match" in headers for _, headers in site.asked) == 4
        assert not (house / "seeds" / "earlier").exists()

        later = {name: text for name, text in PAGES.items() if name != "shops"}
        later["farms"] = meeting(changed(Q2="Last year 31 tractors were found by satellite."))
        later["rivers"] = meeting({"Q1": ("Who looks after the rivers at night?", "Our boats do, in summer.")})
        publish(site, form, 3, **later)
        second = onrecord("fetch", "--all", "--json")
        assert (second.code, counts(second)) == (0, {"changed": 1, "unchanged": 3, "gone": 1, "new": 1})
        assert onrecord("index").code == 0
        with served(house) as client:
            _changed_answer(client, today)
            _page_that_is_gone(client, today)
            assert told(client, "rivers")["response"] == "Our boats do, in summer."

        half = {name: later[name] for name in ("roads", "rivers")}
        publish(site, form, 4, **half)
        site.pages["/meetings/farms"] = form(meeting({"Q1": QUESTIONS["Q1"]}), "x")
        site.pages["/meetings/parks"] = Sent(b"", 500)
        site.pages["/meetings/homes"] = form("Sign in\n\nPlease sign in to go on.", "x")
        third = onrecord("fetch", "--all", "--json")
        assert (third.code, counts(third)) == (1, {"held_back": 2, "unchanged": 2, "refused": 1, "gone": 1})
        unchanged = onrecord("index")
        assert (unchanged.code, "unchanged: 8 answers of 6 pages" in unchanged.err) == (0, True)

        asked = onrecord("fetch", f"{HOME}/meetings/farms", "--allow-shrink")
        assert (asked.code, "kept from the capture before: Q2, Q3" in asked.flat) == (0, True)
        assert onrecord("index").code == 0
        with served(house) as client:
            kept = told(client, "stolen tractors")
            assert kept["citation"]["removed"] == today
            assert kept["citation"]["source"].startswith("earlier/farms-")
            shown = client.get(f"/answers/{kept['id']}", headers={"Accept": "text/html"}).text
            assert "no longer on its page since" in shown


def _changed_answer(client: TestClient, today: str) -> None:
    answer = told(client, "stolen tractors")
    [revision] = answer["history"]
    assert (revision["seen"], revision["replaced"]) == (today, today)
    assert [piece["text"] for piece in revision["response"] if piece["kind"] != "kept"] == ["14", "31"]
    shown = client.get(f"/answers/{answer['id']}", headers={"Accept": "text/html"}).text
    assert "The published answer was changed on" in shown
    assert "<del>14</del><ins>31</ins> tractors" in shown
    reply = contract.Reply.model_validate_json(
        client.post("/chat", json={"question": "Are stolen tractors ever returned to their owners?"}).content
    )
    card = next(card for card in reply.answers if card.id == answer["id"])
    assert ("31", "changed") in [(reason.text, reason.kind) for reason in card.freshness.reasons]
    assert told(client, "hare coursing")["history"] == []
    assert FORMER not in client.get("/search?q=tractors").text


def _page_that_is_gone(client: TestClient, today: str) -> None:
    answer = told(client, "theft")
    assert answer["citation"]["gone"] == today
    shown = client.get(f"/answers/{answer['id']}", headers={"Accept": "text/html"}).text
    assert "no longer on the site since" in shown
    assert (
        "no longer on the site"
        in client.get(f"/meetings/{answer['id'].rsplit('-', 1)[0]}", headers={"Accept": "text/html"}).text
    )
    asked = client.post("/chat", json={"question": "What is done about theft in our villages?"}).json()
    assert [card["citation"].get("gone") for card in asked["answers"] if card["id"] == answer["id"]] == [today]
