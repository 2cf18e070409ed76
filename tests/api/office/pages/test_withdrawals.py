"""Withdrawing and restoring on the office's pages: what is shown first, what is done, and what is written down."""

from __future__ import annotations

import datetime as dt
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from api.office.pages import withdrawals as pages
from bot import Bot
from index import MASK, BuildError, Index, IndexSettings, read_withdrawals, withdraw
from tests.api.office.conftest import Browser, House, form_token, opening
from tests.fakes import WordEmbedder
from tests.index.conftest import copy_of
from tests.traces import traces

AT = "/office/withdrawals"
DAY = dt.date(2026, 3, 1)
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
WHOLE = {"answer": "rural-q2", "kind": "whole", "reason": "Asked for."}
SOME = {"answer": "rural-q2", "kind": "words", "typed": "stolen tractors\nsatellite", "reason": "Asked for."}


@dataclass
class Desk:
    house: House
    settings: IndexSettings
    editor: Browser

    def post(self, step: str, **fields: Any) -> Any:
        return self.editor.submit(f"{AT}/{step}", AT, **fields)

    def confirm(self, page: Any, **other: str) -> Any:
        """Press the button of the page that shows what would go."""
        assert page.status_code == 200, page.text
        form = page.text[page.text.index(f'action="{AT}/withdraw"') :]
        fields: dict[str, list[str]] = {}
        for name, value in _HIDDEN.findall(form):
            fields.setdefault(name, []).append(unescape(value))
        return self.editor.post(f"{AT}/withdraw", data=fields | other)

    def withdraw(self, **fields: str) -> Any:
        return self.confirm(self.post("foresee", **fields))

    def restore(self, answer: str, **fields: str) -> Any:
        """Press the button of the page that shows what would come back."""
        page = self.editor.get(f"{AT}/restore", params={"answer": answer})
        form = page.text[page.text.index(f'action="{AT}/restore"') :]
        shown = {name: unescape(value) for name, value in _HIDDEN.findall(form)}
        return self.editor.post(f"{AT}/restore", data=shown | fields)

    def logged(self) -> list[tuple[str, str, str, str]]:
        entries = self.house.ledger.audit.entries()
        return [(e.who, e.action, e.subject, e.detail) for e in reversed(entries) if "withdr" in e.action]


