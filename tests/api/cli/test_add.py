"""onrecord add: shown, asked for, written; from a file and from a site."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.fetching import Web
from index import IndexSettings
from tests.api.cli.conftest import Onrecord
from tests.api.fetching.site import HOME, HOST, Site, page, serving_site, web_to
from tests.bot import contract
from tests.conftest import ROOT
from tests.pages import ROADS, RURAL

CANALS = (
    RURAL.replace("6 October 2022", "12 May 2026")
    .replace("hare coursing", "boat racing")
    .replace("Q2)", "Q2) So?\nQ4)")
)


@pytest.fixture
def canals(house: Path) -> Path:
    """A page to add, beside the folder of pages."""
    path = house / "Canals (12 May).txt"
    path.write_text(CANALS, encoding="utf-8")
    return path


def said(text: str) -> str:
    return " ".join(text.split())


def test_what_was_found_is_shown_and_written(onrecord: Onrecord, canals: Path, house: Path) -> None:
    ran = onrecord("add", canals, "--yes")
    assert ran.code == 0
    assert (house / "seeds" / "canals-12-may.txt").read_bytes() == canals.read_bytes()
    assert not (house / "seeds" / "meetings.toml").exists()
    assert "Q1 Bolsover answered 30 What is being done about boat racing" in ran.flat
    assert "Q4 So?" in ran.flat
    assert "2026-05-12 (stated)" in ran.flat
    assert "doubt, line" in ran.flat
    assert 'seeds/canals-12-may.txt.corrections.toml, perhaps with: [[correction]] kind = "not_a_question"' in ran.flat
    assert "written: seeds/canals-12-may.txt take it into the index: onrecord index" in said(ran.err)


def test_options_become_the_note(onrecord: Onrecord, canals: Path, house: Path) -> None:
    told = ("--date", "2026-05-13", "--evidence", "The poster.", "--title", "On Canals", "--kind", "Public Meeting")
    more = ("--theme", "Canals", "--address", "https://example.org/canals", "--name", "canals_2026")
    assert onrecord("add", canals, "--yes", *told, *more).code == 0
    note = tomllib.loads((house / "seeds" / "meetings.toml").read_text(encoding="utf-8"))["canals_2026.txt"]
    assert {name: str(value) for name, value in note.items()} == {
        "title": "On Canals",
        "kind": "Public Meeting",
        "theme": "Canals",
        "date": "2026-05-13",
        "url": "https://example.org/canals",
        "evidence": "The poster.",
    }


def test_programs_are_told_what_parse_says_and_what_is_there(onrecord: Onrecord, canals: Path, house: Path) -> None:
    ran = onrecord("add", canals, "--name", "rural", "--dry-run", "--json", "--replace", "--address", f"{HOME}/rural")
    told = json.loads(ran.out)
    contract.Parsed.model_validate({name: told.pop(name) for name in ("meeting", "answers", "report")})
    assert told == {
        "file": "rural.txt",
        "written": False,
        "present": "rural.txt",
        "added": ["Q2"],
        "changed": ["Q1"],
        "lost": [],
        "corrections": "seeds/rural.txt.corrections.toml",
        "problems": [],
    }
    assert (house / "seeds" / "rural.txt").read_text(encoding="utf-8") == RURAL


def test_a_new_capture_keeps_the_former_one(onrecord: Onrecord, canals: Path, house: Path) -> None:
    taken = onrecord("add", canals, "--name", "rural", "--yes")
    assert (taken.code, "--replace" in taken.err) == (1, True)
    ran = onrecord("add", canals, "--name", "rural", "--yes", "--replace", "--address", f"{HOME}/rural")
    assert (ran.code, "changed, beside rural.txt as it is now: Q1" in ran.flat) == (0, True)
    [former] = (house / "seeds" / "earlier" / "rural").iterdir()
    assert former.read_text(encoding="utf-8") == RURAL


def test_it_is_taken_into_the_index_when_asked(onrecord: Onrecord, canals: Path, house: Path) -> None:
    ran = onrecord("add", canals, "--yes", "--index")
    assert (ran.code, "published: 11 answers of 3 pages" in said(ran.err)) == (0, True)
    assert "canals-12-may-q1" in onrecord("search", "boat racing", "--json").out


WRONG_CALLS = {
    "no terminal": ((), "--dry-run, then add with --yes"),
    "date without evidence": (("--yes", "--date", "2026-05-12"), "--evidence: a date needs its evidence"),
    "no date": (("--yes", "--date", "12 May"), "--date"),
    "no address": (("--yes", "--address", "pam3nov21"), "--address: Input should be a valid URL"),
    "no name": (("--yes", "--name", "../rural"), "cannot name a page"),
}


@pytest.mark.parametrize(("args", "why"), WRONG_CALLS.values(), ids=WRONG_CALLS)
def test_a_wrong_call_ends_with_2_and_writes_nothing(
    onrecord: Onrecord, canals: Path, house: Path, args: tuple[str, ...], why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: False)
    ran = onrecord("add", canals, *args)
    assert (ran.code, ran.out) == (2, "")
    assert why in said(ran.err)
    assert sorted(path.name for path in (house / "seeds").iterdir()) == ["roads.txt", "rural.txt"]


def test_a_name_that_says_nothing_needs_another(onrecord: Onrecord, house: Path) -> None:
    (house / "会議.txt").write_text(CANALS, encoding="utf-8")
    ran = onrecord("add", "会議.txt", "--yes")
    assert (ran.code, "Give --name" in ran.err) == (2, True)
    (house / "Caf\u00e9 \u2013 Q&A.txt").write_text(CANALS, encoding="utf-8")
    assert json.loads(onrecord("add", "Caf\u00e9 \u2013 Q&A.txt", "--yes", "--json").out)["file"] == "cafe-q-a.txt"


@pytest.mark.parametrize("name", ["missing.txt", "page.xyz", "latin.txt", "empty.txt", "folder.txt", "hello.txt"])
def test_what_is_no_page_with_questions_ends_with_1(onrecord: Onrecord, house: Path, name: str) -> None:
    (house / "latin.txt").write_bytes(b"Caf\xe9")
    (house / "empty.txt").touch()
    (house / "page.xyz").write_text(CANALS, encoding="utf-8")
    (house / "folder.txt").mkdir()
    (house / "hello.txt").write_text("Hello.", encoding="utf-8")
    ran = onrecord("add", name, "--yes", "--json")
    assert (ran.code, ran.out) == (1, "")
    assert name in said(ran.err)
    assert "/tmp" not in ran.err
    assert sorted(path.name for path in (house / "seeds").iterdir()) == ["roads.txt", "rural.txt"]


def test_the_same_page_again_ends_with_1_and_its_name(onrecord: Onrecord, house: Path) -> None:
    (house / "again.txt").write_text(RURAL, encoding="utf-8")
    ran = onrecord("add", "again.txt", "--yes")
    assert (ran.code, "byte for byte, as rural.txt" in said(ran.err)) == (1, True)


def asked(house: Path, page: Path, reply: str) -> tuple[int, str]:
    """What `onrecord add` does on a terminal where somebody types a reply."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", "from api.cli import main; main()", "add", str(page)]
    env = os.environ | {"PYTHONPATH": str(ROOT), "TERM": "dumb"}
    with subprocess.Popen(
        command, cwd=house, env=env, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as ran:
        os.close(theirs)
        os.write(ours, f"{reply}\n".encode())
        out, err = ran.communicate(timeout=120)
    os.close(ours)
    assert "What is being done" in out
    return ran.returncode, err


def test_on_a_terminal_it_asks_before_it_writes(canals: Path, house: Path) -> None:
    code, err = asked(house, canals, "n")
    assert (code, "Write seeds/canals-12-may.txt? [y/N]" in err, "nothing was written" in err) == (1, True, True)
    assert not (house / "seeds" / "canals-12-may.txt").exists()
    code, err = asked(house, canals, "y")
    assert (code, "written: seeds/canals-12-may.txt" in err) == (0, True)
    assert (house / "seeds" / "canals-12-may.txt").read_bytes() == canals.read_bytes()


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site on this machine, which every address leads to; it is asked whenever its host is allowed."""
    with serving_site() as site:

        def open_web(settings: object, known: object, also: list[str]) -> Web:
            return web_to(site) if also else Web(web_to(site).settings, {"elsewhere.example.org"})

        monkeypatch.setattr("api.adding.open_web", open_web)
        yield site


def test_a_page_of_a_site_gets_its_address_and_the_time_of_its_capture(
    onrecord: Onrecord, house: Path, site: Site, words: IndexSettings
) -> None:
    site.pages["/pam-12-may-2026"] = page(CANALS)
    refused = onrecord("add", f"{HOME}/pam-12-may-2026", "--yes")
    assert (refused.code, f"{HOST} is not among the hosts" in said(refused.err)) == (1, True)
    ran = onrecord("add", f"{HOME}/pam-12-may-2026", "--yes", "--json", "--allow-host")
    told = json.loads(ran.out)
    stem = told["file"].removesuffix(".txt")
    assert stem.startswith("pam-12-may-2026-")
    assert told["meeting"]["url"] == f"{HOME}/pam-12-may-2026"
    seeds = house / "seeds"
    assert (seeds / told["file"]).read_text(encoding="utf-8") == CANALS
    assert tomllib.loads((seeds / "meetings.toml").read_text())[told["file"]]["url"] == f"{HOME}/pam-12-may-2026"
    assert tomllib.loads((seeds / "captures.toml").read_text())[stem]["captured"]
    again = onrecord("add", f"{HOME}/pam-12-may-2026/", "--yes", "--allow-host")
    assert again.code == 1
    site.pages["/pam-12-may-2026"] = page(CANALS.replace("boat racing", "boat races"))
    changed = onrecord("add", f"{HOME}/pam-12-may-2026", "--yes", "--allow-host")
    assert (changed.code, "onrecord fetch" in said(changed.err)) == (1, True)


@pytest.mark.parametrize(
    ("args", "code", "why"),
    [
        ((f"{HOME}/gone", "--allow-host"), 1, "the site answered 404"),
        (("https://user:word@example.org/a",), 2, "holds a user name"),
        ((f"{HOME}/a", "--address", f"{HOME}/b"), 2, "leave --address away"),
    ],
)
def test_what_no_site_gives_is_refused(
    onrecord: Onrecord, house: Path, site: Site, args: tuple[str, ...], code: int, why: str
) -> None:
    ran = onrecord("add", "--yes", *args)
    assert (ran.code, ran.out, why in said(ran.err)) == (code, "", True)
    assert not (house / "seeds" / "meetings.toml").exists()


def test_a_page_without_questions_is_mended_by_its_corrections(onrecord: Onrecord, house: Path) -> None:
    (house / "odd.txt").write_text("Public Meeting\n\nWhy so? somebody said.\nBecause, we said.\n", encoding="utf-8")
    assert "--anyway" in onrecord("add", "odd.txt", "--yes").err
    assert onrecord("add", "odd.txt", "--yes", "--anyway").code == 0
    correction = 'kind = "question"\nlabel = "1"\nbegins = "Why so?"\nends = "Why so?"\nresponse_begins = "Because"'
    (house / "seeds" / "odd.txt.corrections.toml").write_text(
        f'[[correction]]\n{correction}\nresponse_ends = "we said."\nwhy = "Seen."\n', encoding="utf-8"
    )
    parsed = json.loads(onrecord("parse", "seeds/odd.txt", "--json").out)
    assert [(each["label"], each["question"], each["response"]) for each in parsed["answers"]] == [
        ("1", "Why so?", "Because, we said.")
    ]
    (house / "seeds" / "odd.txt").write_text(f"{ROADS}\nBecause, we said so.\n", encoding="utf-8")
    parse, doctor = onrecord("parse", "seeds/odd.txt"), onrecord("doctor", "seeds/odd.txt")
    assert (parse.code, doctor.code) == (0, 1)
    for text in (parse.err, doctor.out):
        assert "odd.txt.corrections.toml, line 1: this correction was left out: “Why so?” does not stand" in said(text)
