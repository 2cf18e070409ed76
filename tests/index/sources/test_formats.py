"""The five real pages in every format, against themselves as text."""

from __future__ import annotations

import functools
import tempfile
from pathlib import Path

import pytest

from index import ParsedPage, parse, read_page
from tests.conftest import SEEDS
from tests.eval.formats import told

from .making import LINK, MAKERS

FOLDER = Path(tempfile.mkdtemp())
TEXTS = sorted(SEEDS.glob("*.txt"))
KNOWN = {("004", ".pdf"): {"39"}}
"""A line that ends in a hyphen and a space ("website- https://…") is read as a word that goes on."""
each_page = pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.stem[:3])
each_format = pytest.mark.parametrize("ending", MAKERS)


@functools.cache
def made(text: Path, ending: str) -> ParsedPage:
    path = FOLDER / f"{text.stem}{ending}"
    MAKERS[ending](text.read_text(encoding="utf-8"), path)
    return parse(read_page(path))


@each_page
@each_format
def test_answers_are_the_same_as_of_the_text_but_for_white_space(text, ending):
    expected, found = parse(read_page(text)).answers, made(text, ending).answers
    assert [answer.label for answer in found] == [answer.label for answer in expected]
    different = {one.label for one, other in zip(expected, found, strict=True) if told(one) != told(other)}
    assert different == KNOWN.get((text.stem[:3], ending), set())


@each_page
@each_format
def test_offsets_are_exact_and_every_line_is_counted(text, ending):
    parsed = made(text, ending)
    for answer in parsed.answers:
        assert parsed.page.text[answer.start : answer.end] == answer.response
        assert parsed.page.text[answer.question_start : answer.question_end] == answer.question
    counted = dict(parsed.report.lines)
    assert counted.pop("outside", 0) == len(parsed.page.outside)
    assert sum(counted.values()) == len(parsed.page.text.split("\n"))


@each_page
@each_format
def test_the_sites_own_text_is_left_out_and_leaves_no_doubt(text, ending):
    parsed = made(text, ending)
    assert not any(word in parsed.page.text for word in ("cookies", "Privacy", "Share this page", "A template"))
    assert parsed.report.doubts == ()


@each_page
def test_links_stand_on_their_words(text):
    page = made(text, ".html").page
    assert {(page.text[link.start : link.end], link.href) for link in page.links} <= {("Derbyshire Constabulary", LINK)}
    assert len(page.links) == text.read_text(encoding="utf-8").count("Derbyshire Constabulary")


@each_page
def test_printed_pages_begin_in_order(text):
    page = made(text, ".pdf").page
    assert len(page.page_starts) > 1
    assert page.page_starts[0] == 0
    assert list(page.page_starts) == sorted(set(page.page_starts))


@pytest.mark.parametrize("ending", MAKERS)
def test_the_same_file_is_read_the_same_way_twice(ending):
    path = FOLDER / f"{TEXTS[1].stem}{ending}"
    MAKERS[ending](TEXTS[1].read_text(encoding="utf-8"), path)
    assert read_page(path) == read_page(path)
