"""An import in place of pages that are there: alone in their folder, and undone when it fails half-way."""

from __future__ import annotations

import datetime as dt
import signal
from pathlib import Path

import pytest

from index import Audience, ExportError, IndexSettings, export, import_record, withdraw
from tests.fakes import WordEmbedder, quiet
from tests.index.conftest import ids, start_python
from tests.index.stores.test_files import HOLD

FAULT = """
import os, shutil, signal, sys
from pathlib import Path
from index import ExportError, IndexSettings, import_record
from tests.fakes import WordEmbedder, quiet
seeds, data, archive, fault = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]

def before(event, args):
    if event == "os.rename" and Path(args[0]).name == ".seeds.imported":
        os.kill(os.getpid(), signal.SIGKILL) if fault == "killed" else shutil.rmtree(args[0])

sys.addaudithook(before)
try:
    import_record(IndexSettings(seeds=seeds, data=data), WordEmbedder(), quiet, archive, replace=True)
except ExportError as error:
    print(error)
"""


@pytest.fixture
def exported(published: IndexSettings, tmp_path: Path) -> Path:
    """An office's export of the two pages."""
    archive = tmp_path / "office.zip"
    export(published, archive, Audience.OFFICE, lambda *_: b"")
    return archive


def listed(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_what_stood_there_is_back_when_the_new_pages_cannot_take_its_place(
    published: IndexSettings, exported: Path
) -> None:
    before = listed(published.seeds)
    with start_python(FAULT, published.seeds, published.data, exported, "gone") as failing:
        said, _ = failing.communicate()
    assert "cannot be written" in said
    assert "Nothing was imported" in said
    assert listed(published.seeds) == before
    assert not published.seeds.with_name("seeds.before-import").exists()


@pytest.mark.usefixtures("here")
def test_an_import_that_was_killed_between_its_two_steps_is_undone_by_the_next(
    published: IndexSettings, exported: Path
) -> None:
    withdraw(published, WordEmbedder(), quiet, "rural-q2", reason="A", by="B", on=dt.date(2026, 3, 1))
    newer = exported.with_name("newer.zip")
    export(published, newer, Audience.OFFICE, lambda *_: b"")
    before = listed(published.seeds)
    with start_python(FAULT, published.seeds, published.data, newer, "killed") as killed:
        killed.communicate()
    assert killed.returncode == -signal.SIGKILL
    assert not published.seeds.exists()
    with pytest.raises(ExportError, match="rural-q2 would be published again"):
        import_record(published, WordEmbedder(), quiet, exported, replace=True)
    assert listed(published.seeds) == before


@pytest.mark.usefixtures("here")
def test_an_import_waits_until_nobody_else_changes_the_pages(published: IndexSettings, exported: Path) -> None:
    with start_python(HOLD, published.seeds) as holder:
        assert holder.stdout.readline() == "held\n"
        holder.stdin.write("go on\n")
        holder.stdin.flush()
        former = import_record(published, WordEmbedder(), quiet, exported, replace=True).former
    assert former
    assert (former / "written").exists(), "what was written while it waited is put aside whole"
    assert "rural-q2" in ids(published)
