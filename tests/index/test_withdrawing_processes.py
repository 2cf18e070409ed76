"""Withdrawing with real processes: killed at any moment, while others read, and while others build."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from contextlib import suppress

import pytest

from index import Index, IndexSettings, pending_withdrawals, read_withdrawals
from tests.fakes import WordEmbedder
from tests.index.conftest import ANSWERS, current, generations, ids, rebuild, start_python
from tests.index.test_withdrawing import TRACKERS, take
from tests.traces import runs, traces

pytestmark = pytest.mark.usefixtures("here")
WITHDRAW = """
import datetime as dt, os, signal, sys
from pathlib import Path
import index.building, index.scrubbing, index.vetting, index.withdrawing
from index import IndexSettings, withdraw
from index.stores import captures, generations
from tests.fakes import WordEmbedder, quiet

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

index.building.in_child = index.vetting.in_child = lambda function, *args: function(*args)
place, _, name = sys.argv[3].rpartition(".")
module, _, part = place.rpartition(".")
holder = sys.modules[place] if place in sys.modules else getattr(sys.modules[module], part)
real = getattr(holder, name)
def after(*args, **kwargs):
    real(*args, **kwargs)
    die()
setattr(holder, name, die if sys.argv[4] == "before" else after)
withdraw(
    IndexSettings(seeds=Path(sys.argv[1]), data=Path(sys.argv[2])), WordEmbedder(), quiet, "rural-q2",
    reason="Asked for.", by="A", on=dt.date(2026, 3, 1),
)
"""
READ = """
import sys
from pathlib import Path
from index import Index, IndexSettings
from tests.fakes import WordEmbedder
index = Index.open(IndexSettings(seeds=Path(sys.argv[1]), data=Path(sys.argv[2])), WordEmbedder())
for line in sys.stdin:
    if line == "refresh\\n":
        index.refresh()
    if line == "close\\n":
        index.close()
    with index.lease() as generation:
        print(*[answer.id for answer in generation.catalogue.answers()] if line != "close\\n" else [], flush=True)
"""
WITHOUT = [name for name in ANSWERS if name != "rural-q2"]
UNWRITTEN = ["index.withdrawing.write_withdrawals:before"]
WRITTEN = [
    "index.withdrawing.write_withdrawals:after",
    "index.stores.captures.Captures.keep:after",
    "index.building.embed_cached:after",
    "index.building.write_words:after",
    "index.building.in_child:after",
    "index.building.vet:before",
    "index.stores.generations.DataFolder.publish:before",
]
PUBLISHED = [
    "index.stores.parses.Parses.clear:before",
    "index.stores.generations.DataFolder.publish:after",
    "index.stores.generations.DataFolder.prune:after",
    "index.stores.captures.Captures.clear:before",
    "index.stores.captures.Captures.clear:after",
    "index.scrubbing.forget_others:before",
    "index.scrubbing.forget_others:after",
    "index.stores.generations.shutil.rmtree:after",
    "index.stores.generations.DataFolder.sweep:after",
]


def killed(settings: IndexSettings, point: str) -> None:
    where, when = point.split(":")
    process = start_python(WITHDRAW, settings.seeds, settings.data, where, when)
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


@pytest.mark.parametrize("point", UNWRITTEN + WRITTEN + PUBLISHED)
def test_whenever_it_is_killed_the_next_build_makes_it_good(published, point) -> None:
    killed(published, point)
    written = bool(read_withdrawals(published.seeds))
    assert written is (point not in UNWRITTEN)
    assert bool(pending_withdrawals(published)) is (point in WRITTEN)
    assert ids(published) == (WITHOUT if point in PUBLISHED else ANSWERS)
    rebuild(published)
    assert ids(published) == (WITHOUT if written else ANSWERS)
    if written:
        assert traces(published.data, runs(TRACKERS)) == set()
        assert generations(published) == [current(published).name]


def say(reader: subprocess.Popen[str], line: str) -> list[str]:
    reader.stdin.write(f"{line}\n")
    reader.stdin.flush()
    return reader.stdout.readline().split()


def test_a_generation_that_is_read_goes_as_soon_as_it_is_let_go(published) -> None:
    former = current(published).name
    with start_python(READ, published.seeds, published.data) as reader:
        assert say(reader, "look") == ANSWERS
        report = take(published)
        assert report.held == (former,)
        assert generations(published) == sorted([former, report.generation])
        assert say(reader, "look") == ANSWERS
        assert say(reader, "refresh") == WITHOUT
        assert generations(published) == [report.generation]
        assert traces(published.data, runs(TRACKERS)) == set()
        reader.stdin.close()


def test_a_reader_that_ends_takes_it_along(published) -> None:
    with start_python(READ, published.seeds, published.data) as reader:
        say(reader, "look")
        report = take(published)
        reader.stdin.write("close\n")
        reader.stdin.close()
        reader.wait(10)
    assert generations(published) == [report.generation]


def test_a_reader_that_was_killed_leaves_it_to_the_next_refresh_or_build(published) -> None:
    with start_python(READ, published.seeds, published.data) as reader:
        say(reader, "look")
        report = take(published)
        reader.kill()
        reader.wait(10)
    assert len(generations(published)) == 2
    index = Index.open(published, WordEmbedder())
    assert not index.refresh()
    assert generations(published) == [report.generation]
    index.close()


HOLD = """
import sys
from pathlib import Path
from index.stores.generations import DataFolder
with DataFolder(Path(sys.argv[1])).locked():
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_it_waits_for_a_build_that_is_running(published) -> None:
    with start_python(HOLD, published.data) as holder:
        assert holder.stdout.readline() == "held\n"
        waiting = threading.Timer(1.5, holder.communicate, ["go on\n"])
        waiting.start()
        begun = time.monotonic()
        take(published)
        assert time.monotonic() - begun > 1
        waiting.join()
    assert ids(published) == WITHOUT


def test_while_somebody_builds_a_refresh_deletes_nothing(published) -> None:
    index = Index.open(published, WordEmbedder())
    report = take(published)
    with start_python(HOLD, published.data) as holder:
        assert holder.stdout.readline() == "held\n"
        assert index.refresh()
        assert len(generations(published)) == 2
        holder.communicate("go on\n")
    assert not index.refresh()
    assert generations(published) == [report.generation]
    index.close()
