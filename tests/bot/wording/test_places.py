"""Where an answer stands, in words."""

from __future__ import annotations

import datetime as dt

import pytest
from pydantic import TypeAdapter

from bot import Citation, place
from bot.answering.cards import _at_page
from index import DateBasis


def citation(page: int | None = None, last: int | None = None) -> Citation:
    day = dt.date(2022, 10, 6)
    return Citation("Meeting", day, DateBasis.STATED, "Q5", None, "a.pdf", "0" * 64, 3, 9, page, last)


@pytest.mark.parametrize(
    ("page", "last", "said"), [(None, None, "Q5"), (3, None, "Q5, page 3"), (3, 4, "Q5, pages 3–4")]
)
def test_printed_pages_are_named_where_there_are_some(page, last, said):
    assert place(citation(page, last)) == said
    sent = TypeAdapter(Citation).dump_python(citation(page, last), mode="json")
    assert (sent.get("page"), sent.get("last_page")) == (page, last)
    assert ("page" in sent, "last_page" in sent) == (page is not None, last is not None)


@pytest.mark.parametrize(
    ("url", "number", "leads"),
    [
        ("https://a.example/x.pdf", 3, "https://a.example/x.pdf#page=3"),
        ("https://a.example/x#y", 3, "https://a.example/x#y"),
        ("https://a.example/x", None, "https://a.example/x"),
        (None, 3, None),
    ],
)
def test_an_address_leads_to_the_printed_page(url, number, leads):
    assert _at_page(url, number) == leads
