from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.html import lines, linked, pieces, shorten, wants_html
from api.wording import open_wording
from bot import Band, Quote
from index import AgeingKind, AnsweredBy, Link, Outcome


@pytest.mark.parametrize(
    ("accept", "html"),
    [
        ("", False),
        ("*/*", False),
        ("text/*", False),
        ("application/json", False),
        ("text/html", True),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", True),
        ("application/json, text/html", False),
        ("text/html, application/json", True),
        ("application/json;q=0.5, text/html;q=0.9", True),
        ("text/html;q=0.5, application/json", False),
        ("text/html;q=0", False),
        ("Text/HTML", True),
        ("text/html;q=much", False),
    ],
)
def test_who_wants_a_page(accept: str, html: bool) -> None:
    assert wants_html(accept) is html


SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=5)


@given(st.text(max_size=40), SPANS)
def test_marking_loses_nothing(text: str, spans: list[tuple[int, int]]) -> None:
    quotes = [Quote(start, end, "") for start, end in spans if start <= end <= len(text)]
    found = list(pieces(text, quotes))
    assert "".join(piece for piece, _ in found) == text
    marked = {at for quote in quotes for at in range(quote.start, quote.end)}
    flags = [on for piece, on in found for _ in piece]
    assert {at for at, on in enumerate(flags) if on} == marked


def test_lines_are_marked_where_a_quote_runs_on() -> None:
    found = lines("One two\n\nthree four", [Quote(4, 14, "")])
    assert found == [[("One ", False), ("two", True)], [("three", True), (" four", False)]]


def test_a_description_is_one_line_cut_between_words() -> None:
    assert shorten("one\n two") == "one two"
    assert len(shorten("word " * 100)) <= 162
    assert shorten("word " * 100).endswith("word …")


def test_every_value_has_its_wording() -> None:
    wording = open_wording()
    for section, values in {"band": Band, "outcome": Outcome, "answered_by": AnsweredBy, "ageing": AgeingKind}.items():
        assert set(wording[section]) == {value.value for value in values}


def test_emergency_numbers_are_said() -> None:
    danger = open_wording()["danger"]
    assert "999" in danger["emergency"]
    assert danger["emergency_href"] == "tel:999"
    assert "101" in danger["other"]


def test_lines_are_in_pieces_with_where_they_lead_and_nothing_is_lost():
    text = "See <b>the papers</b>\n\nor ask."
    rows = linked(text, [Link(4, 21, "https://example.org/?a=1&b=2"), Link(26, 29, "tel:101")])
    assert rows == [
        [("See ", None), ("<b>the papers</b>", "https://example.org/?a=1&b=2"), ("", None)],
        [("or ", None), ("ask", "tel:101"), (".", None)],
    ]


def test_a_link_over_lines_leads_from_each_and_one_inside_another_is_left_out():
    assert linked("a\nb c", [Link(0, 3, "https://a.example"), Link(2, 3, "https://b.example")]) == [
        [("", None), ("a", "https://a.example")],
        [("b", "https://a.example"), (" c", None)],
    ]
