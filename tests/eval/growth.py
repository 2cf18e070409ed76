"""How the work of reading grows with a page made to be hard. Run: python -m tests.eval.growth [CASE…]

Each page is read and parsed at a size, twice it, and so on; the processor's seconds, children included, and
the steepest growth from one doubling to the next: 2 is in proportion. It stops where a page takes longer than `LONG`.
"""

from __future__ import annotations

import itertools
import os
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from fpdf import FPDF
from rich import box
from rich.console import Console
from rich.table import Table

from index import SourceError
from index.parsing import parse
from index.sources import read_page

LONG = 30.0  # seconds
MATTERS = 0.2  # seconds below which growth is noise
DOUBLINGS = 4
Maker = Callable[[int, Path], None]


def text(lines: Callable[[int], list[str]]) -> Maker:
    """A page of plain text."""
    return lambda n, path: _write(path.with_suffix(".txt"), "\n".join(lines(n)))


def markup(body: Callable[[int], str], main: bool = True) -> Maker:
    """An HTML page, its main content marked or not."""
    ends = ("<main>", "</main>") if main else ("", "")
    return lambda n, path: _write(
        path.with_suffix(".html"), f"<!doctype html><html><body>{ends[0]}{body(n)}{ends[1]}<p>Q1) Why?</body></html>"
    )


def nested(opening: str, closing: str, inside: str = "x", deepest: int = 400) -> Callable[[int], str]:
    """As many elements, nested as deeply as a parser lets them be, again and again."""

    def body(n: int) -> str:
        depths = [min(deepest, n - at) for at in range(0, n, deepest)]
        return "".join(opening * depth + inside + closing * depth for depth in depths)

    return body


