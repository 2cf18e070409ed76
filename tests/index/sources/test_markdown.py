"""Markdown that is nested deeply is read whole, or refused."""

from __future__ import annotations

import pytest

from index import SourceError
from index.sources import read_page

DEEP = {
    "quotations": lambda depth: "> " * depth + "The end.",
    "a list": lambda depth: "".join(f"{'  ' * at}- Item {at}\n" for at in range(depth)) + "  " * depth + "The end.",
    "quotations of lists": lambda depth: "> - " * depth + "The end.",
}


@pytest.mark.parametrize("kind", DEEP)
def test_what_is_nested_deeply_is_read_whole_or_refused(tmp_path, kind):
    path, read = tmp_path / "page.md", 0
    for depth in [*range(1, 60, 7), *range(90, 105)]:
        path.write_text(f"We meet.\n\n{DEEP[kind](depth)}\n\nGoodbye.\n", encoding="utf-8")
        try:
            text = read_page(path).text
        except SourceError as error:
            assert "nested too deeply to be read whole" in str(error)  # noqa: PT017 - either is right
        else:
            assert "The end." in text
            assert ("Item" not in DEEP[kind](depth)) or f"Item {depth - 1}" in text
            read = depth
    assert 20 < read < 104
