"""A reply as a Word document: its paragraphs, then a table that gives the source of every sentence."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from .documents import LANGUAGE, repeat_head
from .drafting.replies import Reply, paragraphs
from .drafting.standing import Kind

_COLUMNS = ("number", "sentence", "stands", "answer", "meeting", "date", "address")
_WIDTHS = (1.0, 8.0, 3.4, 3.6, 4.0, 2.3, 4.4)
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")  # XML holds none of them


def as_word(reply: Reply, words: Mapping[str, str]) -> bytes:
    """The document; a sentence without a source that says it is highlighted, one of the template is in italics."""
    document = Document()
    _prepare(document, words["title"])
    document.add_heading(_seen(words["title"]), 1)
    for paragraph in paragraphs(reply):
        written = document.add_paragraph()
        for at, each in enumerate(paragraph):
            run = written.add_run(_seen(f"{' ' if at else ''}{each.text}"))
            run.italic = each.kind is Kind.TEMPLATE
            if not each.kind.sourced and each.kind is not Kind.TEMPLATE:
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    document.add_heading(_seen(words["sources"]), 2)
    document.add_paragraph(_seen(words["marks"]))
    _table(document, [words[name] for name in _COLUMNS], [each.cells for each in reply])
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _prepare(document: DocumentObject, title: str) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(1.5)
    document.core_properties.title = _seen(title)
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.core_properties.language = LANGUAGE
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGE)
    properties = document.styles["Normal"].element.get_or_add_rPr()
    properties.append(language)
    for other in document.styles.element.iter(qn("w:lang")):
        other.set(qn("w:val"), LANGUAGE)


def _table(document: DocumentObject, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(1, len(heads), "Table Grid")
    table.autofit = False
    repeat_head(table.rows[0])
    for row in (heads, *rows):
        cells = table.rows[0].cells if row is heads else table.add_row().cells
        for cell, text, width in zip(cells, row, _WIDTHS, strict=True):
            cell.width = Cm(width)
            run = cell.paragraphs[0].add_run(_seen(text))
            run.font.size, run.bold = Pt(9), row is heads


def _seen(text: str) -> str:
    return _UNSEEN.sub("", text)