@pytest.fixture
def desk(words: IndexSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """An editor at an office over a copy of the two pages; what builds do in child processes is done in this one."""
    for module in ("building", "vetting"):
        monkeypatch.setattr(f"index.{module}.in_child", lambda function, *args: function(*args))
    settings = copy_of(words, tmp_path)
    index = Index.open(settings, WordEmbedder())
    with opening(tmp_path, Bot.open(index)) as open_house:
        house = open_house()
        state = house.app.state.on_record
        state.settings = house.settings.model_copy(update={"index": settings})
        yield Desk(house, settings, house.browser("editor"))
    index.close()


def test_the_answer_is_shown_sentence_by_sentence(desk: Desk) -> None:
    page = desk.editor.get(AT, params={"answer": " rural-q2 "})
    assert page.status_code == 200
    assert page.text.count('type="checkbox"') == 3
    assert "Last year 14 stolen tractors were found with the help of satellite trackers." in page.text


def test_exactly_what_would_be_black_is_shown_and_nothing_is_done(desk: Desk) -> None:
    page = desk.post("foresee", **SOME)
    assert re.findall(r"</span>([^<]+)</del>", page.text) == ["stolen tractors", "stolen tractors", "satellite"]
    assert "Places: 3." in page.text
    assert "No other answer shares it or repeats it." in page.text
    assert not (desk.settings.seeds / "withdrawn.toml").exists()
    assert desk.logged() == []


def test_sentences_are_picked_and_others_that_repeat_them_are_named(desk: Desk) -> None:
    sentence = "Electric scooters may not be ridden on pavements."
    page = desk.post("foresee", answer="rural-q3", kind="words", pick=[sentence], typed="scooters", reason="Asked for.")
    assert re.findall(r"</span>([^<]+)</del>", page.text) == ["scooters", sentence, "scooters"]
    assert f'href="{AT}?answer=roads-q1"' in page.text


def test_where_else_it_stands_is_said_and_it_is_not_called_done_while_it_is_shown(desk: Desk) -> None:
    (desk.settings.seeds / "alternates.toml").write_text(
        '["rural.txt"]\n1 = ["Any satellite pictures?"]\n', encoding="utf-8"
    )
    page = desk.post("foresee", **SOME)
    assert "would become black or go as well" in page.text
    assert "<li>a further wording of rural-q1, which is searched and not shown</li>" in page.text
    assert "<li>alternates.toml, line 2</li>" in page.text
    assert "<li>rural.txt, line 2" in page.text
    assert "Done: it is out" in desk.confirm(page).text
    (desk.settings.seeds / "meetings.toml").write_text('["roads.txt"]\ntheme = "Pavements"\n', encoding="utf-8")
    done = desk.withdraw(answer="rural-q3", kind="words", typed="pavements", reason="Asked for.")
    assert "It is out of this answer, but not out of everything" in done.text
    assert "Done:" not in done.text
    assert "<li>what is said of the meeting of roads</li>" in done.text


def test_words_are_withdrawn_and_served_by_nobody_when_the_page_has_come(desk: Desk) -> None:
    done = desk.withdraw(**SOME)
    assert "Done: it is out" in done.text
    for stage in ("Reading the pages", "Writing the new index", "Checking the new index"):
        assert stage in done.text
    for path in ("/answers/rural-q2", "/search?q=stolen+tractors+satellite", "/meetings/rural", AT):
        text = desk.editor.get(path).text
        assert "satellite" not in text
        assert "stolen tractors" not in text.replace("stolen+tractors", "")
    assert MASK * 15 in desk.editor.get("/answers/rural-q2").text
    assert traces(desk.settings.data, ["stolen tractors", "satellite"]) == set()
    [(who, action, subject, detail)] = desk.logged()
    assert (who, action, subject) == ("editor", "words withdrawn", "rural-q2")
    assert '"kind": "masked"' in detail
    assert '"places": 3' in detail
    assert "satellite" not in detail
    [entry] = read_withdrawals(desk.settings.seeds)
    assert (entry.by, entry.reason) == ("editor", "Asked for.")
    again = desk.editor.get(AT, params={"answer": "rural-q2"}).text
    assert "black in part: type the words" in again


def test_a_whole_answer_goes_is_listed_and_comes_back(desk: Desk) -> None:
    foreseen = desk.post("foresee", **WHOLE)
    assert "The whole answer would go" in foreseen.text
    assert "Done: it is out" in desk.confirm(foreseen).text
    assert desk.editor.get("/answers/rural-q2").status_code == 410
    listed = desk.editor.get(AT).text
    for part in ("rural-q2", "the whole answer", "Asked for.", "editor", "Out of the record"):
        assert part in listed
    gone = desk.editor.get(AT, params={"answer": "rural-q2"})
    assert (gone.status_code, 'role="alert"' in gone.text) == (410, True)
    restoring = desk.editor.get(f"{AT}/restore", params={"answer": "rural-q2"})
    assert "Withdrawn on" in restoring.text
    back = desk.restore("rural-q2", reason="A mistake.")
    assert "Done: it is in the record again." in back.text
    assert desk.editor.get("/answers/rural-q2").status_code == 200
    assert re.search(r"Restored on [\d-]+ by editor: A mistake\.", desk.editor.get(AT).text)
    assert [line[1] for line in desk.logged()] == ["answer withdrawn", "withdrawal restored"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"typed": ""}, "Tick sentences or type words"),
        ({"typed": "helicopter"}, "number 1 stand 0 times"),
        ({"typed": "Satellite"}, "1 times with other capitals"),
        ({"reason": ""}, "reason:"),
        ({"reason": "The satellite."}, "the reason holds the words"),
    ],
    ids=["nothing", "nowhere", "capitals", "no reason", "words in the reason"],
)
def test_what_cannot_be_done_is_said_and_what_was_typed_stays(desk: Desk, fields: dict[str, str], said: str) -> None:
    page = desk.post("foresee", **SOME | fields)
    assert page.status_code == 422
    assert said in page.text
    assert (SOME | fields)["typed"] in unescape(page.text)
    assert not (desk.settings.seeds / "withdrawn.toml").exists()


def test_going_back_keeps_what_was_chosen(desk: Desk) -> None:
    page = desk.post("foresee", **SOME, pick=["Owners are told within a day."], do="change")
    assert "stolen tractors\nsatellite</textarea>" in page.text
    assert page.text.count(" checked") == 2


def test_nothing_is_done_but_what_was_shown(desk: Desk) -> None:
    shown = desk.post("foresee", **SOME)
    desk.withdraw(**SOME | {"typed": "Owners"})
    other = desk.confirm(shown, typed="stolen tractors")
    assert other.status_code == 409
    assert "Nothing was done: look again." in other.text
    assert len(read_withdrawals(desk.settings.seeds)) == 1


