"""An archive comes back as it was written, or is refused whole; a crash leaves all of it or nothing."""

from __future__ import annotations

import json
import signal
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from index import ExportError
from index.archives import read_archive, write_archive
from tests.index.conftest import start_python

ABOUT = {"format": "test", "made": "für alle"}
FILES = {"answers.jsonl": b'{"a": 1}\n', "seeds/rural.txt": "\ufeffWhy – ‘hares’?\r\n".encode(), "seeds/empty": b""}
NAMES = ["export.zip", "export"]


@pytest.mark.parametrize("name", NAMES)
def test_an_archive_comes_back_as_it_was_written(tmp_path, name) -> None:
    write_archive(tmp_path / name, ABOUT, FILES)
    assert read_archive(tmp_path / name) == (ABOUT, FILES)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_the_same_files_are_the_same_archive(tmp_path) -> None:
    write_archive(tmp_path / "one.zip", ABOUT, FILES)
    write_archive(tmp_path / "two.zip", ABOUT, dict(reversed(FILES.items())))
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_written_over(tmp_path, name) -> None:
    write_archive(tmp_path / name, ABOUT, FILES)
    with pytest.raises(ExportError, match="is there already, and nothing is written over"):
        write_archive(tmp_path / name, ABOUT, {})
    assert read_archive(tmp_path / name) == (ABOUT, FILES)


# What is refused

LISTED = json.dumps({**ABOUT, "files": {}})


def zipped(*entries: tuple[str, str]) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in entries:
                archive.writestr(name, content)

    return write


FOREIGN = {
    "nothing": lambda path: None,
    "empty": lambda path: path.write_bytes(b""),
    "no archive": lambda path: path.write_bytes(b"Q1) Why?"),
    "without a list": zipped(("answers.jsonl", "{}")),
    "with a list that is none": zipped(("export.json", "[1]")),
    "with a list of something else": zipped(("export.json", '{"files": 3}')),
    "with a list that is no text": zipped(
        ("export.json", "\ud8ff".encode("utf-16", "surrogatepass").decode("latin-1"))
    ),
    "with a file that is not listed": zipped(("export.json", LISTED), ("more.txt", "")),
}
NO_NAMES = ["../x", "/etc/x", "a/../../x", ".hidden", "seeds/.hidden", "a\\..\\x", "C:x", "a//b", "./a", "a/"]


@pytest.mark.parametrize("what", FOREIGN)
def test_what_is_no_export_is_refused(tmp_path, what) -> None:
    FOREIGN[what](tmp_path / "export.zip")
    with pytest.raises(ExportError, match="Nothing was imported"):
        read_archive(tmp_path / "export.zip")


@pytest.mark.parametrize("name", NO_NAMES)
def test_a_name_that_leads_elsewhere_or_hides_is_refused(tmp_path, name) -> None:
    zipped(("export.json", json.dumps({**ABOUT, "files": {name: "0"}})), (name, ""))(tmp_path / "export.zip")
    with pytest.raises(ExportError, match="is no name of a file of an export"):
        read_archive(tmp_path / "export.zip")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice_is_refused(tmp_path) -> None:
    zipped(("export.json", LISTED), ("export.json", LISTED))(tmp_path / "export.zip")
    with pytest.raises(ExportError, match="a name stands in it twice"):
        read_archive(tmp_path / "export.zip")


def test_what_would_fill_the_memory_is_refused(tmp_path, monkeypatch) -> None:
    write_archive(tmp_path / "export.zip", ABOUT, FILES)
    monkeypatch.setattr("index.archives._LARGEST", 40)
    with pytest.raises(ExportError, match="it is too large"):
        read_archive(tmp_path / "export.zip")


def test_an_archive_cut_short_or_altered_anywhere_is_refused_or_the_same(tmp_path) -> None:
    path = tmp_path / "export.zip"
    write_archive(path, ABOUT, FILES)
    whole = path.read_bytes()
    for at in range(len(whole)):
        for damaged in (whole[:at], whole[:at] + bytes([whole[at] ^ 0x40]) + whole[at + 1 :]):
            path.write_bytes(damaged)
            try:
                about, files = read_archive(path)
            except ExportError:
                continue
            assert (about, files) == (ABOUT, FILES)  # times and rights of entries, which nothing reads


FOLDERS = {
    "altered": lambda folder: (folder / "answers.jsonl").write_bytes(b"{}"),
    "taken away": lambda folder: (folder / "answers.jsonl").unlink(),
    "added": lambda folder: (folder / "more.txt").write_bytes(b""),
    "a link": lambda folder: (folder / "more.txt").symlink_to("/etc/passwd"),
    "a link to a folder": lambda folder: (folder / "more").symlink_to("/etc"),
    "no list": lambda folder: (folder / "export.json").unlink(),
}


@pytest.mark.parametrize("damage", FOLDERS)
def test_a_folder_that_is_not_as_it_was_written_is_refused(tmp_path, damage) -> None:
    write_archive(tmp_path / "export", ABOUT, FILES)
    FOLDERS[damage](tmp_path / "export")
    with pytest.raises(ExportError, match="Nothing was imported"):
        read_archive(tmp_path / "export")


# Crashes

KILLED = """
import os, signal, sys
from pathlib import Path
from index import archives
from index.stores import files
from tests.index.test_archives import ABOUT, FILES

left = int(sys.argv[2])
def sync(path):
    global left
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
    left -= 1

archives.sync = files.sync = sync
archives.write_archive(Path(sys.argv[1]), ABOUT, FILES)
"""


@pytest.mark.parametrize("name", NAMES)
def test_a_killed_export_leaves_nothing_or_all_and_can_be_made_again(tmp_path, name) -> None:
    path, ended = tmp_path / name, None
    for steps in range(20):
        with start_python(KILLED, path, str(steps)) as process:
            ended = process.wait(60)
        if path.exists():
            assert read_archive(path) == (ABOUT, FILES)
            break
        assert ended == -signal.SIGKILL
    assert steps > 0
    assert [left.name for left in tmp_path.iterdir()] == [name]
