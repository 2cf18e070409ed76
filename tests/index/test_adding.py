"""One page into a folder of pages: what is refused, what is kept, and that a kill leaves nothing by halves."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest

from index import AddingError, CurationError, MeetingNote, NewCapture, SourceError, add, look_at, read_captures
from tests.index.conftest import start_python, write_pages
from tests.pages import ROADS, RURAL

NOTES = '# ours\n\n["rural.txt"]   # a farmer\'s\ntitle = "Rural"  # short\n\n["zoo.txt"]\ntitle = "Zoo"\n'
NOTE = MeetingNote(date=dt.date(2026, 5, 12), evidence="The poster.", title="Canals")
CANALS = ROADS.replace("speeding", "towpaths").replace("horse fair", "canal fair").replace("scooters", "boats")


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = write_pages(tmp_path / "seeds", rural=RURAL, zoo=ROADS)
    (folder / "meetings.toml").write_text(NOTES, encoding="utf-8")
    return folder


def look(seeds: Path, text: str = CANALS, name: str = "canals.txt", note: MeetingNote = NOTE):
    return look_at(seeds, name, text.encode(), note, "handed over")


def capture(text: str, name: str = "rural") -> NewCapture:
    at = dt.datetime(2026, 5, 13, tzinfo=dt.UTC)
    return NewCapture(name, ".txt", f"https://example.org/{name}", text.encode(), "text/plain", at)


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_page_is_looked_at_as_it_would_be_read_there(seeds: Path) -> None:
    (seeds / "canals.txt.corrections.toml").write_text(
        '[[correction]]\nkind = "not_an_answer"\nlabel = "Q1"\nwhy = "Seen."\n', encoding="utf-8"
    )
    before = files(seeds)
    found = look(seeds)
    assert [answer.id for answer in found.parsed.answers] == ["canals-q2", "canals-q3", "canals-q4"]
    assert (found.parsed.meeting.title, found.parsed.meeting.date) == ("Canals", dt.date(2026, 5, 12))
    assert (found.twin, found.present, files(seeds)) == (None, None, before)


def test_bytes_and_note_are_written_and_all_else_stays(seeds: Path) -> None:
    before = files(seeds)
    add(seeds, look(seeds, CANALS.replace("\n", "\r\n")))
    after = files(seeds)
    assert after.pop("canals.txt") == CANALS.replace("\n", "\r\n").encode()
    notes = after.pop("meetings.toml").decode()
    assert notes.startswith(NOTES)
    assert tomllib.loads(notes)["canals.txt"] == {
        "title": "Canals",
        "date": dt.date(2026, 5, 12),
        "evidence": "The poster.",
    }
    assert after == {name: content for name, content in before.items() if name != "meetings.toml"}


def test_a_page_without_a_note_leaves_the_notes_alone(seeds: Path) -> None:
    add(seeds, look(seeds, note=MeetingNote()))
    assert (seeds / "meetings.toml").read_text(encoding="utf-8") == NOTES
    (seeds / "meetings.toml").unlink()
    add(seeds, look(seeds, CANALS + "!", "more.txt"))
    assert tomllib.loads((seeds / "meetings.toml").read_text(encoding="utf-8"))["more.txt"]["title"] == "Canals"


def refused(seeds: Path, why: str, addition, **how) -> None:
    before = files(seeds)
    with pytest.raises(AddingError, match=why):
        add(seeds, addition, **how)
    assert files(seeds) == before


def test_the_same_bytes_again_are_refused_with_their_name(seeds: Path) -> None:
    refused(seeds, r"already, byte for byte, as rural\.txt", look(seeds, RURAL))
    add(seeds, look(seeds))
    refused(seeds, r"already, byte for byte, as canals\.txt", look(seeds))
    refused(seeds, r"rural\.txt says the same already", look(seeds, RURAL.replace(" ", "  "), "rural.txt"))


CHANGED = RURAL.replace("seized whenever", "taken whenever").replace("Q3) Why are electric", "Q8) How many new")


def test_a_name_that_is_taken_is_refused_with_what_would_change(seeds: Path) -> None:
    found = look(
        seeds, CHANGED.split("Q8)")[0] + "Q9) Who counts bats?\n\nConstabulary’s Response\n\nWe do.", "rural.txt"
    )
    assert (found.added, found.changed, found.lost) == (("Q9",), ("Q1",), ("Q3",))
    refused(seeds, r"\(new: Q9; changed: Q1; would be lost: Q3\).*--replace.*onrecord fetch", found)
    refused(seeds, "Say so with --address", found, replacing=True)
    refused(
        seeds,
        r"rural\.txt is there already",
        look(seeds, CHANGED, "rural.txt", MeetingNote()),
        capture=capture(CHANGED),
    )


def test_replacing_keeps_the_former_capture(seeds: Path) -> None:
    add(seeds, look(seeds, CHANGED, "rural.txt"), capture=capture(CHANGED), replacing=True)
    known = read_captures(seeds)["rural"]
    assert (seeds / "rural.txt").read_text(encoding="utf-8") == CHANGED
    assert (seeds / "earlier" / "rural" / known.earlier[0].file).read_text(encoding="utf-8") == RURAL
    assert 'title = "Canals"  # short' in (seeds / "meetings.toml").read_text(encoding="utf-8")


def test_a_page_without_questions_is_added_anyway_and_replaces_nothing(seeds: Path) -> None:
    refused(
        seeds,
        "no questions were found on this page.*--anyway.*hello.txt.corrections.toml",
        look(seeds, "Hi.", "hello.txt"),
    )
    add(seeds, look(seeds, "Hi.", "hello.txt"), anyway=True, capture=capture("Hi.", "hello"))
    assert (seeds / "hello.txt").read_text(encoding="utf-8") == "Hi."
    gone = look(seeds, "Hi there.", "rural.txt")
    refused(seeds, "no questions were found", gone, anyway=True, replacing=True, capture=capture("Hi there."))


def test_what_is_no_page_is_refused_by_the_name_it_came_under(seeds: Path) -> None:
    with pytest.raises(SourceError, match=r"^handed over: line 1 is not UTF-8"):
        look_at(seeds, "a.txt", b"Caf\xe9", NOTE, "handed over")
    with pytest.raises(SourceError, match=r"^handed over: '\.xyz' is not a format this reads"):
        look_at(seeds, "a.xyz", b"We meet.", NOTE, "handed over")


def test_notes_that_cannot_be_read_are_mended_first(seeds: Path) -> None:
    (seeds / "meetings.toml").write_text('["rural.txt"\n', encoding="utf-8")
    before = files(seeds)
    with pytest.raises(CurationError, match="Mend it; nothing was written"):
        add(seeds, look(seeds))
    assert files(seeds) == before


def test_what_somebody_else_wrote_meanwhile_is_not_written_over(seeds: Path) -> None:
    found = look(seeds)
    write_pages(seeds, canals="Q1) Why?\nPolice Response\nSo.")
    refused(seeds, "written by somebody else meanwhile", found)


def test_only_checking_writes_nothing(seeds: Path) -> None:
    before = files(seeds)
    add(seeds, look(seeds), dry_run=True)
    assert files(seeds) == before


def test_a_folder_that_cannot_be_written_is_said_to_be_so(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("index.adding.replace_file", full)
    refused(seeds, r"seeds: cannot be written \(No space left on device\)", look(seeds))


def test_a_folder_that_is_called_like_a_page_is_none(seeds: Path) -> None:
    (seeds / "folder.txt").mkdir()
    add(seeds, look(seeds))


KILLED = """
import os, signal, sys
from pathlib import Path
import index.adding, index.taking
from tests.index.test_adding import CANALS, capture, look

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

