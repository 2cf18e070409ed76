"""Makes a page in each format out of its plain text, the way offices publish them."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Callable
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from fpdf import FPDF
from matplotlib import get_data_path

LINK = "https://www.derbyshire.police.uk/"
_LINKED = "Derbyshire Constabulary"
_LABEL = re.compile(r"(Q?)(\d+)([).,])\s*")


def paragraphs(text: str) -> list[str]:
    """A page's paragraphs: parted by blank lines where the page has any."""
    parts = re.split(r"\n\s*\n", text) if "\n\n" in text else text.split("\n")
    return [part.strip("\n") for part in parts if part.strip()]


def make_html(text: str, path: Path) -> None:
    """A page with a consent banner, a menu, breadcrumbs, a share box and a footer round it, and links in the text."""
    inside = "\n".join(f"<p>{_linked(part)}</p>" for part in paragraphs(text))
    path.write_text(
        f"""<!DOCTYPE html>
<!-- saved from url=(0044)https://www.example-pcc.police.uk/meetings/a/ -->
<html lang="en-GB"><head><meta charset="utf-8"><title>Questions | Commissioner</title>
<style>p {{ margin: 0 }}</style><script>var question = "Q1) Why?";</script></head><body class="has-cookie-banner">
<div id="cookie-banner" role="dialog"><p>We use cookies to make this site work.</p>
<button>Accept all cookies</button></div>
<a class="skip-link" href="#main">Skip to main content</a>
<header role="banner"><p>Office of the Commissioner</p><nav aria-label="Main"><ul><li><a href="/">Home</a></li>
<li><a href="/meetings/">Meetings</a></li></ul></nav></header>
<div class="breadcrumbs"><a href="/">Home</a> / Meetings</div>
<main id="main"><article>{inside}
<aside class="share"><h2>Share this page</h2><a href="https://example.org/share">Share</a></aside></article></main>
<footer><p>© Commissioner</p><ul><li><a href="/privacy">Privacy</a></li></ul></footer>
<!-- Q9) A comment? --><template>Q8) A template?</template></body></html>""",
        encoding="utf-8",
    )


def _linked(part: str) -> str:
    words = html.escape(part).replace("\n", "<br>\n")
    return words.replace(_LINKED, f'<a href="{LINK}">{_LINKED}</a>')


def make_markdown(text: str, path: Path) -> None:
    """Markdown as a person would write it, with what has a meaning there escaped."""
    special = re.compile(r"([\\`*_{}\[\]<>#|~])")
    parts = [special.sub(r"\\\1", part).replace("\n", "\\\n") for part in paragraphs(text)]
    path.write_text("\n\n".join(_indented(part) for part in parts), encoding="utf-8")


def _indented(part: str) -> str:
    return re.sub(r"(?m)^\s*([-+])(?=\s)", r"\\\1", re.sub(r"(?m)^(\s*\d+)\.", r"\1\\.", part))


def make_word(text: str, path: Path) -> None:
    """A Word file whose questions are numbered by Word."""
    document = docx.Document()
    numbers = _Numbers(document)
    for part in paragraphs(text):
        label = _LABEL.match(part)
        paragraph = document.add_paragraph(part[label.end() :] if label else part)
        if label:
            numbers.give(paragraph._p, label[1] + "%1" + label[3], int(label[2]))
    document.save(str(path))


class _Numbers:
    """Lists of a document; one begins wherever the count does not go on."""

    def __init__(self, document: Document) -> None:
        self._part = document.part.numbering_part.element
        for each in list(self._part):
            self._part.remove(each)
        self._names = itertools.count(1)
        self._kinds: dict[str, int] = {}
        self._last: tuple[str, int] = ("", 0)
        self._list = 0

    def give(self, paragraph, text: str, number: int) -> None:
        kind = self._kinds.get(text) or self._kind(text)
        if (text, number - 1) != self._last:
            self._list = next(self._names)
            self._part.append(
                parse_xml(
                    f'<w:num {nsdecls("w")} w:numId="{self._list}"><w:abstractNumId w:val="{kind}"/>'
                    f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{number}"/></w:lvlOverride></w:num>'
                )
            )
        self._last = (text, number)
        given = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{self._list}"/></w:numPr>'
        paragraph.get_or_add_pPr().append(parse_xml(given))

    def _kind(self, text: str) -> int:
        name = self._kinds[text] = next(self._names)
        kind = (
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{name}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            f'<w:numFmt w:val="decimal"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
        )
        lists = self._part.findall(qn("w:num"))
        (lists[0].addprevious if lists else self._part.append)(parse_xml(kind))
        return name


def make_pdf(text: str, path: Path, password: str | None = None, owner: str | None = None) -> None:
    """A PDF of A4 pages with a running head, and page numbers at the foot."""
    document = _Paged()
    if owner:
        document.set_encryption(owner_password=owner, user_password=password, permissions=0)
    document.add_font("sans", fname=Path(get_data_path()) / "fonts/ttf/DejaVuSans.ttf")
    document.set_font("sans", size=11)
    document.add_page()
    for part in paragraphs(text):
        document.multi_cell(0, 6, part.replace("\xa0", " "), align="L", new_x="LMARGIN", new_y="NEXT")
        document.ln(4)
    document.output(str(path))


class _Paged(FPDF):
    def header(self) -> None:
        self.set_font("sans", size=8)
        self.cell(0, 5, "Office of the Commissioner", new_x="LMARGIN", new_y="NEXT")
        self.ln(6)
        self.set_font("sans", size=11)

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font("sans", size=8)
        self.cell(0, 5, f"Page {self.page_no()}", align="C")


MAKERS: dict[str, Callable[[str, Path], None]] = {
    ".html": make_html,
    ".pdf": make_pdf,
    ".docx": make_word,
    ".md": make_markdown,
}
