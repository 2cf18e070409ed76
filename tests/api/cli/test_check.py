from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from tests.api.cli.conftest import Onrecord
from tests.bot import contract

DRAFT = "Last year 15 stolen tractors were found with the help of satellite trackers.\nThe moon is far away.\n"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_text(DRAFT, encoding="utf-8")
    return path


def test_a_difference_is_shown_with_its_source_and_ends_with_0(onrecord: Onrecord, data: Path, draft: Path) -> None:
    ran = onrecord("check", draft, "--data", data)
    assert (ran.code, ran.err) == (0, "")
    assert "differs: Last year 15 stolen tractors" in ran.flat
    assert "6 October 2022" in ran.flat
    assert "(rural-q2)" in ran.flat
    assert "number 15 14" in ran.flat
    assert "not in the record: The moon is far away." in ran.flat
    assert "0 said before, 1 different, 1 not in the record." in ran.flat


def test_json_is_as_the_contract_says(onrecord: Onrecord, data: Path, draft: Path) -> None:
    ran = onrecord("check", draft, "--json", "--data", data)
    checked = contract.Checked.model_validate_json(ran.out)
    assert [each.verdict for each in checked.sentences] == ["differs", "not_in_record"]


def test_standard_input_is_read(onrecord: Onrecord, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(DRAFT.encode())))
    ran = onrecord("check", "-", "--data", data)
    assert ran.code == 0
    assert "1 different" in ran.flat


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00", b" "], ids=["missing", "no text", "empty"])
def test_a_text_that_cannot_be_checked_ends_with_1(
    onrecord: Onrecord, data: Path, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "draft.txt"
    if content is not None:
        path.write_bytes(content)
    ran = onrecord("check", path, "--data", data)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err
