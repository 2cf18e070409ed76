from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from api.office.drafting.body import read_body
from bot import Bot
from index import Index, IndexSettings, Page, parse
from tests.api.office.conftest import Browser, House, OpenHouse, opening
from tests.api.office.pages.test_drafts import FOUND, QUESTION, made, post, step, texts, tick_all
from tests.fakes import WordEmbedder

MEETING = {"title": "Performance Scrutiny Meeting", "date": "2026-11-22", "area": "High Peak"}


@pytest.fixture
def house(tmp_path: Path, words: IndexSettings) -> Iterator[House]:
    with opening(tmp_path, Bot.open(Index.open(words, WordEmbedder()))) as start:  # closed with the house
        yield start(api={"address": "https://record.example.org"})


@pytest.fixture
def drafter(house: House) -> Browser:
    house.base_url = "https://record.example.org"
    return house.browser("drafter")


@pytest.fixture
def path(drafter: Browser) -> str:
    """A draft with a sentence of each kind, all flags ticked."""
    path = made(drafter)
    page = post(drafter, path, drafter.get(path).text, "add-0")
    assert post(drafter, path, page.text, **{"text-1": "Our *own* | <b>words</b>."}).status_code == 303
    tick_all(drafter, path)
    return path


def approved(house: House, drafter: Browser, path: str) -> Browser:
    editor = house.browser("editor")
    assert step(drafter, path, "submit").status_code == 303
    assert step(editor, path, "approve").status_code == 303
    return editor


@pytest.mark.parametrize("kind", ["docx", "md", "txt"])
def test_nothing_flagged_goes_out_unseen(house: House, drafter: Browser, kind: str) -> None:
    path = made(drafter)
    refused = drafter.get(f"{path}.{kind}")
    assert refused.status_code == 409
    assert "a figure of October 2022: update it" in refused.text
    assert f'href="{path}#sentence-' in refused.text
    assert "draft downloaded" not in house.actions()
    tick_all(drafter, path)
    answer = drafter.get(f"{path}.{kind}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == f'attachment; filename="reply-1.{kind}"'
    assert house.actions()[-1] == "draft downloaded"


def test_a_word_document_holds_the_reply_and_where_each_sentence_comes_from(
    house: House, drafter: Browser, path: str
) -> None:
    document = Document(io.BytesIO(drafter.get(f"{path}.docx").content))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    said = texts(house)
    assert all(each in text for each in said)
    [table] = document.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["No.", "Sentence", "How it stands to its source", "Answer", "Meeting", "Date", "Address"]
    assert [row[1] for row in rows[1:]] == said
    row = next(row for row in rows if row[1] == FOUND)
    assert row[2] == "As published, word for word"
    assert row[3:6] == [
        "Q2 (rural-q2)",
        "Performance Scrutiny Meeting focusing on Rural Crime (6 October 2022)",
        "6 October 2022",
    ]
    assert row[6] == "https://record.example.org/answers/rural-q2"
    assert [row[2] for row in rows[1:3]] == [
        "The office's template: it has no source",
        "Written by a drafter: it has no source",
    ]
    runs = {run.text.strip(): run for paragraph in document.paragraphs for run in paragraph.runs}
    assert runs[said[0]].italic
    assert runs[said[1]].font.highlight_color
    assert not runs[FOUND].font.highlight_color
    assert {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))} == {"en-GB"}
    assert document.core_properties.language == "en-GB"


def test_what_word_cannot_hold_is_left_out(house: House, drafter: Browser, path: str) -> None:
    history = house.ledger.drafts.history(1)
    body = history.newest.body.replace("Our *own*", r"Our\u0007 \u001b*own*\ufffe")
    house.ledger.drafts.save("x", 1, history.newest.number, body)
    document = Document(io.BytesIO(drafter.get(f"{path}.docx").content))
    assert "Our *own* | <b>words</b>." in "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_markdown_and_text_hold_the_same(house: House, drafter: Browser, path: str) -> None:
    markdown, plain = (drafter.get(f"{path}.{kind}").text for kind in ("md", "txt"))
    assert r"Our \*own\* \| \<b\>words\</b\>\." in markdown
    assert "## Sources" in markdown
    assert plain.split("\n\n")[1].startswith(FOUND) or FOUND in plain.split("Sources")[0]
    assert "Our *own* | <b>words</b>.\n   Written by a drafter: it has no source" in plain
    assert "rural-q2" in plain
    rows = [line for line in markdown.split("\n") if line.startswith("| ")]
    assert len(rows) == len(texts(house)) + 2


