"""The data folder: what the pointer may say, publishing in one step, pruning, and the lock."""

from __future__ import annotations

import datetime as dt
import os
import signal
from pathlib import Path

import pytest

from index import GenerationError, LockedError, NoGenerationError
from index.stores.generations import DataFolder
from tests.index.conftest import start_python

HOLD = """
import sys
from pathlib import Path
from index.stores.generations import DataFolder
with DataFolder(Path(sys.argv[1])).locked():
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def data(tmp_path) -> DataFolder:
    """A data folder with the generation g1 published."""
    folder = DataFolder(tmp_path / "data")
    folder.generations.mkdir(parents=True)
    publish(folder, "g1")
    return folder


def publish(data: DataFolder, name: str) -> None:
    building = data.begin(name)
    (building / "chroma").mkdir()
    (building / "chroma" / "file").write_text(name)
    data.publish(name)


def names(data: DataFolder) -> list[str]:
    return sorted(path.name for path in data.generations.iterdir())


def test_what_was_published_is_current(data) -> None:
    assert data.current() == "g1"
    assert (data.folder("g1") / "chroma" / "file").read_text() == "g1"
    publish(data, "g2")
    assert data.current() == "g2"


def test_an_empty_folder_has_nothing_published(tmp_path) -> None:
    with pytest.raises(NoGenerationError, match="Build one: onrecord index"):
        DataFolder(tmp_path).current()
    assert list(tmp_path.iterdir()) == []


ELSEWHERE = [b"../generations/g1", b"..", b".", b".tmp-g3", b"g1/", b"g1/chroma", b"link"]


@pytest.mark.parametrize(
    "content",
    [b"", b"\n", b"g2\n", *ELSEWHERE, b"g1\ng1", b"g" * 100, b"\xff\xfe", b"g1\0", b"*"],
    ids=repr,
)
def test_a_pointer_that_names_no_sealed_generation_is_refused(data, content) -> None:
    data.begin("g3")
    (data.generations / "link").symlink_to(data.folder("g1"))
    (data.root / "CURRENT").write_bytes(content)
    with pytest.raises(GenerationError, match=r"CURRENT: .*Build again"):
        data.current()


def test_an_absolute_pointer_is_refused(data) -> None:
    (data.root / "CURRENT").write_text(str(data.folder("g1")))
    with pytest.raises(GenerationError, match="names no generation"):
        data.current()


def test_a_pointer_to_a_file_is_refused(data) -> None:
    (data.generations / "g2").write_text("no folder")
    (data.root / "CURRENT").write_text("g2")
    with pytest.raises(GenerationError, match="names no generation"):
        data.current()


def test_a_pointer_that_is_a_folder_is_refused(data) -> None:
    (data.root / "CURRENT").unlink()
    (data.root / "CURRENT").mkdir()
    with pytest.raises(GenerationError, match="cannot be read"):
        data.current()


def test_begin_clears_what_was_left_unfinished_and_nothing_else(data) -> None:
    (data.begin("g2") / "half").write_text("left")
    building = data.begin("g3")
    assert names(data) == [".tmp-g3", "g1"]
    assert list(building.iterdir()) == []


@pytest.mark.parametrize("step", ["rename", "write_text", "replace"])
def test_a_crash_while_publishing_leaves_the_former_generation_current(data, monkeypatch, step) -> None:
    def crash(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    data.begin("g2")
    with monkeypatch.context() as patch:
        patch.setattr(Path, step, crash)
        with pytest.raises(KeyboardInterrupt):
            data.publish("g2")
    assert data.current() == "g1"
    publish(data, "g3")
    assert data.current() == "g3"


def test_a_crash_after_the_pointer_was_replaced_leaves_the_new_generation_current(data, monkeypatch) -> None:
    def crash(path: Path) -> None:
        if path == data.root:
            raise KeyboardInterrupt

    data.begin("g2")
    monkeypatch.setattr("index.stores.generations._sync", crash)
    with pytest.raises(KeyboardInterrupt):
        data.publish("g2")
    assert data.current() == "g2"


def test_everything_is_on_disk_before_the_pointer_names_it(data, monkeypatch) -> None:
    synced = []
    monkeypatch.setattr("index.stores.generations._sync", lambda path: synced.append(path.name))
    publish(data, "g2")
    assert synced == ["chroma", "file", "generations", "CURRENT.new", "data"]


@pytest.mark.parametrize("keep", [1, 2, 3, 9])
def test_pruning_keeps_the_current_and_the_newest_others(data, keep) -> None:
    for name in ("g2", "g3", "g4"):
        publish(data, name)
    os.utime(data.folder("g1"))  # copied, say: what a file system says of its age does not count
    data.begin("g5")
    data.prune(keep)
    kept = ["g4", "g3", "g2", "g1"][:keep]
    assert names(data) == sorted([".tmp-g5", *kept])


def test_pruning_keeps_what_was_published_before_rather_than_what_never_was(data, monkeypatch) -> None:
    data.begin("g2")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("crash")))
        with pytest.raises(OSError, match="crash"):
            data.publish("g2")
    publish(data, "g3")
    data.prune(2)
    assert "g1" in names(data)


NOW = dt.datetime(2028, 2, 29, 23, 59, 59, 999_999, dt.UTC)
CLOCKS = {
    "going on": NOW + dt.timedelta(seconds=1),
    "standing still": NOW,
    "set back an hour": NOW - dt.timedelta(hours=1),
    "set back to the beginning": dt.datetime.fromtimestamp(0, dt.UTC),
    "far ahead": NOW.replace(year=2400),
}


@pytest.mark.parametrize("clock", CLOCKS)
def test_ids_go_up_whatever_the_clock_does(data, clock) -> None:
    """From a leap day."""
    first = data.next_id(NOW, "feedbeef00")
    assert first == "20280229T235959999999Z-feedbeef"
    publish(data, first)
    names = [first]
    for _ in range(3):
        names.append(data.next_id(CLOCKS[clock], "0badcafe00"))
        publish(data, names[-1])
    assert sorted(names) == names
    assert len(set(names)) == 4
    assert data.current() == names[-1]
    data.prune(2)
    assert data.newest_first() == [data.folder(name) for name in names[:-3:-1]]


def test_pruning_leaves_stray_files_alone(data) -> None:
    (data.generations / "notes.txt").write_text("mine")
    data.prune(1)
    assert names(data) == ["g1", "notes.txt"]


def test_the_lock_makes_its_folder_and_is_free_again_afterwards(tmp_path) -> None:
    data = DataFolder(tmp_path / "new" / "data")
    for _ in range(2):
        with data.locked():
            assert data.generations.is_dir()


def test_the_lock_is_free_again_after_a_failure(data) -> None:
    with pytest.raises(ZeroDivisionError), data.locked():
        raise ZeroDivisionError
    with data.locked():
        pass


def test_the_lock_is_not_given_twice_in_one_process(data) -> None:
    with data.locked(), pytest.raises(LockedError, match="another build is running"), data.locked():
        raise AssertionError("two builders at once")


def test_the_lock_is_not_given_while_another_process_holds_it_and_is_freed_by_its_death(data) -> None:
    with start_python(HOLD, data.root) as holder:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(LockedError, match=r"data: another build is running\. Wait"), data.locked():
            raise AssertionError("two builders at once")
        holder.send_signal(signal.SIGKILL)
        assert holder.wait(10) == -signal.SIGKILL
        with data.locked():
            pass
