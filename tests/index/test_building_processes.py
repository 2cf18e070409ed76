"""Building with real processes: engines that crash, builders killed, two builders, and no room on the disk."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest

from index import BuildError, IndexSettings, LockedError
from tests.index.conftest import ANSWERS, current, edit_page, generations, ids, rebuild, start_python

BUILD = """
import sys
from pathlib import Path
from index import IndexSettings, build
from tests.fakes import WordEmbedder

def progress(stage, done, total):
    if done < total or stage == "parsing":
        print(stage, flush=True)
        if stage == sys.argv[3]:
            sys.stdin.readline()

build(IndexSettings(seeds=Path(sys.argv[1]), data=Path(sys.argv[2])), WordEmbedder(), progress)
print("done", flush=True)
"""


def broken_child(*_: object) -> None:
    """Stands for an engine that fails in the child."""
    raise RuntimeError("engine failure")


def dying_child(*_: object) -> None:
    """Stands for an engine that crashes the child."""
    signal.raise_signal(signal.SIGSEGV)


@pytest.fixture
def published(published) -> IndexSettings:
    """The published record of pages that have changed since."""
    edit_page(published, "told within a day", "told at once")
    return published


def assert_untouched(settings: IndexSettings, before: Path) -> None:
    assert current(settings) == before
    assert generations(settings) == [before.name]
    assert ids(settings) == ANSWERS


@pytest.mark.parametrize(
    ("work", "error"), [(broken_child, RuntimeError), (dying_child, BuildError)], ids=["raises", "dies"]
)
def test_an_engine_that_fails_changes_nothing(published, monkeypatch, work, error) -> None:
    before = current(published)
    monkeypatch.setattr("index.building.write_vectors", work)
    with pytest.raises(error):
        rebuild(published)
    assert_untouched(published, before)


LIMITED = """
import resource, sys
from pathlib import Path
from index import BuildError, IndexSettings, build
from tests.fakes import WordEmbedder, quiet
limit = int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    build(IndexSettings(seeds=Path(sys.argv[1]), data=Path(sys.argv[2])), WordEmbedder(), quiet)
except Exception as error:
    print(type(error).__name__)
"""
NO_ROOM = {"embeddings": 10_000, "Chroma": 100_000}


@pytest.mark.parametrize("where", NO_ROOM)
def test_no_room_for_a_file_leaves_the_former_generation(published, where) -> None:
    before = current(published)
    with start_python(LIMITED, published.seeds, published.data, str(NO_ROOM[where])) as process:
        said, _ = process.communicate(timeout=60)
    assert_untouched(published, before)
    if said != "BuildError\n":
        pytest.xfail(f"engines' own errors come out of build: {said}")


def start_build(settings: IndexSettings, wait_at: str) -> subprocess.Popen[str]:
    return start_python(BUILD, settings.seeds, settings.data, wait_at)


def wait_for(process: subprocess.Popen[str], stage: str) -> None:
    for line in process.stdout:
        if line.strip() == stage:
            return
    raise AssertionError(f"the build ended before {stage}")


def kill(process: subprocess.Popen[str]) -> None:
    """Kill the builder only; its children are left as the kernel leaves them."""
    process.send_signal(signal.SIGKILL)
    assert process.wait(10) == -signal.SIGKILL


def clean_up(process: subprocess.Popen[str]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


@pytest.mark.parametrize("into_the_child", [0.0, 0.4])
def test_builds_killed_at_any_stage_leave_a_record_that_serves_and_can_be_built(published, into_the_child) -> None:
    before = current(published)
    for stage in ("parsing", "embedding", "writing", "vetting") if not into_the_child else ("writing", "vetting"):
        process = start_build(published, "" if into_the_child else stage)
        wait_for(process, stage)
        time.sleep(into_the_child)
        kill(process)
        assert current(published) == before
        assert ids(published) == ANSWERS
        clean_up(process)
    report = rebuild(published)
    assert report.changed
    assert generations(published) == sorted([before.name, report.generation])
    assert ids(published) == ANSWERS


def alive_in_group(group: int) -> list[str]:
    """The processes of a group that still run."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            if int(fields[2]) == group and fields[0] != "Z":
                found.append(stat.parent.name)
    return found


def test_a_killed_build_leaves_no_process_behind(published) -> None:
    process = start_build(published, "")
    wait_for(process, "vetting")
    time.sleep(0.3)
    kill(process)
    deadline = time.monotonic() + 5
    while alive_in_group(process.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    left = alive_in_group(process.pid)
    clean_up(process)
    assert left == []


def test_of_two_builders_one_is_told_that_the_other_is_running(published) -> None:
    before = current(published)
    process = start_build(published, "writing")
    wait_for(process, "writing")
    with pytest.raises(LockedError, match="another build is running"):
        rebuild(published)
    assert current(published) == before
    rest, _ = process.communicate("go on\n", timeout=60)
    assert rest.split() == ["vetting", "done"]
    assert current(published) != before
    assert not rebuild(published).changed
