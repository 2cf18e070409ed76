"""What a reader sees of a Word file with tracked changes, hidden text, links and tables; and files made to do harm."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from index import SourceError
from index.sources.word import read_word_page

LINK = "https://www.derbyshire.police.uk/"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "page.docx"


def of_body(path, *blocks: str):
    document = docx.Document()
    document.part.relate_to(LINK, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink", True)
    for block in blocks:
        document.element.body.insert(-1, parse_xml(block.replace(">", f" {nsdecls('w', 'r')}>", 1)))
    document.save(str(path))
    return read_word_page(path)


def test_tracked_changes_are_read_as_accepted(path):
    page = of_body(
        path,
        "<w:p><w:r><w:t>We </w:t></w:r><w:del><w:r><w:delText>do not </w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>always </w:t></w:r></w:ins><w:moveFrom><w:r><w:t>no</w:t></w:r></w:moveFrom>"
        "<w:r><w:t>act.</w:t></w:r></w:p>",
    )
    assert page.text == "We always act."


def test_hidden_text_and_field_codes_are_not_seen_and_breaks_are(path):
    page = of_body(
        path,
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>no</w:t></w:r><w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType="separate"/>'
        '<w:t>7</w:t><w:fldChar w:fldCharType="end"/></w:r></w:p>',
    )
    assert page.text == "a\nb7"


def test_links_of_both_kinds_stand_on_their_words(path):
    page = of_body(
        path,
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "'
        + LINK
        + '"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>the force</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t> says</w:t></w:r></w:p>',
    )
    assert [(page.text[each.start : each.end], each.href) for each in page.links] == [("the force", LINK)]


def test_tables_are_read_row_by_row_and_long_cells_have_lines(path):
    document = docx.Document()
    table = document.add_table(2, 2)
    for cell, text in zip(
        [cell for row in table.rows for cell in row.cells], ["Area", "Count", "Derby", "12 " * 30], strict=True
    ):
        cell.text = text.strip()
    document.save(str(path))
    assert read_word_page(path).text == "Area\tCount\n\nDerby\t" + ("12 " * 30).strip()


def test_numbers_are_those_that_word_shows(path):
    document = docx.Document()
    for style in ("List Number", "List Number", "List Bullet", "List Number"):
        document.add_paragraph("x", style=style)
    document.save(str(path))
    assert read_word_page(path).text == "1. x\n2. x\n• x\n3. x"


def packed(path, **parts: bytes) -> None:
    """A Word file with parts changed or added."""
    plain = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("We act.")
    document.save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            key = name.replace("/", "_").split(".")[0].strip("[]")
            new.writestr(name, parts.pop(key)(old.read(name)) if key in parts else old.read(name))
        for name, content in parts.items():
            new.writestr(name, content(b""))


DTD = b'<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({"bomb.xml": lambda _: b" " * 150_000_000}, "unpacks to more than"),
        ({"word_document": lambda old: old.replace(b"?>", b"?>" + DTD, 1)}, "declares entities"),
        (
            {
                "Content_Types": lambda old: old.replace(
                    b"officedocument.wordprocessingml.document.main", b"ms-word.document.macroEnabled.main"
                ).replace(b"vnd.openxmlformats-ms", b"vnd.ms")
            },
            "it holds macros",
        ),
        ({"word_document": lambda old: old[:200]}, "it is damaged"),
    ],
    ids=["bomb", "entities", "macros", "cut short"],
)
def test_a_file_that_cannot_be_read_says_why(path, parts, why):
    packed(path, **parts)
    with pytest.raises(SourceError, match=rf"page\.docx: .*{why}"):
        read_word_page(path)


FOOTNOTES = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
NOTES = b'<n xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><n><w:t>Noted &a;.</w:t></n></n>'


def related(name):
    """The document's relations with one more, to notes in a part of any name."""
    more = b'<Relationship Id="rId99" Type="%s" Target="%s"/></Relationships>' % (FOOTNOTES, name)
    return lambda old: old.replace(b"</Relationships>", more)


def typed(name, kind):
    """The list of what parts are, with one more."""
    more = b'<Override PartName="/word/%s" ContentType="%s"/></Types>' % (name, kind)
    return lambda old: old.replace(b"</Types>", more)


@pytest.mark.parametrize("kind", [b"application/vnd.any+xml", b"image/png"], ids=["said to be XML", "said to be none"])
@pytest.mark.parametrize("start", [DTD, b'<?xml version="1.0" encoding="UTF-7"?>'], ids=["declared", "hidden"])
def test_notes_of_any_name_must_not_declare_entities(path, kind, start):
    parts = {
        "Content_Types": typed(b"notes.bin", kind),
        "word__rels_document": related(b"notes.bin"),
        "word/notes.bin": lambda _: start + NOTES,
    }
    packed(path, **parts)
    with pytest.raises(SourceError, match=r"page\.docx: declares entities"):
        read_word_page(path)


def test_notes_of_any_name_are_found_and_a_picture_may_declare_what_it_is(path):
    parts = {
        "Content_Types": typed(b"notes.bin", b"application/vnd.any+xml"),
        "word__rels_document": related(b"notes.bin"),
        "word/notes.bin": lambda _: NOTES.replace(b" &a;", b""),
        "word/media/one.svg": lambda _: DTD,
    }
    packed(path, **parts)
    page = read_word_page(path)
    assert (page.text.strip(), page.outside) == ("We act.", ("Noted.",))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\xd0\xcf\x11\xe0 old", "Word file of before 2007"),
        (b"PK\x03\x04 zip", "is a ZIP archive"),
        (b"text", "is no .docx"),
    ],
)
def test_another_format_is_told(path, data, why):
    path.write_bytes(data)
    with pytest.raises(SourceError, match=why):
        read_word_page(path)
