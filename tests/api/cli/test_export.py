from __future__ import annotations

import csv
import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest

from index import Index, IndexSettings
from tests.api.cli.conftest import Onrecord
from tests.pages import RURAL

FORMULA = RURAL.replace("Electric scooters may not be", "=HYPERLINK() may not be")


@pytest.fixture
def sound(house: Path, words: IndexSettings) -> Path:
    """A working folder with pages and their index."""
    shutil.copytree(words.data, house / ".onrecord")
    return house


def catalogue(data: Path) -> bytes:
    return (Index.published(IndexSettings(data=data)) / "catalogue.sqlite").read_bytes()


def test_the_record_goes_out_and_comes_back_elsewhere(onrecord: Onrecord, sound: Path) -> None:
    ran = onrecord("export", "--json")
    exported = json.loads(ran.out)
    assert (ran.code, exported["audience"], exported["importable"], exported["counts"]["answers"]) == (
        0,
        "public",
        True,
        7,
    )
    assert Path(exported["path"]).name == f"on-record-{exported['generation']}.zip"
    assert f"exported to {exported['path']}: 7 answers" in ran.err

    ran = onrecord("import", exported["path"], "--seeds", "pages", "--data", "elsewhere", "--json")
    imported = json.loads(ran.out)
    assert (ran.code, imported["same"], imported["former"], imported["built"]["answers"]) == (0, True, None, 7)
    assert "the record is the exported one, byte for byte" in ran.err
    assert catalogue(sound / "elsewhere") == catalogue(sound / ".onrecord")
    assert not onrecord("index", "pages", "--data", "elsewhere", "--json").out.count('"changed": true')


def test_pages_that_are_there_are_put_aside_only_if_asked(onrecord: Onrecord, sound: Path) -> None:
    assert onrecord("export", "backup", "--office").code == 0
    refused = onrecord("import", "backup")
    assert refused.code == 1
    assert "--replace" in refused.err
    ran = onrecord("import", "backup", "--replace")
    assert ran.code == 0
    assert "the pages that were there before are in seeds.before-import" in ran.err
    assert sorted(path.name for path in (sound / "seeds.before-import").iterdir()) == ["roads.txt", "rural.txt"]


def test_what_was_withdrawn_stays_in_the_office(onrecord: Onrecord, sound: Path) -> None:
    assert onrecord("withdraw", "rural-q2", "--reason", "Asked for.", "--by", "A. Editor").code == 0
    public = onrecord("export", "public.zip")
    assert "it cannot be imported; a backup is made with --office" in public.err
    office = onrecord("export", "office.zip", "--office")
    assert "keep it in the office" in office.err
    assert onrecord("import", "public.zip", "--seeds", "a", "--data", "b").code == 1
    assert onrecord("import", "office.zip", "--seeds", "a", "--data", "b").code == 0


def test_no_cell_is_taken_for_a_formula(onrecord: Onrecord, house: Path) -> None:
    (house / "seeds" / "rural.txt").write_text(FORMULA, encoding="utf-8")
    assert onrecord("index").code == 0
    assert onrecord("export", "export.zip").code == 0
    with zipfile.ZipFile("export.zip") as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("answers.csv").decode("utf-8-sig"))))
    [row] = [row for row in rows if row["id"] == "rural-q3"]
    assert row["response"].startswith("'=HYPERLINK()")
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def test_what_is_no_export_ends_with_1_and_changes_nothing(onrecord: Onrecord, house: Path) -> None:
    (house / "foreign.zip").write_bytes(b"PK")
    ran = onrecord("import", "foreign.zip", "--seeds", "elsewhere")
    assert (ran.code, ran.out) == (1, "")
    assert "foreign.zip: is no export of On Record" in ran.err
    assert not (house / "elsewhere").exists()


def test_a_record_of_another_version_is_said(onrecord: Onrecord, sound: Path) -> None:
    assert onrecord("export", "export").code == 0
    path = sound / "export" / "export.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"catalogue": "0"}), encoding="utf-8")
    ran = onrecord("import", "export", "--seeds", "elsewhere", "--data", "other")
    assert ran.code == 0
    assert "another version of this software reads them" in ran.err
