"""Building: twice is once, what fails costs only itself, and whatever happens the former generation serves."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from pathlib import Path

import pytest

from index import (
    BuildError,
    GenerationError,
    Index,
    IndexSettings,
    NoGenerationError,
    build,
)
from index.stores.captures import Captures
from index.stores.generations import DataFolder
from index.stores.manifest import Manifest
from tests.fakes import WordEmbedder
from tests.index.conftest import (
    ANSWERS,
    ROADS,
    RURAL,
    current,
    edit_page,
    generations,
    ids,
    rebuild,
    write_pages,
)

pytestmark = pytest.mark.usefixtures("here")


def broken(*_: object) -> None:
    """Stands for an engine that fails."""
    raise RuntimeError("engine failure")


# What a build does


def test_a_build_publishes_the_pages(small) -> None:
    assert ids(small) == ANSWERS
    assert generations(small) == [current(small).name]


def test_building_twice_is_building_once(published) -> None:
    before = current(published)
    embedder = WordEmbedder()
    report = rebuild(published, embedder)
    assert (report.changed, report.embedded, embedder.embedded) == (False, 0, [])
    assert report.generation == before.name
    assert (current(published), generations(published)) == (before, [before.name])
    assert [page.page.id for page in report.parsed] == ["roads", "rural"]


def test_the_same_pages_give_the_same_record_in_another_folder(small, published, tmp_path) -> None:
    elsewhere = published.model_copy(update={"data": tmp_path / "elsewhere"})
    rebuild(elsewhere)
    one, other = Manifest.read(current(small)), Manifest.read(current(elsewhere))
    assert (one.ids_digest, one.source_digest, one.files) == (other.ids_digest, other.source_digest, other.files)
    assert one.canaries == other.canaries


def test_one_edited_answer_embeds_only_its_own_passages(published) -> None:
    edit_page(published, "Owners are told within a day.", "Owners are told at once.")
    before, embedder = current(published), WordEmbedder()
    report = rebuild(published, embedder)
    assert (report.changed, report.embedded) == (True, 1)
    assert embedder.embedded == ["Owners are told at once."]
    assert ids(published) == ANSWERS
    assert generations(published) == sorted([before.name, report.generation])


def test_a_corrected_date_makes_a_new_generation_and_embeds_nothing(published) -> None:
    note = '["roads.txt"]\ndate = 2024-02-29\nevidence = "The commissioner\'s diary."\n'
    (published.seeds / "meetings.toml").write_text(note, encoding="utf-8")
    before = current(published)
    report = rebuild(published)
    assert (report.changed, report.embedded, report.problems) == (True, 0, ())
    assert current(published) != before
    assert ids(published) == ANSWERS
    index = Index.open(published, WordEmbedder())
    with index.lease() as generation:
        assert str(generation.meeting("roads").date) == "2024-02-29"
    index.close()


def test_another_model_builds_again(published) -> None:
    report = rebuild(published, WordEmbedder("other"))
    assert report.changed
    assert Manifest.read(current(published)).model_fingerprint == "other"


def test_captures_are_the_pages_bytes(published) -> None:
    edit_page(published, "told within a day", "told at once")
    content = (published.seeds / "rural.txt").read_bytes()
    rebuild(published)
    captures = {path.name: path.read_bytes() for path in (published.data / "captures").iterdir()}
    expected = [RURAL.encode(), ROADS.encode(), content]
    assert captures == {hashlib.sha256(page).hexdigest(): page for page in expected}


def test_progress_goes_through_the_stages_in_order(published) -> None:
    stages = []
    edit_page(published, "told within a day", "told at once")
    build(published, WordEmbedder(), lambda stage, *_: stages.append(stage))
    assert list(dict.fromkeys(stages)) == ["parsing", "embedding", "writing", "vetting"]


@pytest.mark.parametrize("keep", [1, 2, 3])
def test_only_so_many_generations_are_kept(published, keep) -> None:
    for name in ("older", "oldest"):
        folder = DataFolder(published.data).folder(name)
        shutil.copytree(current(published), folder)
        os.utime(folder, (len(name), len(name)))
    before = current(published).name
    edit_page(published, "told within a day", "told at once")
    report = rebuild(published.model_copy(update={"keep": keep}))
    assert generations(published) == sorted([report.generation, before, "oldest"][:keep])


def test_a_generation_that_is_read_is_kept_until_the_first_build_after(published) -> None:
    settings = published.model_copy(update={"keep": 1})
    index, former = Index.open(published, WordEmbedder()), current(published).name
    edit_page(published, "told within a day", "told at once")
    report = rebuild(settings)
    assert generations(published) == sorted([former, report.generation])
    index.close()
    assert not rebuild(settings).changed
    assert generations(published) == [report.generation]


def test_a_smaller_number_kept_holds_from_the_next_build_on(published) -> None:
    edit_page(published, "told within a day", "told at once")
    report = rebuild(published)
    assert len(generations(published)) == 2
    assert not rebuild(published.model_copy(update={"keep": 1})).changed
    assert generations(published) == [report.generation]


# A damaged present


DAMAGE = {
    "pointer gone": lambda settings: (settings.data / "CURRENT").unlink(),
    "pointer to nothing": lambda settings: (settings.data / "CURRENT").write_text("nothing"),
    "generation gone": lambda settings: shutil.rmtree(current(settings)),
    "manifest gone": lambda settings: (current(settings) / "manifest.json").unlink(),
    "catalogue cut": lambda settings: (current(settings) / "catalogue.sqlite").write_bytes(b""),
    "Chroma gone": lambda settings: shutil.rmtree(current(settings) / "chroma"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_rebuild_mends_a_damaged_generation_and_embeds_nothing(published, damage) -> None:
    before = current(published).name
    DAMAGE[damage](published)
    report = rebuild(published)
    assert (report.changed, report.embedded) == (True, 0)
    assert current(published).name == report.generation != before
    assert ids(published) == ANSWERS


def test_a_rebuild_mends_a_damaged_chroma_database(published) -> None:
    (current(published) / "chroma" / "chroma.sqlite3").write_bytes(b"damaged" * 1000)
    assert rebuild(published).changed


def test_a_rebuild_survives_a_damaged_embedding_cache(published) -> None:
    (published.data / "embeddings.sqlite").write_bytes(b"damaged" * 1000)
    edit_page(published, "told within a day", "told at once")
    assert rebuild(published).changed


# Failures on the way


def assert_untouched(settings: IndexSettings, before: Path) -> None:
    assert current(settings) == before
    assert generations(settings) == [before.name]
    assert ids(settings) == ANSWERS


def test_an_engine_that_fails_changes_nothing(published, monkeypatch) -> None:
    edit_page(published, "told within a day", "told at once")
    before = current(published)
    monkeypatch.setattr("index.building.write_vectors", broken)
    with pytest.raises(RuntimeError, match="engine failure"):
        rebuild(published)
    assert_untouched(published, before)


def fail(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("step", ["write_catalogue", "write_words", "in_child", "vet", "Manifest.write"])
def test_a_full_disk_ends_the_build_and_nothing_else(published, monkeypatch, step) -> None:
    edit_page(published, "told within a day", "told at once")
    before = current(published)
    monkeypatch.setattr(f"index.building.{step}", fail)
    with pytest.raises(BuildError, match=r"given up \(.*No space left on device\)\. The former index goes on"):
        rebuild(published)
    assert_untouched(published, before)


@pytest.mark.parametrize(("folder", "step"), [(DataFolder, "begin"), (Captures, "keep")])
def test_a_full_disk_before_anything_is_written_ends_the_build_too(published, monkeypatch, folder, step) -> None:
    edit_page(published, "told within a day", "told at once")
    monkeypatch.setattr(folder, step, fail)
    with pytest.raises(BuildError):
        rebuild(published)


def test_vetting_that_fails_publishes_nothing(published, monkeypatch) -> None:
    def refuse(*_: object) -> None:
        raise GenerationError("made up")

    edit_page(published, "told within a day", "told at once")
    before = current(published)
    monkeypatch.setattr("index.building.vet", refuse)
    with pytest.raises(BuildError, match="made up"):
        rebuild(published)
    assert_untouched(published, before)


def test_a_first_build_that_fails_leaves_nothing_published(tmp_path, monkeypatch) -> None:
    settings = IndexSettings(seeds=write_pages(tmp_path / "seeds", rural=RURAL), data=tmp_path / "data")
    monkeypatch.setattr("index.building.write_vectors", broken)
    with pytest.raises(RuntimeError):
        rebuild(settings)
    assert generations(settings) == []
    with pytest.raises(NoGenerationError):
        current(settings)
