"""A build killed with -9 before each change that it makes to the data folder, and what the next build makes of it."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from index import IndexSettings
from tests.conftest import ROOT
from tests.index.conftest import ANSWERS, copy_of, current, edit_page

KILLED = """
import json, os, shutil, signal, sys
from pathlib import Path
import chromadb  # once, for all forks
import index.building, index.vetting
from index import Index, IndexSettings, build
from tests.fakes import WordEmbedder, quiet

FROM, TO = Path(sys.argv[1]), Path(sys.argv[2])
CHANGES = {"os.rename", "os.mkdir", "shutil.rmtree", "sqlite3.connect", "shutil.copyfile"}
index.building.in_child = index.vetting.in_child = lambda function, *args: function(*args)

def killing(at, folder):
    steps = 0
    def before(event, args):
        nonlocal steps
        changes = event in CHANGES or (event == "open" and args[1] not in ("r", "rb", None))
        if changes and str(args[0]).startswith(str(folder)):
            if steps == at:
                os.kill(os.getpid(), signal.SIGKILL)
            steps += 1
    return before

def in_fork(work):
    read, write = os.pipe()
    child = os.fork()
    if not child:
        os.write(write, json.dumps(work()).encode())
        os._exit(0)
    os.close(write)
    with open(read) as said:
        result = said.read()
    return os.waitpid(child, 0)[1], result

def look(settings):
    index = Index.open(settings, WordEmbedder(), vetted=True)
    with index.lease() as generation:
        return [generation.id, [answer.id for answer in generation.catalogue.answers()]]

def killed(settings, at):
    sys.addaudithook(killing(at, settings.data))
    return build(settings, WordEmbedder(), quiet).generation

def mended(settings):
    served, answers = look(settings)
    report = build(settings, WordEmbedder(), quiet)
    left = sorted(path.name for path in (settings.data / "generations").iterdir())
    return {"served": served, "answers": answers, "mended": look(settings), "built": report.generation, "left": left}

at = 0
while True:
    settings = IndexSettings(seeds=FROM / "seeds", data=TO / str(at) / "data")
    shutil.copytree(FROM / "data", settings.data)
    status, _ = in_fork(lambda: killed(settings, at))
    if status != signal.SIGKILL:
        break
    status, result = in_fork(lambda: mended(settings))
    print(result, flush=True)
    shutil.rmtree(settings.data)
    at += 1
print(json.dumps(status))
"""


@pytest.fixture(scope="module")
def deaths(built_twice: IndexSettings, tmp_path_factory) -> list[dict]:
    """What was found after each death; the pages had changed once more."""
    folder = tmp_path_factory.mktemp("deaths")
    changed = copy_of(built_twice, folder / "from")
    edit_page(changed, "told at once", "told soon")
    ran = subprocess.run(
        [sys.executable, "-c", KILLED, changed.data.parent, folder / "to"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )
    *found, status = map(json.loads, ran.stdout.splitlines())
    assert (status, ran.returncode) == (0, 0), ran.stderr
    return found


def test_whenever_it_is_killed_a_whole_generation_serves_and_the_next_build_leaves_nothing_behind(
    deaths, built_twice
) -> None:
    former = current(built_twice).name
    assert len(deaths) >= 15
    assert [found["answers"] for found in deaths] == [ANSWERS] * len(deaths)
    published = [found["served"] != former for found in deaths]
    assert published == sorted(published)  # once the pointer names it, it stays
    assert {True, False} == set(published)
    for found in deaths:
        assert found["mended"] == [found["built"], ANSWERS]
        assert found["left"] == sorted({former, found["built"]})
