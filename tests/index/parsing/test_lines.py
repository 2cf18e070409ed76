from hypothesis import given
from hypothesis import strategies as st

from index.parsing.lines import split_lines

from .samples import quick


def test_lines_are_stripped_and_numbered_from_one():
    assert [(line.number, line.text) for line in split_lines(" one \n\n\ttwo\xa0\r\n")] == [
        (1, "one"),
        (2, ""),
        (3, "two"),
        (4, ""),
    ]


def test_only_a_line_feed_ends_a_line():
    assert [line.text for line in split_lines("a\rb\x0cc\u2028d\x85e")] == ["a\rb\x0cc\u2028d\x85e"]


def test_empty_text_is_one_blank_line():
    assert [(line.start, line.end, line.text) for line in split_lines("")] == [(0, 0, "")]


@quick
@given(st.text(alphabet=st.sampled_from("ab \n\r\t\xa0\u2028")))
def test_nothing_but_white_space_is_outside_the_lines(text):
    lines = split_lines(text)
    assert len(lines) == text.count("\n") + 1
    assert all(text[line.start : line.end] == line.text == line.text.strip() for line in lines)
    assert "".join("".join(line.text for line in lines).split()) == "".join(text.split())
