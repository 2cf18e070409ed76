"""Word documents out of plain blocks: headings, paragraphs and tables, in British English.

Text comes from published pages and from what people paste, so characters that a document cannot hold are left out.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docx import Document
from docx.document import Document as Whole
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import _Row

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
"""The media type."""
_UNHELD = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LANGUAGE = "en-GB"
_QUOTE = "Quote"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the highest below the title."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, each line break of which stays; with a label in bold before it, or set as a quotation."""

    text: str
    label: str = ""
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below a row of headings, which is repeated on every page."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


Block = Heading | Paragraph | Table


def write_document(title: str, blocks: Iterable[Block]) -> bytes:
    """A document as the bytes of a file."""
    whole = Document()
    _describe(whole, title)
    whole.add_heading(_held(title), 0)
    for block in blocks:
        match block:
            case Heading():
                whole.add_heading(_held(block.text), block.level)
            case Paragraph():
                _add_paragraph(whole, block)
            case Table():
                _add_table(whole, block)
    written = io.BytesIO()
    whole.save(written)
    return written.getvalue()


def _describe(whole: Whole, title: str) -> None:
    """What a reader's program shows of it, and the language that it is read aloud in."""
    about = whole.core_properties
    about.title, about.author, about.comments, about.language = _held(title), "On Record", "", LANGUAGE
    defaults = whole.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    quote = whole.styles[_QUOTE]
    quote.font.italic = False  # long ones are hard to read slanted
    quote.paragraph_format.left_indent = Cm(1)
    for language in defaults.findall(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)


def _add_paragraph(whole: Whole, block: Paragraph) -> None:
    paragraph = whole.add_paragraph(style=_QUOTE if block.quoted else None)
    if block.label:
        paragraph.add_run(f"{_held(block.label)} ").bold = True
    paragraph.add_run(_held(block.text))


def _add_table(whole: Whole, block: Table) -> None:
    table = whole.add_table(rows=1, cols=len(block.columns), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, block.columns, strict=True):
        cell.paragraphs[0].add_run(_held(text)).bold = True
    repeat_head(table.rows[0])
    for row in block.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = _held(text)


def repeat_head(row: _Row) -> None:
    """Let a table's head stand on each page, and be read out as its head."""
    properties = row._tr.get_or_add_trPr()
    properties.append(properties.makeelement(qn("w:tblHeader"), {}))


def _held(text: str) -> str:
    """A text without characters that a document cannot hold."""
    return _UNHELD.sub("", text)
