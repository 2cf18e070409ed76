"""HTML pages as saved from a browser: the text that a reader sees, in order, with its links."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from lxml import etree

from ..errors import SourceError
from ..record import Note, Page
from .capture import Capture, capture, refuse_empty
from .encodings import decode_html
from .flow import Flow, Gap
from .landmarks import NEVER_TEXT, Landmarks, is_hidden
from .lists import Lists

MEDIA_TYPE = "text/html"
VERSION = f"3, libxml {'.'.join(map(str, etree.LIBXML_COMPILED_VERSION))}"
LARGEST = 20_000_000
_MOST_WORDS_IN_A_TAG = 20_000  # a parser compares each attribute of a tag with all others
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(\S+) -->")
_LINES = frozenset("address center dd div dt fieldset figcaption form legend li optgroup summary tr caption".split())
_PARAGRAPHS = frozenset(
    "article aside blockquote details dir dl figure footer h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre "
    "search section table ul".split()
)


def read_html_page(path: Path) -> Page:
    """Read an HTML page; what stood in menus, banners and footers is in `outside`, one line each."""
    captured = capture(path, ".html", LARGEST)
    markup, doubt = decode_html(path, captured.data)
    if "<" not in markup and markup.strip():
        raise SourceError(f"{path}: holds no HTML. If it is plain text, rename it to end in .txt.")
    page = page_of_markup(captured, markup, MEDIA_TYPE)
    return replace(page, notes=(Note(0, doubt),) if doubt else ())


def page_of_markup(captured: Capture, markup: str, media_type: str) -> Page:
    """A page whose text is what a browser would show of the markup."""
    root = _tree(captured.path, markup)
    flow = Flow(_base(root, markup))
    landmarks = Landmarks(root)
    if landmarks.title is not None:
        _write(landmarks.title, flow, is_hidden)
        flow.gap(Gap.PARAGRAPH)
    left = _write(root, flow, lambda each: is_hidden(each) or landmarks.leaves_out(each))
    outside = [line for element in left for line in _lines_of(element, landmarks.title)]
    refuse_empty(captured.path, flow.text)
    return Page(
        captured.path.stem,
        captured.path.name,
        flow.text,
        captured.sha256,
        media_type,
        links=tuple(flow.links),
        outside=tuple(outside),
    )


def _tree(path: Path, markup: str) -> etree._Element:
    for tag in re.finditer(rf"<[A-Za-z][^>]{{{2 * _MOST_WORDS_IN_A_TAG},}}", markup):
        if len(tag[0].split()) > _MOST_WORDS_IN_A_TAG:
            raise SourceError(f"{path}: one of its tags has too many attributes. Save the page again from a browser.")
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(markup.replace("\0", "\ufffd").encode("utf-8", "replace") or b"<p>", parser)
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise SourceError(
            f"{path}: its elements are nested too deeply to be read whole. "
            "Save the page again from a browser, or as text."
        )
    if root is None:
        raise SourceError(f"{path}: the file is empty. Capture the page again, or take the file away.")
    return root


def _base(root: etree._Element, markup: str) -> str:
    """The address that links on the page start from: stated, else where a browser saved it from."""
    for query in ("//base/@href", "//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content"):
        stated = [str(each).strip() for each in root.xpath(query) if str(each).strip().startswith("http")]
        if stated:
            return stated[0]
    saved = _SAVED_FROM.search(markup[:2000])
    return saved[1] if saved else ""


def _write(root: etree._Element, flow: Flow, drops: Callable[[etree._Element], bool]) -> list[etree._Element]:
    """Write an element but for what `drops` says, which is given back. No recursion: pages may be nested deeply."""
    lists, left, kept_as_is = Lists(), [], 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        kept_as_is += (element.tag == "pre") * (1 if event == "start" else -1)
        if event == "start":
            if element is not root and drops(element):
                left.append(element)
                kept_as_is -= element.tag == "pre"
                walk.skip_subtree()
                continue
            _open(element, flow, lists)
            _text(element.text, flow, kept_as_is)
        else:
            _close(element, flow, lists)
            _text(element.tail if element is not root else None, flow, kept_as_is)
    return left


def _lines_of(element: etree._Element, title: etree._Element | None) -> list[str]:
    """The text of what is left out, hidden or not, but for what is never text and the title, which was written."""
    if element.tag in NEVER_TEXT or element is title:
        return []
    flow = Flow()
    _write(element, flow, lambda each: each.tag in NEVER_TEXT or each is title)
    return [line for line in flow.text.split("\n") if line]


def _text(text: str | None, flow: Flow, as_is: int) -> None:
    if text and as_is and text.strip():
        flow.write_as_is(text.strip("\n").replace("\r", ""))
    elif text:
        flow.write(text)


def _open(element: etree._Element, flow: Flow, lists: Lists) -> None:
    match element.tag:
        case "br":
            flow.line_break()
        case "q":
            flow.write("“")
        case "tr":
            flow.row()
        case "td" | "th":
            flow.cell()
        case "a":
            flow.open_link(element.get("href"))
        case "li":
            flow.item(lists.marker(element))
        case _:
            lists.open(element)
            _block(element, flow)


def _close(element: etree._Element, flow: Flow, lists: Lists) -> None:
    match element.tag:
        case "br" | "td" | "th":
            pass
        case "q":
            flow.write("”")
        case "a":
            flow.close_link()
        case "li":
            flow.end_item()
        case _:
            lists.close(element)
            _block(element, flow)


def _block(element: etree._Element, flow: Flow) -> None:
    parent = element.getparent()
    if element.tag in ("ol", "ul") and parent is not None and parent.tag == "li":
        flow.gap(Gap.LINE)
    elif element.tag in _PARAGRAPHS:
        flow.gap(Gap.PARAGRAPH)
    elif element.tag in _LINES:
        flow.gap(Gap.LINE)
