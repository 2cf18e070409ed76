"""A response's own links on its page: text nodes and addresses, nothing else."""

from __future__ import annotations

from api.html import linked
from index import Link


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
