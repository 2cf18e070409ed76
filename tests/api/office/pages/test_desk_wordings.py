from __future__ import annotations

import datetime as dt
import re
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from api.ledger import Feedback, Gap, Verdict
from bot import Bot, Status
from index import Index, IndexSettings, build
from tests.api.office.conftest import Browser, House, opening
from tests.fakes import WordEmbedder, quiet

TODAY = dt.date.today()
QUESTION = "Bobbies after lurchers chasing long ears?"


@dataclass
class Place:
    """An office over pages of its own, which editors may add to."""

    house: House
    settings: IndexSettings
    index: Index
    bot: Bot
    editor: Browser

    def alternates(self) -> dict[str, Any]:
        path = self.settings.seeds / "alternates.toml"
        return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}

    def decide(self, do: str = "approve", table: str = "gaps", row: str = "1", **fields: str) -> Any:
        sent = {"table": table, "row": row, "text": QUESTION, "answer": "", "other": "", "do": do} | fields
        return self.editor.submit("/office/desk/wordings", **sent)

    def waiting(self) -> list[str]:
        return re.findall(
            r'<textarea id="text-[\w-]+"[^>]*>(.*?)</textarea>', self.editor.get("/office/desk/wordings").text
        )


@pytest.fixture
def place(words: IndexSettings, tmp_path: Path) -> Iterator[Place]:
    shutil.copytree(words.seeds, tmp_path / "seeds")
    shutil.copytree(words.data, tmp_path / "data")
    settings = words.model_copy(update={"seeds": tmp_path / "seeds", "data": tmp_path / "data"})
    index = Index.open(settings, WordEmbedder())
    bot = Bot.open(index)
    with opening(tmp_path, bot) as open_house:
        house = open_house(index=settings)
        yield Place(house, settings, index, bot, house.browser("editor"))
    index.close()


def test_a_question_that_found_nothing_finds_its_answer_once_it_is_approved_and_built(place: Place) -> None:
    asked = place.house.browser()
    assert asked.post("/chat", json={"question": QUESTION}).json()["status"] == Status.NO_PRECEDENT
    assert place.waiting() == [QUESTION]
    done = place.decide(other="rural-q1")
    assert done.headers["location"] == "/office/desk/wordings?done=approved"
    page = place.editor.get(done.headers["location"]).text
    assert "after the next “onrecord index”" in page
    assert "1 approved wording waits" in page
    assert place.alternates() == {"rural.txt": {"1": [QUESTION]}}
    build(place.settings, WordEmbedder(), quiet)
    assert place.index.refresh()
    reply = asked.post("/chat", json={"question": QUESTION}).json()
    assert [reply["status"], reply["answers"][0]["id"]] == [Status.ANSWERED, "rural-q1"]
    page = place.editor.get("/office/desk/wordings").text
    assert "waits for the next" not in page
    assert "no question to decide on" in page
    assert place.house.actions()[-1] == "wording approved"


def test_the_closest_answers_are_offered_with_how_likely_they_are(place: Place) -> None:
    place.house.ledger.add(Gap(TODAY, "Are tractors that were stolen returned?", "", None))
    page = place.editor.get("/office/desk/wordings").text
    offered = re.findall(r'type="radio" id="gaps-1-\d" name="answer" value="([\w-]+)"', page)
    assert offered[0] == "rural-q2"
    assert len(offered) == 3
    assert len(re.findall(r"\d+ % likely", page)) == 3
    assert place.decide(answer="rural-q2", text="Do farmers get tractors back?").status_code == 303
    assert place.alternates() == {"rural.txt": {"2": ["Do farmers get tractors back?"]}}


def test_what_somebody_said_answered_them_is_chosen_already(place: Place) -> None:
    place.house.ledger.add(
        Feedback(TODAY, "rural-q2", Verdict.ANSWERED, "Are tractors that were stolen returned?"),
        Feedback(TODAY, "roads-q2", Verdict.ANSWERED, "Hares?"),
        Feedback(TODAY, "roads-q2", Verdict.UNCLEAR, "never suggested"),
    )
    page = place.editor.get("/office/desk/wordings").text
    assert re.search(r'name="answer" value="rural-q2" checked', page)
    assert "never suggested" not in page


def test_what_was_decided_or_is_a_wording_is_not_suggested_again(place: Place) -> None:
    ledger = place.house.ledger
    ledger.add(Gap(TODAY, QUESTION, "", None), Gap(TODAY, "Who paints lamp posts?", "", None))
    ledger.add(Gap(TODAY, "are stolen tractors ever returned to their owners", "", None))
    assert sorted(place.waiting()) == sorted([QUESTION, "Who paints lamp posts?"])
    assert place.decide("dismiss").headers["location"].endswith("done=dismissed")
    ledger.add(Gap(TODAY, QUESTION.upper(), "", None), Feedback(TODAY, "rural-q1", Verdict.WRONG_SUBJECT, QUESTION))
    assert place.waiting() == ["Who paints lamp posts?"]
    assert place.alternates() == {}
    assert place.house.actions()[-1] == "wording dismissed"
    assert place.decide(other="rural-q1").status_code == 409
    assert place.alternates() == {}


def test_what_is_asked_most_often_comes_first_and_once(place: Place) -> None:
    place.house.ledger.add(*(Gap(TODAY, text, "", None) for text in ("Bees?", "Wasps!", "wasps", "Newts?")))
    assert place.waiting()[0] == "wasps"
    assert len(place.waiting()) == 3
    assert "Asked 2 times" in place.editor.get("/office/desk/wordings").text


def test_many_come_by_pages(place: Place) -> None:
    place.house.ledger.add(*(Gap(TODAY, f"Thing {at}?", "", None) for at in range(12)))
    assert len(place.waiting()) == 10
    second = place.editor.get("/office/desk/wordings?page=1").text
    assert second.count("<textarea") == 2
    assert "12 questions to decide on" in second


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({}, "Choose the answer"),
        ({"answer": "gone-q1"}, "no such answer"),
        ({"answer": "rural-q1", "text": "no"}, "3 to 500 characters"),
        ({"answer": "rural-q1", "text": "long " * 101}, "3 to 500 characters"),
        ({"answer": "rural-q1", "text": "Has [name] been here?"}, "Take [name] out"),
        ({"answer": "rural-q1", "text": "hidden ‮ text"}, "cannot be shown"),
        ({"answer": "rural-q1", "row": "99"}, "not kept any more"),
        ({"answer": "rural-q1", "row": "x"}, "whole number"),
    ],
)
def test_what_cannot_be_approved_says_why_and_keeps_what_was_typed(
    place: Place, fields: dict[str, str], says: str
) -> None:
    place.house.ledger.add(Gap(TODAY, QUESTION, "", None))
    refused = place.decide(**fields)
    assert refused.status_code == 422
    assert says in refused.text
    if "row" not in fields:
        assert " ".join(fields.get("text", QUESTION).split())[:60] in refused.text
    assert place.alternates() == {}
    assert "wording approved" not in place.house.actions()


def test_a_file_that_cannot_be_written_leaves_nothing_decided(place: Place) -> None:
    place.house.ledger.add(Gap(TODAY, QUESTION, "", None))
    (place.settings.seeds / "alternates.toml").write_text("not toml at all", encoding="utf-8")
    refused = place.decide(other="rural-q1")
    assert refused.status_code == 503
    assert "could not be written" in refused.text
    assert str(place.settings.seeds) not in refused.text
    assert place.waiting() == [QUESTION]
