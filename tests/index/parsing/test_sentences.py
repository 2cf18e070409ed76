import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.parsing import split_sentences

from .samples import quick


def sentences(text):
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We act. We do! Do we? Yes…", ["We act.", "We do!", "Do we?", "Yes…"]),
        ("We act.  \n\nWe do", ["We act.", "We do"]),
        ("one line\nanother line", ["one line", "another line"]),
        ("He said “no.” Then he left.", ["He said “no.”", "Then he left."]),
        ("It fell (by 5.5%.) We act.", ["It fell (by 5.5%.)", "We act."]),
        ("We act. “Why?” they ask.", ["We act.", "“Why?” they ask."]),
        ("See www.police.uk. 101 is free.", ["See www.police.uk.", "101 is free."]),
        ("Two kinds. • One", ["Two kinds.", "• One"]),
        ("We act. and so on", ["We act. and so on"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences(text, expected):
    assert sentences(text) == expected


@pytest.mark.parametrize("text", ["Tools, e.g. ANPR, help", "Dr. Smith leads", "Ask Mr. A. Jones", "St. Peters Street"])
def test_abbreviation_does_not_end_a_sentence(text):
    assert sentences(text) == [text]


@pytest.mark.parametrize("text", ["We meet at 5 p.m. We talk.", "This is plan a. We keep to it."])
def test_short_lower_case_word_ends_a_sentence(text):
    assert len(sentences(text)) == 2


@pytest.mark.parametrize("text", ["The answer is no. We will not.", "We seize knives, etc. The force acts."])
def test_word_that_looks_like_an_abbreviation_may_end_a_sentence(text):
    assert len(sentences(text)) == 2


@quick
@given(st.text(alphabet=st.sampled_from("aBe.g.?!…”)“ \n\r\t1•")))
def test_no_text_is_lost_and_offsets_are_in_order(text):
    spans = split_sentences(text)
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    outside = "".join(text[end:start] for end, start in zip([0, *edges[1::2]], [*edges[::2], len(text)], strict=True))
    assert outside.strip() == ""
