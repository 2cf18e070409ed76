from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api.ledger import DraftState
from api.office.drafting.body import read_body
from bot import Bot
from index import Index, IndexSettings
from tests.api.conftest import CANARY
from tests.api.office.conftest import Browser, House, form_token, opening
from tests.fakes import WordEmbedder

QUESTION = "Are stolen tractors ever returned?"
FOUND = "Last year 14 stolen tractors were found with the help of satellite trackers."
Fields = dict[str, Any]


@pytest.fixture
def house(tmp_path: Path, words: IndexSettings) -> Iterator[House]:
    with opening(tmp_path, Bot.open(Index.open(words, WordEmbedder()))) as start:  # closed with the house
        yield start()


def made(browser: Browser, question: str = QUESTION) -> str:
    """The path of a new draft."""
    answer = browser.submit("/office/drafts", question=question)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def fields_of(page: str, form: str = 'id="editor"') -> Fields:
    """What a browser would send of a form, no button pressed."""
    start = page.index(form)
    part = page[start : page.index("</form>", start)]
    sent: Fields = {}
    for tag in re.findall(r"<input [^>]*>", part):
        attributes = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        boxes = attributes["type"] in ("checkbox", "radio")
        if "name" in attributes and (not boxes or " checked" in tag):
            sent.setdefault(attributes["name"], []).append(html.unescape(attributes["value"]))
    for name, text in re.findall(r'<textarea [^>]*name="([^"]*)"[^>]*>\n?([^<]*)</textarea>', part):
        sent[name] = [html.unescape(text)]
    return sent


def post(browser: Browser, path: str, page: str, do: str = "save", **changed: Any) -> Any:
    """The form of a page, sent with some fields changed."""
    return browser.post(path, data=fields_of(page) | {"do": do} | changed)


def tick_all(browser: Browser, path: str) -> None:
    page = browser.get(path).text
    ticks: Fields = {}
    for name, value in re.findall(r'type="checkbox" id="[^"]*" name="(tick-\d+)" value="(\d+)"', page):
        ticks.setdefault(name, []).append(value)
    assert post(browser, path, page, **ticks).status_code == 303


def step(browser: Browser, path: str, name: str, comment: str = "", seen: int | None = None) -> Any:
    page = browser.get(path)
    known = re.findall(r'name="seen" value="(\d+)"', page.text) or ["1"]
    data = {"form_token": form_token(page), "step": name, "comment": comment, "seen": seen or known[-1]}
    return browser.post(f"{path}/step", data=data)


def texts(house: House, draft_id: int = 1) -> list[str]:
    return [each.text for each in read_body(house.ledger.drafts.history(draft_id).newest.body)]


def test_a_question_becomes_a_draft_of_published_sentences(house: House) -> None:
    browser = house.browser("drafter")
    path = made(browser)
    page = browser.get(path).text
    [body] = [read_body(version.body) for version in house.ledger.drafts.history(1).versions]
    assert any(each.text == FOUND for each in body)
    assert all(each.answer_id or each.template for each in body)
    for said in (QUESTION, "6 October 2022", "Rural Crime", "word for word", "To look at", 'href="/answers/rural-q2"'):
        assert said in page
    assert "<mark>14</mark>" in page
    listed = browser.get("/office/drafts").text
    assert QUESTION in listed
    assert f'href="{path}"' in listed
    assert house.actions()[-1] == "draft made"


def test_parts_without_a_precedent_are_shown_and_have_to_be_looked_at(house: House) -> None:
    browser = house.browser("drafter")
    page = browser.get(made(browser, f"{QUESTION} Who pays for the new swimming pool?")).text
    assert "Parts without a precedent" in page
    assert "nothing published answers this part" in page


def test_a_question_that_cannot_be_drafted_is_said_and_not_lost(house: House, open_house: Any) -> None:
    browser = house.browser("drafter")
    assert browser.submit("/office/drafts", question=" ").status_code == 422
    page = browser.submit("/office/drafts", question=f"{CANARY} " * 2000)
    assert page.status_code == 422
    assert CANARY in page.text
    assert house.ledger.drafts.all() == []
    blind = open_house(people=False).browser("drafter")
    assert blind.submit("/office/drafts", question=QUESTION).status_code == 503


