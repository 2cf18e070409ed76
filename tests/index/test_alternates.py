from __future__ import annotations

import re
import shutil
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index import CurationError, add_wording
from tests.conftest import SEEDS
from tests.pages import RURAL, write_pages

FILE = """# Why these are here.
["rural.txt"]
2 = ["one line", 'and another']  # kept
1 = [
  "a first", # why
  "a second"
]

# Another page.
["other.txt"]
1 = [
  "theirs",
]
"""


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    write_pages(tmp_path, rural=RURAL)
    (tmp_path / "alternates.toml").write_text(FILE, encoding="utf-8")
    return tmp_path


def read(seeds: Path) -> str:
    return (seeds / "alternates.toml").read_text(encoding="utf-8")


def test_a_wording_is_added_in_its_place_and_all_else_stays(seeds: Path) -> None:
    add_wording(seeds, "rural-q1", 'Who "chases"  the hares?')
    assert read(seeds) == FILE.replace('  "a second"\n', '  "a second",\n  "Who \\"chases\\" the hares?",\n')


@pytest.mark.parametrize("label", ["q1", "q2", "q3"])
def test_only_what_is_added_differs_for_a_reader(seeds: Path, label: str) -> None:
    add_wording(seeds, f"rural-{label}", "[name] rode off, é")
    before, after = tomllib.loads(FILE), tomllib.loads(read(seeds))
    before["rural.txt"].setdefault(label[1:], []).append("[name] rode off, é")
    assert after == before
    assert re.findall(r"#.*", read(seeds)) == re.findall(r"#.*", FILE)


def test_a_file_and_a_table_are_made_where_there_is_none(tmp_path: Path) -> None:
    write_pages(tmp_path, rural=RURAL)
    add_wording(tmp_path, "rural-q2", "one")
    add_wording(tmp_path, "rural-q2", "two")
    assert tomllib.loads(read(tmp_path)) == {"rural.txt": {"2": ["one", "two"]}}
    assert "two" in read(tmp_path)


def test_a_wording_that_is_there_already_changes_nothing(seeds: Path) -> None:
    add_wording(seeds, "rural-q1", "a second")
    assert read(seeds) == FILE


@pytest.mark.parametrize(
    ("answer_id", "wording"),
    [
        ("rural-q9", "no such answer"),
        ("nothing-q1", "no such page"),
        ("rural-q1", "no"),
        ("rural-q1", "long " * 101),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(seeds: Path, answer_id: str, wording: str) -> None:
    with pytest.raises(CurationError):
        add_wording(seeds, answer_id, wording)
    assert read(seeds) == FILE


@pytest.mark.parametrize(
    "broken", ["not toml at all", '["rural.txt"]\n1 = "a text"\n', '["rural.txt"]\n["rural.txt"]\n']
)
def test_a_file_that_cannot_be_added_to_is_named_and_left(seeds: Path, broken: str) -> None:
    (seeds / "alternates.toml").write_text(broken, encoding="utf-8")
    with pytest.raises(CurationError, match=r"alternates\.toml"):
        add_wording(seeds, "rural-q1", "who chases hares")
    assert read(seeds) == broken


def test_several_at_once_lose_nothing(seeds: Path) -> None:
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda at: add_wording(seeds, "rural-q1", f"wording {at}"), range(12)))
    assert {f"wording {at}" for at in range(12)} <= set(tomllib.loads(read(seeds))["rural.txt"]["1"])


def test_the_real_file_changes_by_one_line(tmp_path: Path) -> None:
    shutil.copytree(SEEDS, tmp_path / "seeds")
    add_wording(tmp_path / "seeds", "000_99c40884c66f58bb-q2", "more bobbies for our road?")
    before, after = (
        (folder / "alternates.toml").read_text("utf-8").splitlines() for folder in (SEEDS, tmp_path / "seeds")
    )
    assert [line for line in after if line not in before] == ['  "more bobbies for our road?",']
    assert len(after) == len(before) + 1
