"""Word files: the text that a reader sees in Word with every tracked change accepted, with its links."""

from __future__ import annotations

import importlib.metadata
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from ..errors import SourceError
from ..record import Note, Page
from .capture import capture, refuse_empty
from .flow import Flow, Gap
from .numbering import Numbering, is_on

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
VERSION = f"1, python-docx {importlib.metadata.version('python-docx')}"
LARGEST = 20_000_000
_LARGEST_UNPACKED = 100_000_000
_MOST_PARTS = 5_000
_FAULTS = (OpcError, zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, KeyError, ValueError, RuntimeError, EOFError)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE = frozenset([*map(qn, ("w:del", "w:moveFrom", "w:rPr", "w:pPr", "w:instrText", "w:delText")), _FALLBACK])
_BOXES = qn("w:txbxContent")
_TYPES = "[Content_Types].xml"
_ENCODING = re.compile(rb"""(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?\bencoding\s*=\s*["']([^"'>]*)""")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_ADDRESS = re.compile(r'\s*HYPERLINK\s+"([^"]+)"', re.I)


def read_word_page(path: Path) -> Page:
    """Read a Word file: numbers as Word shows them, tables row by row; footnotes are in `outside`."""
    captured = capture(path, ".docx", LARGEST)
    document = _opened(path, captured.data)
    flow = Flow()
    _Writer(document, flow).blocks(document.element.body)
    refuse_empty(path, flow.text)
    footnotes = tuple(_footnotes(path, document))
    notes = (Note(0, f"the file has {len(footnotes)} footnotes, which were left out"),) if footnotes else ()
    return Page(
        path.stem, path.name, flow.text, captured.sha256, MEDIA_TYPE, tuple(flow.links), notes=notes, outside=footnotes
    )


def _opened(path: Path, data: bytes) -> Document:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > _LARGEST_UNPACKED or len(parts) > _MOST_PARTS:
                raise SourceError(
                    f"{path}: unpacks to more than a Word file of text can hold. Save it without pictures."
                )
            is_markup = _markup(archive.read(_TYPES))
            if any(_declares(archive.read(part)) for part in parts if is_markup(part.filename)):
                raise _declaring(path)
        return docx.Document(io.BytesIO(data))
    except _FAULTS as error:
        why = "it holds macros" if "macroEnabled" in str(error) else "it is damaged, or has a password"
        raise SourceError(
            f"{path}: cannot be opened as a Word file; {why}. "
            "Save it again in Word as .docx without macros or password."
        ) from None


def _markup(types: bytes) -> Callable[[str], bool]:
    """Whether a part is opened as XML, by its name and by what the archive says that it is; pictures are not."""
    listed = [] if _declares(types) else etree.fromstring(types, _PARSER)
    said = {
        str(each.get("PartName") or f".{each.get('Extension')}").lower(): each.get("ContentType") for each in listed
    }

    def is_markup(name: str) -> bool:
        ending = PurePosixPath(name).suffix.lower()
        kind = str(said.get(f"/{name}".lower(), said.get(ending))).lower()
        return ending in (".xml", ".rels") or (kind.endswith("xml") and not kind.startswith("image/"))

    return is_markup


def _declares(part: bytes) -> bool:
    """Whether XML declares entities, or is written so that they could be overlooked: Word writes UTF-8."""
    encoding = _ENCODING.match(part)
    odd = encoding is not None and encoding[1].lower() not in (b"utf-8", b"utf-16", b"us-ascii")
    return odd or b"<!DOCTYPE" in part or b"<\0!\0D\0O\0C" in part or b"\0<\0!\0D\0O" in part


def _declaring(path: Path) -> SourceError:
    return SourceError(f"{path}: declares entities, which Word never does. Save it again in Word.")


