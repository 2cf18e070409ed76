"""A parse that was kept is the parse that the page would give again, or none at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import parse, read_page
from index.sources import VERSIONS
from index.stores.parses import Parses
from tests.conftest import SEEDS
from tests.index.conftest import ROADS, RURAL, write_pages


@pytest.fixture
def pages(tmp_path) -> list[Path]:
    return sorted(write_pages(tmp_path / "seeds", rural=RURAL, roads=ROADS).iterdir())


@pytest.fixture
def parses(pages, tmp_path) -> Parses:
    """With both pages kept."""
    kept = Parses(tmp_path / "parsed")
    kept.keep(parse(read_page(path)) for path in pages)
    return kept


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem[:3])
def test_a_kept_parse_is_the_fresh_one(tmp_path, path) -> None:
    parses, fresh = Parses(tmp_path), parse(read_page(path))
    parses.keep([fresh])
    assert parses.find(path) == fresh


LINES = st.sampled_from(
    [
        *RURAL.splitlines(),
        "Q4) Why?",
        "2. How many – ‘café’ \u2028 🛴?",
        "\t ",
        "Police Response",
        "1, 2 and 3",
    ]
)


@given(st.lists(LINES, min_size=1, max_size=40).map("\n".join).filter(str.strip))
def test_any_page_comes_back_as_the_parser_gave_it(tmp_path_factory, text) -> None:
    folder = tmp_path_factory.mktemp("any")
    path = folder / "page.txt"
    path.write_bytes(text.encode())
    fresh, parses = parse(read_page(path)), Parses(folder / "parsed")
    parses.keep([fresh])
    assert parses.find(path) == fresh


def test_other_bytes_another_name_or_another_version_are_parsed_again(parses, pages, tmp_path, monkeypatch) -> None:
    edited, renamed = tmp_path / "rural.txt", tmp_path / "other.txt"
    edited.write_text(RURAL + " ", encoding="utf-8")
    renamed.write_bytes(pages[1].read_bytes())
    assert parses.find(pages[1])
    assert (parses.find(edited), parses.find(renamed), parses.find(tmp_path / "absent.txt")) == (None, None, None)
    monkeypatch.setattr("index.stores.parses.PARSER_VERSION", "next")
    assert parses.find(pages[1]) is None
    monkeypatch.undo()
    monkeypatch.setitem(VERSIONS, "text/plain", "next")
    assert parses.find(pages[1]) is None


DAMAGE = {
    "empty": lambda content: b"",
    "cut short": lambda content: content[: len(content) // 2],
    "a letter changed": lambda content: content.replace(b"hare coursing", b"bare coursing", 1),
    "no text": lambda content: b"\xff" + content,
    "another form": lambda content: content.split(b"\n")[0] + b"\n{}",
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_parse_is_made_again(parses, pages, damage) -> None:
    for kept in parses.root.iterdir():
        kept.write_bytes(DAMAGE[damage](kept.read_bytes()))
    assert parses.find(pages[1]) is None


def test_only_parses_of_the_given_pages_stay_and_nothing_that_a_crash_left(parses, pages) -> None:
    (parses.root / ".cut-short.new").write_text("half")
    parses.clear([read_page(pages[0])])
    assert len(list(parses.root.iterdir())) == 1
    assert (parses.find(pages[0]) is None, parses.find(pages[1])) == (False, None)


def test_without_a_folder_there_is_nothing_to_clear(tmp_path) -> None:
    Parses(tmp_path / "parsed").clear([])
    assert list(tmp_path.iterdir()) == []
