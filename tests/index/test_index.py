"""Leases: what is lent stays open, what is retired is closed, and what is published is taken up."""

from __future__ import annotations

import resource
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from index import Generation, GenerationError, Hit, Index, IndexSettings, NoGenerationError
from index.passages import PassageKind
from tests.fakes import WordEmbedder
from tests.index.conftest import ANSWERS, copy_of, current, edit_page, generations, publish, rebuild, start_python

ASKED = "Are owners of stolen tractors told?"
BUILD = """
import sys
from pathlib import Path
from index import IndexSettings, build
from tests.fakes import WordEmbedder, quiet
build(IndexSettings(seeds=Path(sys.argv[1]), data=Path(sys.argv[2])), WordEmbedder(), quiet)
"""


@pytest.fixture
def twice(built_twice, tmp_path) -> IndexSettings:
    """A copy with the older generation published; `publish(twice, 1)` publishes the newer."""
    settings = copy_of(built_twice, tmp_path)
    publish(settings, 0)
    return settings


@pytest.fixture
def index(twice, here) -> Iterator[Index]:
    opened = Index.open(twice, WordEmbedder())
    yield opened
    opened.close()


def search(index: Index, generation: Generation) -> list[Hit]:
    return generation.search(ASKED, index.embed([ASKED])[0], 3)


def told(generation: Generation) -> str:
    return generation.answer("rural-q2").response.rpartition("told ")[2]


def is_open(generation: Generation) -> bool:
    """Whether its three stores answer; they are opened and closed together."""
    (vector,) = WordEmbedder().embed_questions([ASKED])
    stores = (
        generation.catalogue.counts,
        lambda: generation.words.search(ASKED),
        lambda: generation.vectors.nearest(PassageKind.QUESTION, vector, 1),
    )
    alive = {answers(store) for store in stores}
    assert len(alive) == 1
    return alive.pop()


def answers(store: Callable[[], object]) -> bool:
    try:
        store()
    except Exception:
        return False
    return True


def test_nothing_published_is_its_own_error(tmp_path) -> None:
    with pytest.raises(NoGenerationError, match="Build one: onrecord index"):
        Index.open(IndexSettings(data=tmp_path), WordEmbedder())
    assert list(tmp_path.iterdir()) == []


def test_another_model_than_the_builders_is_refused(small) -> None:
    with pytest.raises(GenerationError, match="another model"):
        Index.open(small, WordEmbedder("other"))


@pytest.mark.parametrize("vetted", [False, True])
def test_the_published_generation_is_opened_and_leased(small, vetted) -> None:
    index = Index.open(small, WordEmbedder(), vetted=vetted)
    with index.lease() as generation:
        assert generation.id == current(small).name
        assert [answer.id for answer in generation.catalogue.answers()] == ANSWERS
        assert search(index, generation)[0].answer.id == "rural-q2"
    index.close()


def test_vetting_comes_before_opening_and_another_stands_in(twice) -> None:
    damaged = current(twice)
    (damaged / "chroma" / "chroma.sqlite3").write_bytes(b"")
    index = Index.open(twice, WordEmbedder(), vetted=True)
    with index.lease() as generation:
        assert generation.id != damaged.name
        assert search(index, generation)
    assert "Chroma failed" in index.problem
    with pytest.raises(GenerationError, match="Chroma failed"):
        index.refresh()
    index.close()


def test_without_an_embedder_the_settings_model_is_opened(small) -> None:
    with pytest.raises(GenerationError, match=r"another model \(words; here: "):
        Index.open(small)


def test_questions_are_embedded_one_row_a_text(index) -> None:
    assert index.embed(["a question", "another"]).shape == (2, 64)


def test_refresh_does_nothing_when_nothing_was_published(index) -> None:
    with index.lease() as before:
        assert index.refresh() is False
    with index.lease() as after:
        assert after is before


def test_refresh_takes_up_what_was_published(index, twice) -> None:
    publish(twice, 1)
    with index.lease() as generation:
        assert told(generation) == "within a day."
    assert index.refresh() is True
    with index.lease() as generation:
        assert told(generation) == "at once."
    assert index.refresh() is False