def test_an_approved_reply_becomes_a_page_that_reads_back_the_same(house: House, drafter: Browser, path: str) -> None:
    editor = approved(house, drafter, path)
    assert "A page for the record" in editor.get(path).text
    answer = editor.get(f"{path}.page.txt", params=MEETING)
    assert answer.status_code == 200
    read = parse(Page("new", "new.txt", answer.text, ""))
    [one] = read.answers
    assert (one.question, one.asked_from, one.label) == (QUESTION, "High Peak", "Q1")
    body = read_body(house.ledger.drafts.history(1).newest.body)
    assert " ".join(one.response.split()) == " ".join(each.text for each in body)
    assert str(read.meeting.date) == "2026-11-22"
    assert read.meeting.title.startswith("Performance Scrutiny Meeting")
    assert read.report.doubts == ()
    assert house.actions()[-1] == "draft exported"


def test_a_page_is_made_of_approved_replies_only_and_by_editors(house: House, drafter: Browser, path: str) -> None:
    assert drafter.get(f"{path}.page.txt", params=MEETING).status_code == 403
    assert house.browser("editor").get(f"{path}.page.txt", params=MEETING).status_code == 409
    editor = approved(house, drafter, path)
    for wrong in ({"date": "soon"}, {"title": " "}, {"title": "x" * 201}, {"area": "x" * 101}, {"area": "high peak"}):
        assert editor.get(f"{path}.page.txt", params=MEETING | wrong).status_code == 422
    assert editor.get(f"{path}.page.txt", params=MEETING | {"area": ""}).status_code == 200


def test_a_page_that_would_be_read_otherwise_is_refused(house: House, drafter: Browser) -> None:
    path = made(drafter)
    at = len(texts(house)) - 1
    page = post(drafter, path, drafter.get(path).text, f"add-{at}").text
    post(drafter, path, page, **{f"text-{at + 1}": "Q2) Is this another question?", f"opens-{at + 1}": "yes"})
    tick_all(drafter, path)
    editor = approved(house, drafter, path)
    refused = editor.get(f"{path}.page.txt", params=MEETING)
    assert refused.status_code == 422
    assert "read back" in refused.text


def test_personal_data_is_not_put_on_a_page(house: House, drafter: Browser) -> None:
    path = made(drafter, f"{QUESTION} Call me on 07700 900123.")
    tick_all(drafter, path)
    editor = approved(house, drafter, path)
    assert "07700" not in editor.get(f"{path}.page.txt", params=MEETING).text
    assert "07700" in editor.get(path).text


def test_nothing_goes_out_without_its_sources(house: House, drafter: Browser, path: str, open_house: OpenHouse) -> None:
    blind = open_house(people=False).browser("drafter")
    assert blind.get(f"{path}.txt").status_code == 503
    history = house.ledger.drafts.history(1)
    house.ledger.drafts.save("x", 1, history.newest.number, history.newest.body.replace("rural-q2", "gone-q2"))
    assert "Its source is not in the record any more" in drafter.get(f"{path}.txt").text


def test_a_page_is_not_made_of_a_reply_that_leaves_a_part_open(house: House, drafter: Browser) -> None:
    path = made(drafter, f"{QUESTION} Who pays for the new swimming pool?")
    tick_all(drafter, path)
    editor = approved(house, drafter, path)
    assert editor.get(f"{path}.page.txt", params=MEETING).status_code == 409
    step(editor, path, "return", "Answer the second part.")
    at = next(at for at, text in enumerate(texts(house)) if text.startswith("["))
    post(drafter, path, drafter.get(path).text, **{f"text-{at}": "The council pays for the swimming pool."})
    editor = approved(house, drafter, path)
    assert editor.get(f"{path}.page.txt", params=MEETING).status_code == 200
