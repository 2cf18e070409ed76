from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from types import SimpleNamespace

import pytest

from index import IndexSettings, ModelError
from tests.api.cli.conftest import Onrecord
from tests.disks import read_only
from tests.pages import ROADS, RURAL, write_pages


def findings(out: str) -> dict[str, tuple[str, str]]:
    return {finding["what"]: (finding["level"], finding["detail"]) for finding in json.loads(out)}


@pytest.fixture
def sound(house: Path, words: IndexSettings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with pages and their index."""
    shutil.copytree(words.data, house / ".onrecord")
    monkeypatch.setattr("index.vetting.in_child", lambda function, *args: function(*args))
    return house


def test_a_sound_installation_is_said_to_be_sound(onrecord: Onrecord, sound: Path) -> None:
    ran = onrecord("doctor", "--json")
    found = findings(ran.out)
    assert ran.code == 0
    assert {"python", "chromadb", "torch", "model", "folder", "index", "kept", "ledger", "disk"} <= found.keys()
    assert not [what for what, (level, _) in found.items() if level == "wrong"]
    assert "finds what it should" in found["index"][1]
    assert found["pages"][1].startswith("7 answers on 2 pages")
    assert found["roads.txt"][0] == "note"
    assert "meetings.toml" in found["roads.txt"][1]
    assert all(json.loads(ran.out)[0].keys() == {"what", "level", "detail"} for _ in found)


def test_a_missing_index_ends_with_1_and_says_how_to_mend_it(onrecord: Onrecord, house: Path) -> None:
    ran = onrecord("doctor")
    assert ran.code == 1
    [line] = [line for line in ran.out.splitlines() if "index:" in line]
    assert line.strip().startswith("wrong")
    assert "onrecord index" in line


def test_a_damaged_index_ends_with_1(onrecord: Onrecord, sound: Path) -> None:
    [generation] = (sound / ".onrecord").glob("gen*/*")
    (generation / "words.sqlite").write_bytes(b"damaged")
    ran = onrecord("doctor", "--json")
    assert ran.code == 1
    assert findings(ran.out)["index"][0] == "wrong"


def test_pages_that_cannot_be_used_end_with_1(onrecord: Onrecord, sound: Path) -> None:
    (sound / "seeds" / "broken.txt").write_bytes(b"\xff\xfe")
    write_pages(sound / "seeds", rural=RURAL.replace("received three", "received five"))
    ran = onrecord("doctor", "--json")
    found = findings(ran.out)
    assert ran.code == 1
    assert found["page"][0] == "wrong"
    assert "broken.txt" in found["page"][1]
    assert found["rural.txt, line 5"][0] == "note"


def test_missing_pages_end_with_1(onrecord: Onrecord, sound: Path) -> None:
    shutil.rmtree(sound / "seeds")
    ran = onrecord("doctor", "--json")
    assert ran.code == 1
    assert findings(ran.out)["pages"][0] == "wrong"


def test_a_missing_engine_a_missing_model_and_a_full_disk_end_with_1(
    onrecord: Onrecord, house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    def no_model(settings: object) -> object:
        raise ModelError("no such model. Run: pip install it")

    monkeypatch.setattr("api.cli.doctor.version", missing)
    monkeypatch.setattr("api.cli.doctor.open_model", no_model)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=1_000_000))
    ran = onrecord("doctor", "--json", "--data", house / "not" / "yet")
    found = findings(ran.out)
    assert ran.code == 1
    assert "pip install" in found["chromadb"][1]
    assert "pip install" in found["model"][1]
    assert found["disk"] == ("wrong", f"0.0 GB free at {house}")


def test_one_page_is_looked_at_with_its_doubts(onrecord: Onrecord, tmp_path: Path) -> None:
    write_pages(tmp_path, rural=RURAL.replace("received three", "received five"), roads=ROADS, empty="Hello.")
    rural = onrecord("doctor", tmp_path / "rural.txt")
    assert rural.code == 0
    assert "3 answers; Performance Scrutiny Meeting" in rural.flat
    assert "note line 5: the page speaks of 5 questions; 3 found" in rural.flat
    assert onrecord("doctor", tmp_path / "roads.txt").code == 0
    assert onrecord("doctor", tmp_path / "empty.txt").code == 1
    assert onrecord("doctor", tmp_path / "missing.txt").code == 1


def test_brackets_in_a_files_name_are_no_mark_up(onrecord: Onrecord, tmp_path: Path) -> None:
    write_pages(tmp_path, **{"rural[copy]": RURAL})
    assert "rural[copy].txt" in onrecord("doctor", tmp_path / "rural[copy].txt").out


def shorten(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


def damage_ledger(house: Path) -> None:
    (house / ".onrecord-ledger").mkdir()
    (house / ".onrecord-ledger" / "ledger.sqlite3").write_bytes(b"no database" * 100)


FAULTS: dict[str, tuple[Callable[[Path], object], str, str, str]] = {
    "no pointer": (lambda at: (at / ".onrecord/CURRENT").unlink(), "index", "wrong", r"CURRENT: is gone.*is served"),
    "empty pointer": (
        lambda at: (at / ".onrecord/CURRENT").write_bytes(b""),
        "index",
        "wrong",
        r"CURRENT: names no generation.*is served",
    ),
    "no Chroma": (
        lambda at: [shutil.rmtree(each) for each in at.glob(".onrecord/generations/*/chroma")],
        "index",
        "wrong",
        r"no Chroma store.*onrecord index$",
    ),
    "cut words": (
        lambda at: [shorten(each) for each in at.glob(".onrecord/generations/*/words.sqlite")],
        "index",
        "wrong",
        r"not as it was written.*onrecord index$",
    ),
    "killed build": (
        lambda at: (at / ".onrecord/generations/.tmp-x").mkdir(),
        "build",
        "note",
        r"\.tmp-x is not finished.*onrecord index$",
    ),
    "cut capture": (
        lambda at: shorten(next((at / ".onrecord/captures").iterdir())),
        "kept",
        "wrong",
        r"not as captured.*onrecord index",
    ),
    "damaged cache": (
        lambda at: (at / ".onrecord/embeddings.sqlite").write_bytes(b"noise" * 1000),
        "kept",
        "wrong",
        r"embeddings\.sqlite: is damaged.*Delete it",
    ),
    "damaged ledger": (damage_ledger, "ledger", "wrong", r"the ledger cannot be used.*backup"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_explained_with_what_mends_it(onrecord: Onrecord, sound: Path, fault: str) -> None:
    do, what, level, says = FAULTS[fault]
    do(sound)
    ran = onrecord("doctor", "--json")
    found = findings(ran.out)
    assert (ran.code, found[what][0]) == (int(level == "wrong"), level)
    assert re.search(says, found[what][1])
    assert [other for other, (bad, _) in found.items() if bad == "wrong"] == [what] * (level == "wrong")


def test_a_folder_that_cannot_be_written_ends_with_1(onrecord: Onrecord, sound: Path) -> None:
    with read_only(sound / ".onrecord"):
        ran = onrecord("doctor", "--json")
        built = onrecord("index")
    found = findings(ran.out)
    assert (ran.code, found["folder"][0], found["index"][0], built.code) == (1, "wrong", "wrong", 1)
    assert "cannot be written" in found["folder"][1]
    assert "cannot be written" in built.err
