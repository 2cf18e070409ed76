"""Files replaced in one step, and folders changed by one process at a time."""

from __future__ import annotations

import os
from fcntl import flock
from pathlib import Path

import pytest

from index.stores.files import alone, replace_file
from tests.index.conftest import start_python

HOLD = """
import sys
from pathlib import Path
from index.stores.files import alone
with alone(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
    (Path(sys.argv[1]) / "written").touch()
"""


def test_a_file_is_replaced_as_it_is_given(tmp_path) -> None:
    for content in ("one\r\n", "two █\n"):
        replace_file(tmp_path / "file", content)
        assert (tmp_path / "file").read_bytes() == content.encode()
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_crash_leaves_the_former_content(tmp_path, monkeypatch) -> None:
    replace_file(tmp_path / "file", "one")
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("crash")))
    with pytest.raises(OSError, match="crash"):
        replace_file(tmp_path / "file", "two")
    assert (tmp_path / "file").read_text() == "one"


def test_who_comes_second_waits(tmp_path) -> None:
    with start_python(HOLD, tmp_path) as holder:
        assert holder.stdout.readline() == "held\n"
        holder.stdin.write("go on\n")
        holder.stdin.flush()
        with alone(tmp_path):
            assert (tmp_path / "written").exists()


def test_who_waited_for_a_folder_that_was_replaced_holds_the_new_one(tmp_path, monkeypatch) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    held = []

    def late(descriptor: int, how: int) -> None:
        """What another process does while this one waits."""
        if not held:
            folder.rename(tmp_path / "former")
            folder.mkdir()
        flock(descriptor, how)
        held.append(os.fstat(descriptor).st_ino)

    monkeypatch.setattr("fcntl.flock", late)
    with alone(folder):
        assert held == [(tmp_path / "former").stat().st_ino, folder.stat().st_ino]