def _footnotes(path: Path, document: Document) -> Iterator[str]:
    """Foot and end notes, which a relation may call by any name, so that they are looked at again."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith(("/footnotes", "/endnotes")):
            if _declares(relation.target_part.blob):
                raise _declaring(path)
            for note in etree.fromstring(relation.target_part.blob, _PARSER).iterchildren():
                text = "".join(each.text or "" for each in note.iter(qn("w:t"))).strip()
                if text:
                    yield text


class _Writer:
    """Writes the blocks of one document."""

    def __init__(self, document: Document, flow: Flow) -> None:
        self._flow = flow
        self._numbering = Numbering(document)
        self._hidden = _hidden_styles(document)
        self._addresses = {name: each.target_ref for name, each in document.part.rels.items() if each.is_external}
        self._field: list[str] | None = None
        self._numbered = False

    def blocks(self, container: etree._Element) -> None:
        """Paragraphs and tables in order, also those in content controls."""
        for block in container.iterchildren():
            match etree.QName(block).localname if isinstance(block.tag, str) else "":
                case "p":
                    self._paragraph(block)
                case "tbl":
                    self._table(block)
                case "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" | "smartTag":
                    self.blocks(block)

    def _table(self, table: etree._Element) -> None:
        self._flow.gap(Gap.PARAGRAPH)
        for row in _below(table, "w:tr"):
            if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
                continue
            self._flow.row()
            for cell in _below(row, "w:tc"):
                merged = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
                if merged is None or merged.get(qn("w:val")) == "restart":
                    self._flow.cell()
                    self.blocks(cell)
        self._flow.gap(Gap.PARAGRAPH)

    def _paragraph(self, paragraph: etree._Element) -> None:
        marker = self._numbering.marker(paragraph)
        self._flow.gap(Gap.LINE if marker is not None and self._numbered else Gap.PARAGRAPH)
        self._flow.item(marker or "")
        self._numbered = marker is not None
        boxes: list[etree._Element] = []
        self._runs(paragraph, boxes)
        self._flow.close_link()
        for box in boxes:
            self.blocks(box)
        if paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is None:
            self._flow.end_item()

    def _runs(self, parent: etree._Element, boxes: list[etree._Element]) -> None:
        for child in parent.iterchildren():
            if child.tag == _BOXES:
                boxes.append(child)
            elif child.tag == qn("w:hyperlink"):
                self._flow.open_link(self._addresses.get(child.get(qn("r:id"), "")))
                self._runs(child, boxes)
                self._flow.close_link()
            elif child.tag == qn("w:instrText") and self._field is not None:
                self._field.append(child.text or "")
            elif isinstance(child.tag, str) and child.tag not in _GONE and not self._is_hidden(child):
                self._piece(child)
                self._runs(child, boxes)

    def _piece(self, element: etree._Element) -> None:
        """Write what a single element of a run shows."""
        match etree.QName(element).localname:
            case "t" if element.text:
                self._flow.write_as_is(element.text)
            case "tab":
                self._flow.write_as_is("\t")
            case "cr":
                self._flow.line_break()
            case "br" if element.get(qn("w:type"), "textWrapping") == "textWrapping":
                self._flow.line_break()
            case "noBreakHyphen":
                self._flow.write_as_is("\u2011")
            case "fldChar":
                self._turn(element.get(qn("w:fldCharType")))

    def _turn(self, kind: str | None) -> None:
        """A field's beginning, its result's beginning, or its end; a link may be given as one."""
        if kind == "begin":
            self._field = []
        elif kind == "separate" and self._field and (found := _ADDRESS.match("".join(self._field))):
            self._flow.open_link(found[1])
            self._field = None
        elif kind == "end":
            self._flow.close_link()
            self._field = None

    def _is_hidden(self, element: etree._Element) -> bool:
        looks = element.find(qn("w:rPr")) if element.tag == qn("w:r") else None
        if looks is None:
            return False
        style = looks.find(qn("w:rStyle"))
        return is_on(looks.find(qn("w:vanish"))) or (style is not None and style.get(qn("w:val")) in self._hidden)


def _below(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, also those in content controls."""
    for child in parent.iterchildren():
        if child.tag == qn(name):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins")):
            yield from _below(child, name)


def _hidden_styles(document: Document) -> frozenset[str]:
    styles = document.styles.element.iterchildren(qn("w:style"))
    return frozenset(
        str(style.get(qn("w:styleId"))) for style in styles if is_on(style.find(f"{qn('w:rPr')}/{qn('w:vanish')}"))
    )
