from __future__ import annotations

from pathlib import Path

import pytest

from tests.api.cli.conftest import Onrecord
from tests.bot import contract
from tests.conftest import SEEDS
from tests.pages import ROADS, RURAL, write_pages


@pytest.mark.parametrize("page", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem[:3])
def test_every_page_is_as_the_contract_says(onrecord: Onrecord, page: Path) -> None:
    ran = onrecord("parse", page, "--json")
    parsed = contract.Parsed.model_validate_json(ran.out)
    text = page.read_text(encoding="utf-8-sig")
    assert (ran.code, ran.err) == (0, "")
    assert parsed.report.found == len(parsed.answers)
    assert all(text[answer.start : answer.end] == answer.response for answer in parsed.answers)
    assert parsed.meeting.date


def test_a_page_is_shown_with_what_its_parser_doubts(onrecord: Onrecord, tmp_path: Path) -> None:
    write_pages(tmp_path, rural=RURAL.replace("received three", "received five"), roads=ROADS)
    ran = onrecord("parse", tmp_path / "rural.txt")
    assert ran.code == 0
    assert "Rural Crime" in ran.flat
    assert "3 answers found; the page speaks of 5" in ran.flat
    assert "doubt, line 5:" in ran.flat
    assert all(text in ran.flat for text in ("2022-10-06 (stated)", "Q1", "Bolsover", "High Peak"))


def test_a_page_without_date_or_number_says_so(onrecord: Onrecord, tmp_path: Path) -> None:
    ran = onrecord("parse", write_pages(tmp_path, roads=ROADS) / "roads.txt")
    assert "date not known" in ran.flat
    assert "the page states no number" in ran.flat


@pytest.mark.parametrize("name", ["missing.txt", "page.xyz", "latin.txt", "empty.txt", "folder.txt"])
def test_a_file_that_cannot_be_read_ends_with_1(onrecord: Onrecord, tmp_path: Path, name: str) -> None:
    (tmp_path / "latin.txt").write_bytes(b"Caf\xe9")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "page.xyz").write_text(ROADS, encoding="utf-8")
    (tmp_path / "folder.txt").mkdir()
    ran = onrecord("parse", tmp_path / name, "--json")
    assert (ran.code, ran.out) == (1, "")
    assert name in ran.err.replace("\n", "")


def test_brackets_on_a_page_are_no_mark_up(onrecord: Onrecord, tmp_path: Path) -> None:
    page = write_pages(tmp_path, rural=RURAL.replace("hare coursing on", "[red]hare[/red] [/b] coursing on"))
    ran = onrecord("parse", page / "rural.txt")
    assert ran.code == 0
