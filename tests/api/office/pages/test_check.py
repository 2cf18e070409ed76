from __future__ import annotations

import io
import json
import logging
import re

import pytest
from docx import Document

from api.html import Pages
from tests.api.conftest import CANARY
from tests.api.office.conftest import Browser, House
from tests.api.office.pages.test_precedents import text_of
from tests.bot import contract

AT = "/office/check"
TEXT = "Last year 15 stolen tractors were found.\nThe moon is far away.\nOwners are told within a day."


@pytest.fixture(scope="module")
def staff(word_house: House) -> Browser:
    return word_house.browser("staff")


def test_each_sentence_has_its_verdict_and_what_was_published(staff: Browser) -> None:
    page = staff.submit(AT, AT, text=TEXT)
    assert page.status_code == 200
    read = text_of(page)
    assert "Said before: 1. Differs: 1. Not in the record: 1." in read
    assert "Sentence 1: differs from what was published" in read
    assert "Sentence 2: not in the record" in read
    assert "Sentence 3: said before" in read
    assert "a number 15 14" in read
    assert re.search(r"Rural Crime \(6 October 2022\), Q2 , +6 October 2022", read)
    assert 'href="/answers/rural-q2"' in page.text
    assert 'href="#s1"' in page.text
    assert 'href="#s2"' not in page.text


def test_the_text_stays_in_the_form_as_it_was(staff: Browser) -> None:
    page = staff.submit(AT, AT, text=f"\n\n  {TEXT}\n</textarea><script>")
    kept = page.text.split("<textarea")[1].split(">", 1)[1].split("</textarea>")[0]
    assert kept == f"\n\n\n  {TEXT}\n&lt;/textarea&gt;&lt;script&gt;"  # the first line break is the form's own
    assert "<script" not in page.text


def test_what_cannot_be_checked_is_said_and_kept(staff: Browser) -> None:
    page = staff.submit(AT, AT, text="   ")
    assert page.status_code == 422
    assert "Give at least one sentence" in text_of(page)
    long = staff.submit(AT, AT, text="word " * 10_100)
    assert long.status_code == 422
    assert "word word" in long.text


def test_the_result_is_a_word_document(staff: Browser) -> None:
    answer = staff.submit(f"{AT}.docx", AT, text=f"{TEXT}\x0b")
    assert "check.docx" in answer.headers["content-disposition"]
    document = Document(io.BytesIO(answer.content))
    read = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "1. differs from what was published" in read
    assert "answer Q2" in read
    assert [cell.text for cell in document.tables[0].rows[1].cells] == ["a number", "15", "14"]


def test_the_result_is_json(staff: Browser) -> None:
    answer = staff.submit(f"{AT}.json", AT, text=TEXT)
    assert "check.json" in answer.headers["content-disposition"]
    file = json.loads(answer.text)
    contract.Checked.model_validate({"sentences": file["sentences"]})
    for sentence in file["sentences"]:
        assert {match["answer_id"] for match in sentence["matches"]} <= set(file["citations"])
    assert file["citations"]["rural-q2"]["label"] == "Q2"


def test_a_text_that_cannot_be_checked_is_no_file(staff: Browser) -> None:
    for kind in ("docx", "json"):
        assert staff.submit(f"{AT}.{kind}", AT, text="").status_code == 422


def test_nothing_of_a_text_is_kept(house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    browser = house.browser("staff")
    before = house.actions()
    page = browser.submit(AT, AT, text=f"The {CANARY} is here.")
    assert page.status_code == 503  # no index: the text stays in the form, and nowhere else
    assert CANARY in page.text
    assert house.actions() == before
    assert CANARY not in "".join(record.getMessage() for record in caplog.records)


def test_every_kind_of_difference_and_every_verdict_has_its_words() -> None:
    words = Pages().words["check"]
    kinds = "number percentage money duration frequency age time date period name negation".split()
    assert sorted(words["kinds"]) == sorted(kinds)
    for name in ("verdicts", "signs"):
        assert sorted(words[name]) == ["differs", "not_in_record", "said_before"]
