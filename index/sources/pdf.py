"""PDF files: their text in reading order, with the place where each printed page begins, and its links.

The engine reads in a process of its own, with bounds on time and memory: a file made to break it costs only itself.
"""

from __future__ import annotations

import ctypes
import resource
from dataclasses import replace
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from ..errors import GenerationError, SourceError
from ..record import Note, Page
from ..stores.children import in_child
from .capture import capture
from .columns import Character
from .flow import followable
from .printed import Printed, write_printed

MEDIA_TYPE = "application/pdf"
VERSION = f"1, pypdfium2 {pypdfium2.version.PYPDFIUM_INFO}, pdfium {pypdfium2.version.PDFIUM_INFO}"
_MOST_PAGES = 1_000
_MOST_CHARACTERS = 5_000_000
_SECONDS = 120
_MEMORY = 4 << 30
_BOX = tuple[float, float, float, float]


def read_pdf_page(path: Path) -> Page:
    """Read a PDF; running heads and feet are in `outside`. One without text is refused."""
    captured = capture(path, ".pdf")
    try:
        printed = in_child(_read_bounded, str(path), captured.data)
    except (GenerationError, MemoryError):
        raise SourceError(
            f"{path}: reading it takes more than {_SECONDS} seconds or {_MEMORY >> 30} GB, or breaks the reader. "
            "Print it to a new PDF, or capture the page that it was published on."
        ) from None
    page = Page(path.stem, path.name, "", captured.sha256, MEDIA_TYPE)
    return _page(path, page, printed)


def _page(path: Path, page: Page, printed: list[Printed]) -> Page:
    empty = [number for number, each in enumerate(printed, start=1) if not each.characters]
    if len(empty) == len(printed):
        raise SourceError(
            f"{path}: has {len(printed)} pages and no text: it is a scan, a picture of text. Recognise its text first, "
            "for instance with ocrmypdf, or ask the publisher for the text."
        )
    flow, starts, outside = write_printed(printed)
    notes = tuple(
        Note(min(starts[number - 1], len(flow.text)), f"page {number} holds no text, perhaps a picture of some")
        for number in empty
    )
    return replace(
        page, text=flow.text, links=tuple(flow.links), page_starts=starts, notes=notes, outside=tuple(outside)
    )


def _read_bounded(path: str, data: bytes) -> list[Printed]:
    """For a process of its own."""
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    return read_printed(path, data)


def read_printed(path: str, data: bytes) -> list[Printed]:
    """The characters of each page with their places, in the order in which the file draws them."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise SourceError(f"{path}: {_why(error)}") from None
    with document:
        if len(document) > _MOST_PAGES:
            raise SourceError(f"{path}: has {len(document)} pages, more than {_MOST_PAGES}. Save it in parts.")
        printed: list[Printed] = []
        for number in range(len(document)):
            printed.append(_printed(path, document, number))
            if sum(len(each.characters) for each in printed) > _MOST_CHARACTERS:
                raise SourceError(f"{path}: holds more than {_MOST_CHARACTERS:,} characters. Save it in parts.")
        return printed


def _why(error: pypdfium2.PdfiumError) -> str:
    if "password" in str(error).lower():
        return "opens only with a password. Save a copy without one."
    return "cannot be opened as a PDF; it is damaged. Capture it again."


def _printed(path: str, document: pypdfium2.PdfDocument, number: int) -> Printed:
    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        raise SourceError(f"{path}: page {number + 1} is damaged. Capture the file again.") from None
    links = _links(document, page)
    characters: list[Character] = []
    for at in range(text.count_chars()):
        if raw.FPDFText_IsGenerated(text, at) == 1 and raw.FPDFText_IsHyphen(text, at) != 1:
            if characters and raw.FPDFText_GetUnicode(text, at) == ord(" "):
                last = characters[-1]
                characters.append(Character(" ", last.right, last.right, last.base, last.height))
        elif each := _character(text, at, links):
            characters.append(each)
    height = page.get_height()
    text.close()
    page.close()
    return Printed(tuple(characters), height)


def _character(text: pypdfium2.PdfTextPage, at: int, links: list[tuple[_BOX, str]]) -> Character | None:
    """A character that the file draws, if it has a place and can be written."""
    code = raw.FPDFText_GetUnicode(text, at)
    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    placed = raw.FPDFText_GetLooseCharBox(text, at, box) and raw.FPDFText_GetCharOrigin(text, at, x, y)
    glyph = "-" if raw.FPDFText_IsHyphen(text, at) == 1 else chr(code) if code else ""
    if not placed or not glyph or (glyph < " " and glyph != "\t") or 0xD800 <= code < 0xE000:
        return None
    middle = ((box.left + box.right) / 2, (box.top + box.bottom) / 2)
    href = next((href for (a, b, c, d), href in links if a <= middle[0] <= c and b <= middle[1] <= d), None)
    return Character(
        glyph, round(box.left, 2), round(box.right, 2), round(y.value, 2), round(box.top - box.bottom, 2), href
    )


def _links(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> list[tuple[_BOX, str]]:
    """The rectangles of a page that lead somewhere: left, bottom, right, top."""
    found = []
    at, link, box = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    while raw.FPDFLink_Enumerate(page, at, link):
        action = raw.FPDFLink_GetAction(link)
        if not action or not raw.FPDFLink_GetAnnotRect(link, box):
            continue
        size = raw.FPDFAction_GetURIPath(document, action, None, 0)
        address = ctypes.create_string_buffer(size)
        raw.FPDFAction_GetURIPath(document, action, address, size)
        if href := followable("", address.value.decode("utf-8", "replace")):
            found.append(((box.left, box.bottom, box.right, box.top), href))
    return found
