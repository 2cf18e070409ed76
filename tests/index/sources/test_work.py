"""Reading a file takes work in proportion to its size, whatever it holds; more pages: tests/eval/growth.py."""

from __future__ import annotations

import random
from statistics import median

import pytest

from index.sources import columns
from index.sources.columns import Character, Row, rows_of
from index.sources.html import read_html_page
from tests.work import calls

PARTS = {
    "lists": ("<ul><li>x", "</li></ul>"),
    "lists of links": ("<ul><li><a href=/x>y</a>", "</li></ul>"),
    "headers": ("<header>x", "</header>"),
    "banners": ("<div class=cookie>x", "</div>"),
    "articles": ("<article><h1>x</h1>", "</article>"),
    "tables": ("<table><tr><td>x", "</td></tr></table>"),
}


@pytest.mark.parametrize("main", ["<main>x</main>", ""], ids=["beside the main content", "without"])
@pytest.mark.parametrize("part", PARTS)
def test_elements_nested_twice_as_deeply_are_about_twice_the_work(tmp_path, part, main):
    def work(depth):
        opening, closing = PARTS[part]
        path = tmp_path / f"{depth}.html"
        path.write_text(f"<body>{main}{opening * depth}{closing * depth}<p>We act.", encoding="utf-8")
        return calls(lambda: read_html_page(path))

    assert work(120) - work(60) < 2.6 * (work(60) - work(30))


def scattered(count: int) -> list[Character]:
    """Pieces of a made-up page, each of which may be where a column begins."""
    where = random.Random(count)
    places = [(500 * where.random(), 800 * where.random()) for _ in range(count)]
    return [Character(sign, x + 5 * at, x + 5 * at + 5, y, 10.0) for x, y in places for at, sign in enumerate("so")]


def in_a_row(count: int) -> list[Character]:
    """Pieces on one baseline, far apart."""
    return [Character("a", 50.0 * at, 50.0 * at + 5, 10.0, 10.0) for at in range(count)]


@pytest.mark.parametrize("page", [scattered, in_a_row])
def test_twice_the_pieces_of_a_printed_page_are_about_twice_the_work(page):
    assert calls(lambda: rows_of(page(800))) < 2.6 * calls(lambda: rows_of(page(400)))


def parted_by_looking_at_all(pieces: list[Row]) -> float | None:
    """Where two columns part, by its definition: every place that may be one, and all pieces at each."""
    height = median(piece.height for piece in pieces)
    first, last = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    for start in sorted({piece.left for piece in pieces if 0.3 < (piece.left - first) / max(last - first, 1.0) < 0.7}):
        at = start - columns._GUTTER * height / 2
        left, right = ([p for p in pieces if p.right <= at], [p for p in pieces if p.left >= at])
        prose = all(sum(len(p.text) for p in own) > columns._PROSE * len(own) for own in (left, right))
        if min(len(left), len(right)) >= 4 and (len(pieces) - len(left) - len(right)) * 3 < len(pieces) and prose:
            return at
    return None


def test_columns_part_where_looking_at_all_pieces_says():
    where, parted = random.Random(1), 0
    for _ in range(300):
        pieces = [
            Row(tuple(Character("x", left + 4 * at, left + 4 * at + 4, float(y), 10.0) for at in range(length)))
            for y in range(where.randint(8, 20))
            for left, length in [(where.choice([20, 30, 260, 270, 280]), where.randint(10, 62))]
        ]
        found = columns._gutter(pieces)
        assert found == parted_by_looking_at_all(pieces)
        parted += found is not None
    assert 30 < parted < 270
