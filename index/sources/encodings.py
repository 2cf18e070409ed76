"""Bytes into text: byte order marks, what an HTML page declares, and what the bytes themselves say."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from ..errors import SourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_COMMENT = re.compile(rb"<!--[\s\S]*?-->")
_PRESCAN = 1024  # bytes in which a page must declare its encoding, by the HTML standard
_WESTERN = {"iso8859-1", "ascii", "cp1252"}  # browsers read all of these as Windows-1252


def decode_text(path: Path, data: bytes) -> str:
    """Plain text: by its mark, as UTF-16 if every other byte is 0, else UTF-8 and nothing else."""
    encoding, skip = _by_mark(data) or (_by_zeros(data) or "utf-8", 0)
    try:
        text = data[skip:].decode(encoding)
    except UnicodeDecodeError as error:
        start = error.start + skip
        line = data.count(b"\n", 0, start) + 1
        raise SourceError(
            f"{path}: line {line} is not {encoding.upper()} (byte 0x{data[start]:02x} at {start}). "
            "Save the page again as UTF-8 text."
        ) from None
    if "\0" in text:
        raise SourceError(f"{path}: holds characters of the number 0, so it is no text. Save the page again as text.")
    return text


def decode_html(path: Path, data: bytes) -> tuple[str, str | None]:
    """HTML, and what was wrong with its declaration.

    By mark, declaration, content (https://html.spec.whatwg.org/#determining-the-character-encoding); but UTF-8 that is
    declared otherwise is read as UTF-8, and what is declared to be UTF-8 and has none of it as Windows-1252.
    """
    if marked := _by_mark(data):
        return data[marked[1] :].decode(marked[0], "replace"), None
    declared = _declared(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(path, data, declared, error)
    if declared in (None, "utf-8") or data.isascii():
        own = declared not in (None, "utf-8") and not data.decode(declared, "replace").isascii()
        return (data.decode(str(declared), "replace") if own else text), None
    return text, f"the page says that it is written in {declared}, but it is UTF-8 and was read so"


def _not_utf8(path: Path, data: bytes, declared: str | None, error: UnicodeDecodeError) -> tuple[str, str | None]:
    if declared not in (None, "utf-8", "cp1252"):
        try:
            return data.decode(declared), None
        except UnicodeDecodeError as wrong:
            error = wrong
    elif not re.search(rb"[\xc3-\xf4][\x80-\xbf]{2,}", data):
        why = "the page says that it is UTF-8, but it is not; it was read as Windows-1252"
        return data.decode("cp1252", "replace"), why if declared == "utf-8" else None
    raise SourceError(
        f"{path}: mixes encodings or is damaged: byte 0x{data[error.start]:02x} at {error.start} is not "
        f"{declared or 'UTF-8'}. Save the page again from a browser."
    )


def _by_mark(data: bytes) -> tuple[str, int] | None:
    return next(((name, len(mark)) for mark, name in _MARKS if data.startswith(mark)), None)


def _by_zeros(data: bytes) -> str | None:
    even, odd = data[:4000:2].count(0), data[1:4000:2].count(0)
    few = max(1, len(data[:4000]) // 5)
    return "utf-16-le" if odd > few and not even else "utf-16-be" if even > few and not odd else None


def _declared(data: bytes) -> str | None:
    """Python's name of the encoding that a page declares; a browser ignores names that it does not know."""
    found = _DECLARED.search(_COMMENT.sub(b"", data[:_PRESCAN]))
    try:
        name = codecs.lookup(found[1].decode("ascii")).name if found else None
        b"x".decode(name or "utf-8", "replace")  # fails for what is no encoding of text
    except (LookupError, UnicodeError):
        return None
    return "cp1252" if name in _WESTERN else "utf-8" if name and name.startswith("utf-16") else name
