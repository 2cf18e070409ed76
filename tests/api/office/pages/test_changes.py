from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest

from bot import Bot
from tests.api.office.conftest import Browser, House
from tests.api.office.pages.test_precedents import AT, text_of

CHANGES = f"{AT}/changes?older=rural-q3&newer=roads-q1"


@pytest.fixture(scope="module")
def staff(word_house: House) -> Browser:
    return word_house.browser("staff")


def pieces(text: str, *kinds: str) -> str:
    """The marked response without the words of the other kinds."""
    marked = text.split('class="changed">')[1].split("</blockquote>")[0]
    for kind in {"del", "ins"} - set(kinds):
        marked = re.sub(f"<{kind}>.*?</{kind}>", "", marked, flags=re.DOTALL)
    return re.sub(r"</?(del|ins)>", "", marked)


def responses(staff: Browser) -> list[str]:
    asked = (staff.get(f"/answers/{each}", headers={"Accept": "application/json"}) for each in ("rural-q3", "roads-q1"))
    return [each.json()["response"] for each in asked]


def test_both_texts_can_be_read_out_of_the_marked_one(staff: Browser) -> None:
    page = staff.get(CHANGES)
    assert page.status_code == 200
    older, newer = responses(staff)
    assert pieces(page.text, "del") == older
    assert pieces(page.text, "ins") == newer


def test_dates_and_counts_are_told(staff: Browser) -> None:
    read = text_of(staff.get(CHANGES))
    assert "Older: 6 October 2022" in read
    assert "Newer: date not known" in read
    kept, removed, added = map(int, re.findall(r"(\d+) (?:kept|removed|added)", read))
    older, newer = responses(staff)
    assert kept + removed == len(re.findall(r"\w+", older))
    assert kept + added == len(re.findall(r"\w+", newer))


def test_it_leads_back_to_the_search(staff: Browser) -> None:
    page = staff.get(f"{CHANGES}&q=scooters&area=Bolsover&page=2")
    assert f'href="{AT}?q=scooters&amp;area=Bolsover&amp;page=2"' in page.text


def test_the_same_answer_twice_or_none_is_refused(staff: Browser) -> None:
    assert staff.get(f"{AT}/changes?older=rural-q3&newer=rural-q3").status_code == 422
    assert staff.get(f"{AT}/changes").status_code == 422
    assert staff.get(f"{AT}/changes?older=rural-q3&newer=nothing").status_code == 404


def test_every_change_is_told_as_a_list_too(staff: Browser) -> None:
    read = text_of(staff.get(CHANGES))
    assert "Removed: " in read
    assert "Added: " in read


def test_two_that_are_the_same_are_said_to_be(staff: Browser, word_bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    one = word_bot.answer("rural-q3")
    monkeypatch.setattr(word_bot, "answer", lambda *_: one)
    page = staff.get(CHANGES)
    assert "The two responses are the same" in text_of(page)
    assert "<del>" not in page.text


def test_the_older_stands_first_however_they_were_chosen(
    staff: Browser, word_bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = word_bot.answer("rural-q3"), word_bot.answer("roads-q1")
    earlier = replace(other, citation=replace(other.citation, date=dt.date(2020, 1, 1)))
    monkeypatch.setattr(word_bot, "answer", lambda each, _: one if each == "rural-q3" else earlier)
    read = text_of(staff.get(CHANGES))
    assert "Older: 1 January 2020" in read
    assert "in the order of their dates" in read