@pytest.mark.parametrize("what", ["withdraw", "restore"])
def test_what_another_process_changes_after_the_last_look_is_not_done(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    desk.withdraw(**SOME | {"typed": "Owners"})
    shown = desk.post("foresee", **SOME)
    name = {"withdraw": "take_down", "restore": "bring_back"}[what]
    real = getattr(pages, name)

    def late(*args: Any, **more: Any) -> Any:
        """Just before the deed, somebody withdraws more on the command line."""
        withdraw(
            desk.settings, WordEmbedder(), lambda *_: None, "rural-q2", reason="A", by="B", on=DAY, words=["14 stolen"]
        )
        return real(*args, **more)

    monkeypatch.setattr(pages, name, late)
    page = desk.confirm(shown) if what == "withdraw" else desk.restore("rural-q2", reason="A mistake.")
    assert "has changed since it was shown, so nothing was done" in page.text
    entries = read_withdrawals(desk.settings.seeds)
    assert [(each.by, each.restored) for each in entries] == [("editor", None), ("B", None)]


def test_an_answer_that_is_not_there_is_said(desk: Desk) -> None:
    for path in (f"{AT}?answer=rural-q9", f"{AT}/restore?answer=rural-q1"):
        page = desk.editor.get(path)
        assert (page.status_code, 'role="alert"' in page.text) == (404, True)
    assert desk.post("foresee", **SOME | {"answer": "rural-q9"}).status_code == 404


@pytest.mark.parametrize(("fields", "said"), [({"reason": ""}, "Say why"), ({"mark": "7"}, "has changed since")])
def test_only_what_was_shown_comes_back_and_with_a_reason(desk: Desk, fields: dict[str, str], said: str) -> None:
    desk.withdraw(**SOME)
    page = desk.restore("rural-q2", **{"reason": "A mistake."} | fields)
    assert (page.status_code, said in page.text) == (422, True)
    assert not read_withdrawals(desk.settings.seeds)[0].restored


def test_two_editors_at_once_are_told_of_each_other(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on = threading.Event(), threading.Event()
    real = pages.take_down

    def slow(*args: Any, **more: Any) -> Any:
        begun.set()
        assert go_on.wait(60)
        return real(*args, **more)

    monkeypatch.setattr(pages, "take_down", slow)
    shown = desk.post("foresee", **SOME)
    first = threading.Thread(target=desk.confirm, args=[shown])
    first.start()
    assert begun.wait(60)
    other = desk.house.browser("admin")
    assert other.get("/answers/rural-q2").status_code == 200  # nobody else waits
    seen = other.submit(f"{AT}/foresee", AT, **WHOLE)
    fields = {name: unescape(value) for name, value in _HIDDEN.findall(seen.text)}
    page = other.post(f"{AT}/withdraw", data=fields)
    assert page.status_code == 409
    assert re.search(r"editor is withdrawing rural-q2, begun at \d\d:\d\d \(UTC\)\. Wait until that has", page.text)
    go_on.set()
    first.join(60)
    assert [each.kind for each in read_withdrawals(desk.settings.seeds)] == ["masked"]


def test_what_is_written_down_but_not_built_is_said_and_logged(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise BuildError("/secret/path: no room")

    monkeypatch.setattr("index.withdrawing.build_locked", broken)
    page = desk.withdraw(**SOME)
    assert "the index could not be built, so that residents still see" in page.text
    assert "/secret/path" not in page.text
    assert "Still shown" in desk.editor.get(AT).text
    assert [line[3] for line in desk.logged()] == ['{"built": false}']


def test_drafts_that_quote_it_are_named(desk: Desk) -> None:
    drafter = desk.house.browser("drafter")
    drafter.post(
        "/office/drafts",
        data={
            "form_token": form_token(drafter.get("/office/drafts")),
            "question": "Are stolen tractors ever returned to their owners?",
        },
    )
    page = desk.post("foresee", **SOME)
    assert 'href="/office/drafts/1"' in page.text


def test_editors_are_led_there_from_the_precedents_and_staff_are_not(desk: Desk) -> None:
    path = "/office/precedents?q=stolen+tractors"
    assert f'href="{AT}?answer=rural-q2"' in desk.editor.get(path).text
    theirs = desk.house.browser("staff").get(path).text
    assert 'href="/answers/rural-q2"' in theirs
    assert AT not in theirs
