"""A disk that runs full at each stage of a build, and a folder that cannot be written: for real."""

from __future__ import annotations

import importlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import BuildError, GenerationError, Index, IndexSettings, vet
from tests.disks import fill, read_only, small_disk
from tests.fakes import WordEmbedder
from tests.index.conftest import ANSWERS, copy_of, current, edit_page, generations, ids, rebuild

STAGES = {
    "captures": "index.stores.captures:Captures.keep",
    "embeddings": "index.building:embed_cached",
    "catalogue": "index.building:write_catalogue",
    "words": "index.building:write_words",
    "Chroma": "index.building:in_child",
    "manifest": "index.building:Manifest.write",
    "pointer": "index.building:DataFolder.publish",
}


@pytest.fixture
def on_small_disk(small: IndexSettings, tmp_path: Path) -> Iterator[IndexSettings]:
    """The published record of pages that have changed since, on a disk with little room."""
    with small_disk(tmp_path / "disk") as disk:
        settings = copy_of(small, disk)
        edit_page(settings, "told within a day", "told at once")
        yield settings


@pytest.mark.parametrize("stage", STAGES)
def test_a_full_disk_leaves_the_former_generation_serving_and_the_next_build_mends_it(
    on_small_disk, monkeypatch, stage
) -> None:
    settings, disk = on_small_disk, on_small_disk.data.parent
    before = current(settings)
    index = Index.open(settings, WordEmbedder())
    module, _, name = STAGES[stage].partition(":")
    if stage != "Chroma":
        monkeypatch.setattr("index.building.in_child", lambda function, *args: function(*args))
    monkeypatch.setattr("index.vetting.in_child", lambda function, *args: function(*args))
    real = getattr_path(module, name)

    def full(*args: object, **more: object) -> object:
        fill(disk)
        return real(*args, **more)

    with monkeypatch.context() as patch:
        patch.setattr(f"{module}.{name}", full)
        with pytest.raises(BuildError, match="Look for a full disk"):
            rebuild(settings)
    assert current(settings) == before
    with index.lease() as generation:
        asked = "Are owners of stolen tractors told?"
        assert generation.search(asked, index.embed([asked])[0], 3)[0].answer.id == "rural-q2"
    index.close()
    (disk / "filler").unlink()
    report = rebuild(settings)
    assert ids(settings) == ANSWERS
    assert generations(settings) == sorted([before.name, report.generation])


def getattr_path(module: str, name: str) -> object:
    found: object = importlib.import_module(module)
    for part in name.split("."):
        found = getattr(found, part)
    return found


def test_a_folder_that_cannot_be_written_is_said_to_be_so(published) -> None:
    """Chroma writes even to read."""
    with read_only(published.data):
        with pytest.raises(GenerationError, match=r"cannot be written, and Chroma writes even to read\. Give"):
            vet(current(published), published, "words")
        with pytest.raises(BuildError, match=r"cannot be written \(Read-only file system\), so nothing was changed"):
            rebuild(published)
    assert ids(published) == ANSWERS


def test_a_copy_where_it_may_be_written_serves(published, tmp_path) -> None:
    """It is all that is needed, whatever became of the times of its files."""
    with read_only(published.data):
        shutil.copytree(published.data, tmp_path / "copy", copy_function=shutil.copy)
    assert ids(published.model_copy(update={"data": tmp_path / "copy"})) == ANSWERS