def test_an_edited_sentence_says_how_it_stands_to_its_source(house: House) -> None:
    browser = house.browser("drafter")
    path = made(browser)
    at = texts(house).index(FOUND)
    for text, says in (
        (FOUND.replace("Last year 14", "Last year 15"), ("Edited", "Figures of the source that are not here: 14.")),
        ("In all, 14 stolen tractors were found.", ("Edited", "Your changes:")),
        ("The moon is far away.", ("No longer matches its source",)),
    ):
        answer = post(browser, path, browser.get(path).text, **{f"text-{at}": text})
        assert (answer.status_code, answer.headers["location"]) == (303, f"{path}#saved")
        assert texts(house)[at] == text
        page = browser.get(path).text
        assert all(said in page for said in says)
        assert 'href="/answers/rural-q2"' in page
    assert [version.number for version in house.ledger.drafts.history(1).versions] == [1, 2, 3, 4]


def test_sentences_are_moved_added_and_left_out(house: House) -> None:
    browser = house.browser("drafter")
    path = made(browser)
    before = texts(house)
    page = post(browser, path, browser.get(path).text, "add-0", **{"out-0": "yes"})
    assert page.status_code == 200
    assert "Not saved yet" in page.text
    assert len(house.ledger.drafts.history(1).versions) == 1
    page = post(browser, path, page.text, "down-1", **{"text-1": "We will \x07 call\r\nyou."})
    assert post(browser, path, page.text).status_code == 303
    assert texts(house) == [before[1], "We will call you.", *before[2:]]
    page = browser.get(path).text
    assert "Written by a drafter" in page
    nothing = {f"out-{at}": "yes" for at in range(len(before))}
    refused = post(browser, path, page, **nothing)
    assert refused.status_code == 422
    assert "We will call you." in refused.text


def test_where_a_sentence_comes_from_cannot_be_sent(house: House) -> None:
    browser = house.browser("drafter")
    path = made(browser)
    page = browser.get(path).text
    for place in ("1:99", "2:0", "0:0", "x", "1:-1", "1", "1:1:1"):
        assert post(browser, path, page, **{"place-1": place}).status_code == 422
    for rows in ("x", "9999", "-1"):
        assert post(browser, path, page, rows=rows).status_code == 422
    assert post(browser, path, page, **{"text-1": "x" * 5000}).status_code == 422
    forged = {"answer_id-1": "rural-q1", "original-1": "x", "start-1": "0", "end-1": "9", "tick-1": ["99", "x"]}
    assert post(browser, path, page, **forged).status_code == 303
    bodies = [read_body(version.body) for version in house.ledger.drafts.history(1).versions]
    assert [each.model_dump(exclude={"flags"}) for each in bodies[0]] == [
        each.model_dump(exclude={"flags"}) for each in bodies[1]
    ]


def test_what_is_kept_of_a_source_is_checked_against_the_record(house: House) -> None:
    browser = house.browser("drafter")
    path = made(browser)
    body = house.ledger.drafts.history(1).newest.body
    house.ledger.drafts.save("x", 1, 1, body.replace("rural-q2", "rural-q1"))
    assert "Its source is not in the record any more" in browser.get(path).text
    house.ledger.drafts.save("x", 1, 2, body.replace("rural-q2", "gone-q2"))
    assert "Its source is not in the record any more" in browser.get(path).text


def test_who_ticked_what_is_kept(house: House) -> None:
    browser = house.browser("drafter")
    path = made(browser)
    tick_all(browser, path)
    other = house.browser("editor")
    assert post(other, path, other.get(path).text).status_code == 303
    flags = [flag for each in read_body(house.ledger.drafts.history(1).newest.body) for flag in each.flags]
    assert {flag.ticked.by for flag in flags if flag.ticked} == {"drafter"}
    page = browser.get(path).text
    assert "ticked by drafter" in page
    sent = {name: value for name, value in fields_of(page).items() if not name.startswith("tick")}
    assert browser.post(path, data=sent | {"do": "save"}).status_code == 303
    assert all(not flag.ticked for each in read_body(house.ledger.drafts.history(1).newest.body) for flag in each.flags)


