from __future__ import annotations

import io

import pytest
from docx import Document
from docx.oxml.ns import qn

from api.office.documents import Heading, Paragraph, Table, write_document


def read(*blocks: Heading | Paragraph | Table, title: str = "A title") -> Document:
    return Document(io.BytesIO(write_document(title, blocks)))


def test_blocks_come_in_order() -> None:
    whole = read(Heading("One"), Paragraph("said", "Label:"), Paragraph("quoted", quoted=True), Heading("Two", 2))
    assert [(each.style.name, each.text) for each in whole.paragraphs] == [
        ("Title", "A title"),
        ("Heading 1", "One"),
        ("Normal", "Label: said"),
        ("Quote", "quoted"),
        ("Heading 2", "Two"),
    ]
    assert [run.bold for run in whole.paragraphs[2].runs] == [True, None]


def test_a_table_repeats_its_headings() -> None:
    [table] = read(Table(("a", "b"), [("1", "2"), ("3", "4")])).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["a", "b"], ["1", "2"], ["3", "4"]]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_it_is_in_british_english_and_says_what_it_is() -> None:
    whole = read()
    assert {each.get(qn("w:val")) for each in whole.styles.element.iter(qn("w:lang"))} == {"en-GB"}
    assert (whole.core_properties.title, whole.core_properties.language) == ("A title", "en-GB")
    assert "python" not in whole.core_properties.author + whole.core_properties.comments


@pytest.mark.parametrize("text", ["a\x00b", "a\x0b\x1bb", "a\ud800b", "a\ufffe\uffffb"])
def test_characters_that_a_document_cannot_hold_are_left_out(text: str) -> None:
    whole = read(Heading(text), Paragraph(text, text), Table((text,), [(text,)]), title=text)
    assert [each.text for each in whole.paragraphs] == ["ab", "ab", "ab ab"]
    assert whole.tables[0].rows[1].cells[0].text == "ab"


def test_line_breaks_and_all_of_unicode_stay() -> None:
    assert read(Paragraph("a\nb – “ß” 🚲")).paragraphs[1].text == "a\nb – “ß” 🚲"