def test_a_leased_generation_stays_open_until_its_last_lease_ends(index, twice) -> None:
    publish(twice, 1)
    with index.lease() as first:
        with index.lease() as second:
            assert first is second
            index.refresh()
            assert told(first) == "within a day."
        assert is_open(first)
        assert search(index, first)[0].answer.response.endswith("within a day.")
        with index.lease() as fresh:
            assert told(fresh) == "at once."
    assert not is_open(first)


def test_a_retired_generation_without_leases_is_closed_at_once(index, twice) -> None:
    with index.lease() as former:
        pass
    publish(twice, 1)
    index.refresh()
    assert not is_open(former)


def test_a_lease_ends_when_its_block_fails(index, twice) -> None:
    with pytest.raises(ZeroDivisionError), index.lease() as former:
        raise ZeroDivisionError
    publish(twice, 1)
    index.refresh()
    assert not is_open(former)


def test_a_lease_outlives_two_builds_by_another_process(index, twice) -> None:
    """Builders keep two generations; of a server's older one Chroma then says `no such table`, now and then."""
    with index.lease() as generation:
        for when in ("soon", "late"):
            edit_page(twice, "Owners are", f"Owners are {when}")
            rebuild(twice)
        assert generation.id in generations(twice)
        assert search(index, generation)


