from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from docx import Document

from api.html import Pages
from api.office.precedents.exporting import Export
from bot import Band, Bot, Precedent, Precedents, Wanted
from tests.api.office.conftest import Browser, House

AT = "/office/precedents"
SEARCH = "q=electric+scooters&meeting=rural"


@pytest.fixture(scope="module")
def staff(word_house: House) -> Browser:
    return word_house.browser("staff")


@pytest.fixture(scope="module")
def found(word_bot: Bot) -> Precedents:
    return word_bot.precedents(Wanted("electric scooters"))


def export(found: Precedents) -> Export:
    return Export(found, "q=x", "Words: x", lambda each: f"https://r.test/{each}", Pages())


def paragraphs(document: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(io.BytesIO(document)).paragraphs]


def test_all_three_have_every_telling_with_citation_and_address(staff: Browser) -> None:
    files = {kind: staff.get(f"{AT}.{kind}?{SEARCH}") for kind in ("csv", "json", "docx")}
    for kind, answer in files.items():
        assert answer.headers["content-disposition"] == f'attachment; filename="precedents.{kind}"'
    entries = json.loads(files["json"].text)["entries"]
    rows = list(csv.DictReader(io.StringIO(files["csv"].content.decode("utf-8-sig"), newline="")))
    assert [row["id"] for row in rows] == [entry["id"] for entry in entries]
    assert {row["in_filters"] for row in rows} == {"yes", "no"}
    whole = "\n".join(paragraphs(files["docx"].content))
    for entry, row in zip(entries, rows, strict=True):
        for name in ("citation", "address", "question", "response"):
            assert entry[name]
            assert row[name] == entry[name]
            assert entry[name] in whole


def test_the_file_says_what_was_searched(staff: Browser) -> None:
    assert json.loads(staff.get(f"{AT}.json?{SEARCH}&page=7").text)["search"] == SEARCH
    told = paragraphs(staff.get(f"{AT}.docx?{SEARCH}").content)[1]
    assert "electric scooters" in told
    assert "Rural Crime" in told
    assert paragraphs(staff.get(f"{AT}.docx").content)[1] == "The whole record"


def test_a_file_holds_all_pages(
    staff: Browser, found: Precedents, monkeypatch: pytest.MonkeyPatch, word_bot: Bot
) -> None:
    many = replace(found, threads=found.threads[:1] * 45)
    monkeypatch.setattr(word_bot, "precedents", lambda _: many)
    assert json.loads(staff.get(f"{AT}.json?page=2").text)["threads"] == 45
    page = staff.get(f"{AT}?page=2").text
    assert page.count("<article") == 20
    assert "Page 2 of 3" in page


def test_in_word_a_response_that_was_given_twice_stands_once(found: Precedents) -> None:
    first, second, *_ = found.threads[0].tellings
    told = (first, replace(second, response=first.response, same_as=first.id))
    twice = replace(found, threads=(Precedent(told, 0.9, Band.STRONG),))
    text = paragraphs(export(twice).as_document())
    assert text.count(first.response) == 1
    assert any(each.startswith("Same response as") and first.citation.label in each for each in text)
    assert [each["same_response_as"] for each in json.loads(export(twice).as_json())["entries"]] == [None, first.id]


@pytest.mark.parametrize("start", ["=1+1", "+44", "-", "@x", "\tx"])
def test_a_published_text_is_no_formula(found: Precedents, start: str) -> None:
    thread = found.threads[0]
    nasty = replace(thread.tellings[0], question=f"{start}\x00", response=start)
    sheet = export(replace(found, threads=(replace(thread, tellings=(nasty,)),))).as_sheet().decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(sheet, newline=""))
    assert row["response"] == f"'{start}"
    assert row["question"].startswith(f"'{start}")


def test_nothing_found_is_a_file_that_says_so(staff: Browser) -> None:
    assert "No published answer is like that." in paragraphs(staff.get(f"{AT}.docx?to=1999-01-01").content)
    assert json.loads(staff.get(f"{AT}.json?to=1999-01-01").text)["entries"] == []


@pytest.mark.parametrize("path", [f"{AT}.csv?from=x", f"{AT}.pdf", f"{AT}.json?page=0"])
def test_what_cannot_be_is_a_problem(staff: Browser, path: str) -> None:
    assert staff.get(path).status_code in (404, 422)