def shuffled(label: str) -> Callable[[int], list[str]]:
    """Questions numbered in random order, each with an answer."""

    def lines(n: int) -> list[str]:
        numbers = list(range(1, n // 3 + 1))
        random.Random(1).shuffle(numbers)
        return [line for number in numbers for line in (label.format(number), "Response:", "Our officers act.")]

    return lines


def boxes(n: int, path: Path) -> None:
    """A printed page with many text boxes, each beginning somewhere else, so that any of them may begin a column."""
    document = FPDF()
    document.set_font("Helvetica", size=2)
    document.add_page()
    where = random.Random(1)
    for _ in range(n):
        document.text(10 + 180 * where.random(), 10 + 270 * where.random(), "so it is")
    document.output(str(path.with_suffix(".pdf")))


def row(n: int, path: Path) -> None:
    """A printed line of many pieces."""
    document = FPDF(format=(30 * n, 100))
    document.set_font("Helvetica", size=10)
    document.add_page()
    for at in range(n):
        document.text(10 + 25 * at, 50, "so it is")
    document.output(str(path.with_suffix(".pdf")))


def print_links(n: int, path: Path) -> None:
    """Printed pages full of links."""
    document = FPDF()
    document.set_font("Helvetica", size=4)
    document.add_page()
    for at in range(n):
        document.write(2, f"see {at} ", f"https://example.org/{at}")
    document.output(str(path.with_suffix(".pdf")))


def word_tables(n: int, path: Path) -> None:
    """Tables in tables of Word, forty deep, again and again."""
    document = docx.Document()
    for at in range(0, n, 40):
        cell = document.add_table(1, 1).cell(0, 0)
        for _ in range(min(40, n - at)):
            cell.text = "We act."
            cell = cell.add_table(1, 1).cell(0, 0)
    document.save(str(path.with_suffix(".docx")))


def word_paragraphs(n: int, path: Path) -> None:
    """Numbered paragraphs of Word."""
    document = docx.Document()
    body = document.element.body
    for at in range(n):
        body.insert(0, parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>Q{at}) Why is it?</w:t></w:r></w:p>"))
    document.save(str(path.with_suffix(".docx")))


CASES: dict[str, tuple[int, Maker]] = {
    "short lines": (12_500, text(lambda n: ["We act."] * n)),
    "one line": (250_000, text(lambda n: ["Our officers act. " * (n // 18)])),
    "one line of labels": (250_000, text(lambda n: ["Q1) Why? Response: So. " * (n // 23)])),
    "labels in random order": (3_000, text(shuffled("{}) Why is it so?"))),
    "labels with Q in random order": (3_000, text(shuffled("Q{}) Why is it so?"))),
    "blank lines first": (2_000, text(lambda n: [""] * n + ["Q1) Why?", "Response:", "So."] * (n // 3))),
    "Q1) only": (1_000, text(lambda n: ["Q1) Why is it so?"] * n)),
    "Q1) and prose": (1_000, text(lambda n: ["Q1) Why is it so?", "Our officers act on it."] * (n // 2))),
    "markers in a row": (1_000, text(lambda n: ["Response:"] * n)),
    "references": (1_000, text(lambda n: ["Q1) Why?", "Response:", "See the answer to Q1 above."] * (n // 3))),
    "a table of lines": (1_000, text(lambda n: ["No | Question | Response"] + [f"{i} | Why? | So." for i in range(n)])),
    "one wide row": (1_000, text(lambda n: [" | ".join(["Why?"] * n)] * 2)),
    "nested lists": (1_000, markup(nested("<ul><li>", "</li></ul>"))),
    "nested numbered lists": (1_000, markup(nested("<ol><li>x", "</li></ol>"))),
    "nested lists of links": (1_000, markup(nested("<ul><li><a href=/x>y</a>", "</li></ul>"))),
    "the same without main": (1_000, markup(nested("<ul><li><a href=/x>y</a>", "</li></ul>"), main=False)),
    "the same beside main": (
        1_000,
        markup(lambda n: f"</main>{nested('<ul><li><a href=/x>y</a>', '</li></ul>')(n)}<main>"),
    ),
    "nested menus": (1_000, markup(lambda n: f"</main>{nested('<div class=cookie>', '</div>')(n)}<main>")),
    "nested headers": (1_000, markup(nested("<header>", "</header>"))),
    "nested tables": (1_000, markup(nested("<table><tr><td>x", "</td></tr></table>"))),
    "nested parts": (2_000, markup(nested("<div>", "</div>"))),
    "a list": (2_000, markup(lambda n: f"<ol>{'<li>We act.' * n}</ol>")),
    "links": (5_000, markup(lambda n: "<a href='/a?b'>We act.</a> " * n)),
    "headings": (5_000, markup(lambda n: "<h2>We act</h2>" * n)),
    "nested articles": (1_000, markup(nested("<article>", "</article>"), main=False)),
    "nested mains": (1_000, markup(nested("<main><h1>x</h1>", "</main>"), main=False)),
    "hidden": (5_000, markup(lambda n: "<p hidden>We act</p>" * n)),
    "cells": (5_000, markup(lambda n: f"<table>{'<tr><td>Q1) Why?<td>So.<td>z' * (n // 3)}</table>")),
    "one row of cells": (2_000, markup(lambda n: f"<table><tr>{'<td>Why?' * n}</table>")),
    "articles": (2_000, markup(lambda n: "<article>x</article>" * n, main=False)),
    "mains": (2_000, markup(lambda n: "<main>x</main>" * n, main=False)),
    "marked down": (2_000, lambda n, path: _write(path.with_suffix(".md"), "1. Why?\n\n   - We *act*.\n\n" * (n // 2))),
    "marked down deeply": (2_000, lambda n, path: _write(path.with_suffix(".md"), "> " * n + "x\n")),
    "marked down brackets": (2_000, lambda n, path: _write(path.with_suffix(".md"), "[" * n + "x" + "](y)" * n)),
    "printed boxes": (1_000, boxes),
    "a printed row": (500, row),
    "printed links": (500, print_links),
    "tables in tables of Word": (200, word_tables),
    "paragraphs of Word": (1_000, word_paragraphs),
}


def _write(path: Path, content: str) -> None:
    path.write_text(content, encoding="utf-8")


def spent(maker: Maker, n: int) -> tuple[float, str]:
    """Seconds for a page of a size, and what became of it."""
    with tempfile.TemporaryDirectory() as folder:
        maker(n, Path(folder) / "page")
        [path] = Path(folder).iterdir()
        before, said = sum(os.times()[:4]), "read"
        try:
            parse(read_page(path))
        except SourceError as error:
            said = "refused: " + str(error).partition(": ")[2][:50]
        return sum(os.times()[:4]) - before, said


def grown(start: int, maker: Maker) -> Iterator[tuple[float, str]]:
    """The same for doubling sizes, until it takes long."""
    for doubling in range(DOUBLINGS):
        took, said = spent(maker, start << doubling)
        yield took, said
        if took > LONG:
            return


def main() -> None:
    """Print the table, or some rows of it."""
    console, table = Console(width=140), Table(box=box.MARKDOWN)
    for column in ("page", "size", *(f"×{1 << at}" for at in range(DOUBLINGS)), "steepest", "at last"):
        table.add_column(column)
    for name in sys.argv[1:] or CASES:
        start, maker = CASES[name]
        found = list(grown(start, maker))
        times = [took for took, _ in found]
        steps = [later / max(sooner, 0.01) for sooner, later in itertools.pairwise(times) if later > MATTERS]
        seconds = [f"{took:.2f}" for took in times] + ["–"] * (DOUBLINGS - len(times))
        table.add_row(name, f"{start:,}", *seconds, f"{max(steps, default=0):.1f}", found[-1][1])
        console.print(f"[dim]{name}: {times[-1]:.1f} s[/]")
    console.print(table)


if __name__ == "__main__":
    main()