def test_only_one_thread_refreshes_at_a_time(index, twice, monkeypatch) -> None:
    """Two that open and close the same folder at once end in Chroma's AttributeError or KeyError, now and then."""
    inside: list[int] = []
    most = []

    def look(*_: object) -> None:
        inside.append(1)
        most.append(len(inside))
        time.sleep(0.1)
        inside.pop()
        raise GenerationError("made up")

    def refresh() -> None:
        with suppress(GenerationError):
            index.refresh()

    monkeypatch.setattr("index.index.vet", look)
    publish(twice, 1)
    threads = [threading.Thread(target=refresh) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(most) == 1


def test_closing_waits_for_leases(twice) -> None:
    index = Index.open(twice, WordEmbedder())
    with index.lease() as generation:
        index.close()
        assert search(index, generation)
    assert not is_open(generation)
    index.close()


def test_two_open_indexes_do_not_close_each_other(twice, index) -> None:
    other = Index.open(twice, WordEmbedder())
    other.close()
    with index.lease() as generation:
        assert search(index, generation)


def test_a_damaged_publication_is_refused_and_the_present_one_serves_on(index, twice) -> None:
    publish(twice, 1)
    (current(twice) / "words.sqlite").write_bytes(b"")
    with pytest.raises(GenerationError, match="not as it was written"):
        index.refresh()
    with index.lease() as generation:
        assert search(index, generation)
        assert told(generation) == "within a day."


POINTERS = {
    "gone": lambda pointer: pointer.unlink(),
    "empty": lambda pointer: pointer.write_bytes(b""),
    "garbage": lambda pointer: pointer.write_bytes(b"\xff\x00"),
    "outside": lambda pointer: pointer.write_text("../../elsewhere"),
    "deleted generation": lambda pointer: pointer.write_text("20200101T000000000000Z-00000000"),
}


@pytest.mark.parametrize("damage", POINTERS)
def test_a_damaged_pointer_leaves_the_present_one_serving(index, twice, damage) -> None:
    POINTERS[damage](twice.data / "CURRENT")
    with pytest.raises(GenerationError, match=r"CURRENT: .*Build again"):
        index.refresh()
    with index.lease() as generation:
        assert search(index, generation)
    publish(twice, 1)
    assert index.refresh()


SQLITE = "chroma/chroma.sqlite3"


@pytest.mark.parametrize("name", ["catalogue.sqlite", "words.sqlite", "manifest.json", SQLITE])
@pytest.mark.parametrize("content", [b"", b"noise" * 50_000], ids=["emptied", "overwritten"])
def test_a_generation_damaged_while_it_is_served_goes_on_or_gives_way(index, twice, name, content) -> None:
    """What is in memory goes on; Chroma reads its database at every search, so another generation stands in."""
    publish(twice, 1)
    assert index.refresh()
    (current(twice) / name).write_bytes(content)
    if name == SQLITE:
        with index.lease() as generation:
            assert not generation.is_sound()
        with pytest.raises(GenerationError, match=r"has been damaged\. Build again"):
            index.refresh()
    with index.lease() as generation:
        assert generation.is_sound()
        assert search(index, generation)
        assert told(generation) == ("within a day." if name == SQLITE else "at once.")


def test_a_generation_deleted_while_it_is_served_goes_on(index, twice) -> None:
    shutil.rmtree(current(twice))
    with pytest.raises(GenerationError, match="Build again"):
        index.refresh()
    with index.lease() as generation:
        assert search(index, generation)


def test_a_damaged_publication_is_looked_at_once_a_minute(index, twice, monkeypatch) -> None:
    """Looking takes a process; a refresh comes every few seconds."""
    looks = []

    def look(*_: object) -> None:
        looks.append(1)
        raise GenerationError("made up")

    monkeypatch.setattr("index.index.vet", look)
    publish(twice, 1)
    for _ in range(3):
        with pytest.raises(GenerationError, match="made up"):
            index.refresh()
    monkeypatch.setattr("index.index._PATIENCE", 0)
    index._refused = None
    for _ in range(2):
        with pytest.raises(GenerationError, match="made up"):
            index.refresh()
    assert len(looks) == 3


def test_a_rebuild_from_nothing_finds_the_same(large, tmp_path) -> None:
    again = large.model_copy(update={"data": tmp_path / "data"})
    rebuild(again)
    found = []
    for settings in (large, again):
        index = Index.open(settings, WordEmbedder())
        with index.lease() as generation:
            passages, _ = generation.responses()
            asked = [passage.text for passage in passages[::40]]
            hits = [generation.search(each, index.embed([each])[0], 10) for each in asked]
            found.append(
                [generation.manifest.ids_digest, *[[(hit.answer.id, hit.score) for hit in each] for each in hits]]
            )
        index.close()
    assert len(found[0]) > 20
    assert found[0] == found[1]


def in_use(what: str) -> int:
    return sum(1 for _ in Path("/proc/self", what).iterdir())


def resident() -> int:
    """Bytes of memory that this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def test_memory_files_and_threads_do_not_grow_with_builds_and_refreshes(index, twice) -> None:
    """Without closing, twenty generations would leave some 200 files, 140 threads and 700 MB behind."""
    used = []
    for _ in range(20):
        edit_page(twice, "Owners are", "Owners are still")
        rebuild(twice)
        assert index.refresh()
        with index.lease() as generation:
            assert search(index, generation)
        used.append((in_use("fd"), in_use("task"), resident()))
    (files, threads, memory), (files_after, threads_after, memory_after) = used[4], used[-1]
    assert files_after <= files + 5
    assert threads_after <= threads + 5
    assert memory_after <= memory + 100_000_000, used


def test_searching_while_another_process_rebuilds_never_fails_or_mixes(twice) -> None:
    publish(twice, 1)
    index = Index.open(twice, WordEmbedder())
    seen: dict[str, set[str]] = {}
    failures: list[BaseException] = []
    stop = threading.Event()

    def ask() -> None:
        try:
            while not stop.is_set():
                with index.lease() as generation:
                    hits = search(index, generation)
                    said = {hit.answer.response for hit in hits if hit.answer.id == "rural-q2"}
                    assert all(hit.answer == generation.answer(hit.answer.id) for hit in hits)
                    seen.setdefault(generation.id, set()).update(said)
                stop.wait(0.01)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=ask, daemon=True) for _ in range(2)]
    for thread in threads:
        thread.start()
    edit_page(twice, "told at once", "told soon")
    with start_python(BUILD, twice.seeds, twice.data) as builder:
        assert builder.wait(60) == 0
    assert index.refresh()
    with index.lease() as generation:
        search(index, generation)
        latest = generation.id
    while latest not in seen and not failures:
        stop.wait(0.01)
    stop.set()
    for thread in threads:
        thread.join()
    index.close()
    assert failures == []
    assert [{text.rpartition("told ")[2] for text in said} for said in seen.values()] == [{"at once."}, {"soon."}]