module, name, when, fetched = sys.argv[2:]
real = getattr(sys.modules[module], name)
def after(*args, **kwargs):
    real(*args, **kwargs)
    die()
setattr(sys.modules[module], name, die if when == "before" else after)
seeds = Path(sys.argv[1])
index.adding.add(seeds, look(seeds), capture=capture(CANALS, "canals") if fetched == "fetched" else None)
"""
POINTS = [
    ("index.adding", "replace_file", "before", "by-hand"),
    ("index.adding", "replace_file", "after", "by-hand"),
    ("index.adding", "take_alone", "before", "fetched"),
    ("index.taking", "replace_file", "after", "fetched"),
    ("index.taking", "write_captures", "before", "fetched"),
    ("index.taking", "write_captures", "after", "fetched"),
]


@pytest.mark.parametrize("point", POINTS, ids=" ".join)
def test_whoever_was_killed_adds_the_page_again(seeds: Path, tmp_path: Path, point: tuple[str, ...]) -> None:
    how = {"capture": capture(CANALS, "canals")} if point[3] == "fetched" else {}
    whole = write_pages(tmp_path / "whole", rural=RURAL, zoo=ROADS)
    (whole / "meetings.toml").write_text(NOTES, encoding="utf-8")
    add(whole, look(whole), **how)
    with start_python(KILLED, seeds, *point) as killed:
        assert killed.wait(60) == -9
    if files(seeds) == files(whole):
        refused(seeds, "byte for byte", look(seeds), **how)
    else:
        add(seeds, look(seeds), **how)
    assert known(seeds) == known(whole)


def known(folder: Path) -> dict[str, bytes]:
    """All that was written, but for a time of capture, which nobody knows any more after a crash."""
    return {name: content.replace(b"captured = 2026-05-13T00:00:00Z\n", b"") for name, content in files(folder).items()}