def test_two_people_never_overwrite_one_another(house: House) -> None:
    mine, theirs = house.browser("drafter"), house.browser("editor")
    path = made(mine)
    at = texts(house).index(FOUND)
    page = mine.get(path).text
    before = texts(house)
    assert post(theirs, path, theirs.get(path).text, **{f"text-{at}": "Theirs: 15 tractors."}).status_code == 303
    conflict = post(mine, path, page, **{f"text-{at}": "Mine: 16 tractors.", "text-0": "Dear resident."})
    assert conflict.status_code == 409
    for said in ("Mine: 16 tractors.", "Theirs: 15 tractors.", "editor saved", "You wrote", "Dear resident."):
        assert said in conflict.text
    assert texts(house)[at] == "Theirs: 15 tractors."
    picks = sorted(set(re.findall(r'name="(pick-\d+)"', conflict.text)), key=lambda name: int(name[5:]))
    assert len(picks) == 2
    both = post(mine, path, conflict.text)  # nothing picked: nothing is lost
    assert both.status_code == 303
    assert {"Mine: 16 tractors.", "Theirs: 15 tractors.", "Dear resident.", before[0]} <= set(texts(house))
    again = post(mine, path, conflict.text, **{picks[0]: "theirs", picks[1]: "mine"})
    assert again.status_code == 409  # somebody saved again
    assert post(mine, path, again.text, **dict.fromkeys(re.findall(r'name="(pick-\d+)"', again.text), "mine"))
    kept = [before[0], *before[1:at], "Mine: 16 tractors.", *before[at + 1 :]]
    assert texts(house) == kept


def test_what_was_written_while_the_state_changed_is_not_lost(house: House) -> None:
    browser = house.browser("drafter")
    path = made(browser)
    tick_all(browser, path)
    page = browser.get(path).text
    assert step(browser, path, "submit").status_code == 303
    late = post(browser, path, page, **{"text-0": "Dear resident."})
    assert late.status_code == 409
    assert "Dear resident." in late.text
    assert 'role="alert"' in late.text


def test_a_reply_is_reviewed_by_somebody_else_and_published(house: House) -> None:
    drafter, editor = house.browser("drafter"), house.browser("editor")
    path = made(drafter)
    refused = step(drafter, path, "submit")
    assert refused.status_code == 409
    assert "a figure of October 2022: update it" in refused.text
    tick_all(drafter, path)
    assert step(drafter, path, "submit").status_code == 303
    assert "Approve" not in drafter.get(path).text
    assert step(drafter, path, "approve").status_code == 403
    assert step(editor, path, "return", " ").status_code == 422
    assert step(editor, path, "return", "Shorter, <please>.").status_code == 303
    assert "Shorter, &lt;please&gt;." in drafter.get(path).text
    assert step(drafter, path, "submit").status_code == 303
    stale = step(editor, path, "approve", "Well said.", seen=1)
    assert stale.status_code == 409
    assert "Well said." in stale.text
    assert step(editor, path, "approve").status_code == 303
    assert step(editor, path, "nonsense").status_code == 422
    assert step(editor, path, "publish").status_code == 303
    assert house.ledger.drafts.history(1).draft.state is DraftState.PUBLISHED


def test_nobody_approves_what_they_wrote(house: House) -> None:
    editor = house.browser("editor")
    path = made(editor)
    tick_all(editor, path)
    step(editor, path, "submit")
    assert ">Approve<" not in editor.get(path).text
    assert step(editor, path, "approve").status_code == 409
    assert ">Approve<" in house.browser("admin").get(path).text


def test_versions_are_read_and_compared(house: House) -> None:
    browser = house.browser("drafter")
    path = made(browser)
    post(browser, path, browser.get(path).text, **{"text-0": "Thank you for asking."})
    page = browser.get(f"{path}/versions/2").text
    assert "What changed since version 1" in page
    assert re.search(r"<ins>.*asking", page)
    assert re.search(r"<del>.*question", page)
    assert "What changed" not in browser.get(f"{path}/versions/1").text
    assert "Nothing in the text" not in page
    for missing in ("versions/3", "versions/2?against=9"):
        assert browser.get(f"{path}/{missing}").status_code == 404


def test_without_the_record_a_draft_can_still_be_read(house: House, open_house: Any) -> None:
    made(house.browser("drafter"))
    page = open_house(people=False).browser("drafter").get("/office/drafts/1")
    assert page.status_code == 200
    assert "The record cannot be read now" in page.text
