from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from index import IndexSettings, read_withdrawals
from index.stores.generations import DataFolder, hold
from tests.api.cli.conftest import Onrecord
from tests.traces import traces

WITHDRAW = ("withdraw", "rural-q2", "--reason", "Asked for.", "--by", "A. Editor")


@pytest.fixture
def sound(house: Path, words: IndexSettings) -> Path:
    """A working folder with pages and their index."""
    shutil.copytree(words.data, house / ".onrecord")
    return house


def said(text: str) -> str:
    return " ".join(text.split())


def test_an_answer_is_withdrawn_listed_and_restored(onrecord: Onrecord, sound: Path, monkeypatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "editor7")
    ran = onrecord(*WITHDRAW, "--json")
    done = json.loads(ran.out)
    assert (ran.code, done["answer_id"], done["kind"], done["held"]) == (0, "rural-q2", "suppressed", [])
    assert f"rural-q2 is withdrawn; generation {done['generation']}" in said(ran.err)
    assert traces(sound / ".onrecord", ["satellite trackers"]) == set()
    assert "satellite" not in onrecord("search", "stolen tractors satellite").out

    listed = onrecord("withdrawn")
    assert "A. Editor" in listed.flat
    assert "Asked for." in listed.flat
    [entry] = json.loads(onrecord("withdrawn", "--json").out)
    assert (entry["answer"], entry["by"], entry["restored"], entry["served"]) == ("rural-q2", "A. Editor", None, False)

    back = onrecord("restore", "rural-q2", "--reason", "A mistake.")
    assert "rural-q2 is restored; generation" in said(back.err)
    [entry] = json.loads(onrecord("withdrawn", "--json").out)
    assert entry["restored_by"] == "editor7"
    assert "by editor7" in onrecord("withdrawn").flat

    lines = json.loads(onrecord("audit", "--json").out)
    assert [(each["who"], each["action"], each["subject"]) for each in lines] == [
        ("command line (editor7)", "withdrawal restored", "rural-q2"),
        ("command line (editor7)", "answer withdrawn", "rural-q2"),
    ]
    assert "satellite" not in json.dumps(lines)


def test_where_else_the_words_stand_is_said(onrecord: Onrecord, sound: Path) -> None:
    (sound / "seeds" / "meetings.toml").write_text('["roads.txt"]\ntheme = "Satellite"\n', encoding="utf-8")
    ran = onrecord(*WITHDRAW, "--words", "satellite", "--json")
    assert "it is still shown as meeting of roads: withdraw what belongs to it" in said(ran.err)
    assert "that say it: meetings.toml, line 2; rural.txt, line" in said(ran.err)
    done = json.loads(ran.out)
    assert done["still"] == [{"part": "meeting", "where": "roads", "line": None}]
    assert done["files"][0] == {"part": "file", "where": "meetings.toml", "line": 2}


def test_a_ledger_that_cannot_be_written_keeps_nothing_from_being_withdrawn(onrecord: Onrecord, sound: Path) -> None:
    (sound / ".onrecord-ledger").write_text("in the way", encoding="utf-8")
    ran = onrecord(*WITHDRAW)
    assert (ran.code, "not in the audit log:" in said(ran.err)) == (0, True)
    assert traces(sound / ".onrecord", ["satellite trackers"]) == set()


def test_words_are_blacked_out_and_what_else_to_look_at_is_said(onrecord: Onrecord, sound: Path) -> None:
    ran = onrecord(
        "withdraw", "rural-q3", "--reason", "Asked for.", "--words", "Electric scooters", "--words", "Officers"
    )
    assert ran.code == 0
    assert "2 places of rural-q3 are blacked out" in said(ran.err)
    assert "the same words still stand in roads-q1, roads-q4, rural-q3: look at them too" in said(ran.err)
    again = onrecord("withdraw", "rural-q3", "--reason", "Asked for.")
    assert "rural-q3 is withdrawn" in again.err
    back = onrecord("restore", "rural-q3", "--reason", "A mistake.")
    assert "rural-q3 is restored; 1 withdrawals of it remain" in said(back.err)


def test_what_cannot_be_withdrawn_ends_with_1(onrecord: Onrecord, sound: Path) -> None:
    ran = onrecord(*WITHDRAW, "--words", "helicopter")
    assert ran.code == 1
    assert "stand 0 times in the question and response of rural-q2" in said(ran.err)
    assert onrecord("restore", "rural-q2", "--reason", "A mistake.").code == 1
    assert onrecord("withdraw", "rural-q2").code == 2


def test_what_the_index_still_shows_is_said_everywhere(
    onrecord: Onrecord, sound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert onrecord(*WITHDRAW, "--data", "elsewhere").code == 0
    listed = onrecord("withdrawn")
    assert "still shown: rural-q2. Build the index: onrecord index" in said(listed.err)
    findings = {each["what"]: each for each in json.loads(onrecord("doctor", "--json").out)}
    assert findings["withdrawals"]["level"] == "wrong"
    assert "the index still shows rural-q2" in findings["withdrawals"]["detail"]
    monkeypatch.setattr("uvicorn.Server.run", lambda _: None)
    served = onrecord("serve")
    assert "The index still shows what was withdrawn (rural-q2): building it again." in said(served.err)
    assert traces(sound / ".onrecord", ["satellite trackers"]) == set()
    findings = {each["what"]: each for each in json.loads(onrecord("doctor", "--json").out)}
    assert findings["withdrawals"]["detail"] == "1, all of them kept out of the index"


def test_another_folder_of_pages_can_be_named(onrecord: Onrecord, sound: Path) -> None:
    (sound / "seeds").rename(sound / "pages")
    assert onrecord(*WITHDRAW, "--seeds", "pages").code == 0
    assert [each.answer for each in read_withdrawals(sound / "pages")] == ["rural-q2"]


def test_a_program_that_still_reads_is_said(onrecord: Onrecord, sound: Path) -> None:
    data = DataFolder(sound / ".onrecord")
    (sound / "seeds" / "twin.txt").write_text(
        (sound / "seeds" / "rural.txt").read_text(encoding="utf-8").replace("Q1)", "Q7) And why?\n\nQ1)"),
        encoding="utf-8",
    )
    with hold(data.folder(data.current())):
        ran = onrecord("withdraw", "twin-q7", "--reason", "Asked for.")
    assert "a running program still reads the former index" in said(ran.err)
    assert "the response is also that of twin-q1: it is gone there too" in said(ran.err)
