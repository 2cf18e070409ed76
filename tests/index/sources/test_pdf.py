"""Printed pages: columns, running heads, passwords, scans and damage."""

from __future__ import annotations

from pathlib import Path

import pytest
from fpdf import FPDF

from index import SourceError
from index.sources import pdf
from index.sources.pdf import read_pdf_page

from .making import make_pdf


@pytest.fixture(autouse=True)
def here(monkeypatch):
    """What the reader does in a child process is done in this one: faster, where nothing can crash it."""
    monkeypatch.setattr(pdf, "in_child", lambda _, *args: pdf.read_printed(*args))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "page.pdf"


LEFT = [f"left column line {number:02d} goes on and" for number in range(20)]
RIGHT = [f"right column line {number:02d} goes on too" for number in range(20)]


def test_two_columns_are_read_one_after_the_other_however_they_were_drawn(path):
    document = FPDF()
    document.set_font("Helvetica", size=11)
    document.add_page()
    document.text(20, 50, "A title that stands above both of the columns of this page")
    for at, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
        document.text(20, 60 + 6 * at, left)
        document.text(110, 60 + 6 * at, right)
    document.output(str(path))
    text = " ".join(read_pdf_page(path).text.split())
    assert text == " ".join(["A title that stands above both of the columns of this page", *LEFT, *RIGHT])


def test_a_table_is_read_row_by_row(path):
    document = FPDF()
    document.set_font("Helvetica", size=11)
    document.add_page()
    for at in range(8):
        document.text(20, 60 + 6 * at, f"Area {at}")
        document.text(110, 60 + 6 * at, f"{at}")
    document.output(str(path))
    assert read_pdf_page(path).text.split("\n")[:2] == ["Area 0\t0", "Area 1\t1"]


def test_running_heads_and_page_numbers_are_left_out_and_a_divided_word_keeps_its_hyphen(path):
    text = "We act at once, and the self-" + "\n\n" + "\n\n".join(f"Paragraph {n} of this page." for n in range(60))
    make_pdf(text, path)
    page = read_pdf_page(path)
    assert set(page.outside) == {"Office of the Commissioner", *(f"Page {n + 1}" for n in range(len(page.page_starts)))}
    assert "Office of the Commissioner" not in page.text
    assert "self-" in page.text


def test_links_stand_on_their_words(path):
    document = FPDF()
    document.set_font("Helvetica", size=11)
    document.add_page()
    document.write(6, "See ")
    document.write(6, "the papers", "https://example.org/papers")
    document.write(6, " there.")
    document.output(str(path))
    page = read_pdf_page(path)
    assert [(page.text[each.start : each.end], each.href) for each in page.links] == [
        ("the papers", "https://example.org/papers")
    ]


def test_an_owners_password_does_not_keep_readers_out_and_a_users_does(path):
    make_pdf("We act.", path, password="", owner="secret")
    assert read_pdf_page(path).text.endswith("We act.")
    make_pdf("We act.", path, password="secret", owner="other")
    with pytest.raises(SourceError, match=r"page\.pdf: opens only with a password\. Save a copy without one"):
        read_pdf_page(path)


def test_a_scan_is_refused_with_what_to_do(path):
    document = FPDF()
    document.add_page()
    document.rect(10, 10, 100, 100, "F")
    document.output(str(path))
    with pytest.raises(SourceError, match=r"has 1 pages and no text: it is a scan.*ocrmypdf"):
        read_pdf_page(path)


def test_a_page_without_text_among_others_is_told(path):
    document = FPDF()
    document.set_font("Helvetica", size=11)
    document.add_page()
    document.text(20, 60, "We act.")
    document.add_page()
    document.output(str(path))
    page = read_pdf_page(path)
    assert [note.why for note in page.notes] == ["page 2 holds no text, perhaps a picture of some"]


def test_a_damaged_file_and_one_with_too_many_pages_are_refused(path, monkeypatch):
    make_pdf("We act.", path)
    whole = path.read_bytes()
    monkeypatch.setattr(pdf, "_MOST_PAGES", 0)
    with pytest.raises(SourceError, match="has 1 pages, more than 0"):
        read_pdf_page(path)
    path.write_bytes(whole[:100])
    with pytest.raises(SourceError, match="is damaged"):
        read_pdf_page(path)


def test_a_reader_that_breaks_costs_only_its_file(path, monkeypatch):
    def broken(*_):
        raise pdf.GenerationError("the process died")

    monkeypatch.setattr(pdf, "in_child", broken)
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(SourceError, match=r"page\.pdf: reading it takes more than"):
        read_pdf_page(Path(path))
