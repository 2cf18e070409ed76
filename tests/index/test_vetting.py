"""A damaged generation is found out, in a process that may crash; this one goes on."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index import GenerationError, IndexSettings, vet
from index.stores.vectors import VectorStore
from tests.index.conftest import current, edit_manifest

Damage = Callable[[Path], object]
DATABASE = "chroma/chroma.sqlite3"


def check(settings: IndexSettings) -> None:
    vet(current(settings), settings, "words")


def noise(size: int) -> bytes:
    return random.Random(1).randbytes(size)


def overwrite(pattern: str, content: Callable[[bytes], bytes]) -> Damage:
    def damage(folder: Path) -> None:
        paths = list(folder.glob(pattern))
        assert paths
        for path in paths:
            path.write_bytes(content(path.read_bytes()))

    return damage


def half(content: bytes) -> bytes:
    return content[: len(content) // 2]


def scramble(content: bytes) -> bytes:
    return noise(len(content))


def empty(_: bytes) -> bytes:
    return b""


def swap_canaries(manifest: dict) -> None:
    one, other = manifest["canaries"][0], manifest["canaries"][-1]
    one["vector"], other["vector"] = other["vector"], one["vector"]


def test_sound_generations_pass(small, large) -> None:
    check(small)
    check(large)


SMALL_DAMAGE = {
    "no Chroma folder": (lambda folder: shutil.rmtree(folder / "chroma"), "no Chroma store"),
    "no Chroma database": (lambda folder: (folder / DATABASE).unlink(), "no Chroma store"),
    "empty Chroma database": (overwrite(DATABASE, empty), "Chroma failed"),
    "truncated catalogue": (overwrite("catalogue.sqlite", half), "not as it was written"),
    "changed words": (overwrite("words.sqlite", lambda content: content + b"x"), "not as it was written"),
    "no manifest": (lambda folder: (folder / "manifest.json").unlink(), "cannot be read"),
    "no folder": (shutil.rmtree, "cannot be read"),
}


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("damage", SMALL_DAMAGE)
def test_damage_is_found(published, damage) -> None:
    act, message = SMALL_DAMAGE[damage]
    folder = current(published)
    act(folder)
    with pytest.raises(GenerationError, match=message):
        vet(folder, published, "words")


CLAIMS = {
    "swapped canaries": (swap_canaries, "finds something else"),
    "canary that is not there": (
        lambda manifest: manifest["canaries"][0].update(passage_id="nobody/question/0"),
        "searching for nobody/question/0 finds something else",
    ),
    "another count": (lambda manifest: manifest["counts"].update(answers=7), "catalogue does not hold"),
    "other passages": (lambda manifest: manifest.update(ids_digest="0"), "Chroma does not hold the passages"),
}


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("claim", CLAIMS)
def test_a_manifest_that_claims_something_else_is_found(published, claim) -> None:
    act, message = CLAIMS[claim]
    edit_manifest(current(published), act)
    with pytest.raises(GenerationError, match=message):
        check(published)


def test_damage_is_found_in_a_process_of_its_own_too(published) -> None:
    edit_manifest(current(published), swap_canaries)
    with pytest.raises(GenerationError, match="finds something else"):
        check(published)


FOUND = r"damaged|Chroma failed|passages are found|finds something else|is not finite"
LARGE_DAMAGE = [
    pytest.param("*/*/data_level0.bin", scramble, id="scrambled vectors"),
    pytest.param("*/*/header.bin", half, id="half a header"),
    pytest.param("*/*/data_level0.bin", half, id="half the vectors"),
    pytest.param("*/*/header.bin", scramble, id="scrambled header"),
    pytest.param("*/*/index_metadata.pickle", half, id="half the metadata"),
    pytest.param(DATABASE, half, id="half the database"),
    pytest.param(DATABASE, scramble, id="scrambled database"),
]


@pytest.mark.parametrize(("pattern", "content"), LARGE_DAMAGE)
def test_damage_to_chromas_files_is_found_and_survived(large_copy, pattern, content) -> None:
    overwrite(pattern, content)(current(large_copy))
    with pytest.raises(GenerationError, match=FOUND):
        check(large_copy)


@pytest.mark.usefixtures("here")
def test_a_stored_vector_that_is_not_finite_is_found(published, monkeypatch) -> None:
    fetch = VectorStore.fetch

    def with_nan(self, kind, ids=None):
        names, vectors = fetch(self, kind, ids)
        vectors[0, 0] = np.nan
        return names, vectors

    monkeypatch.setattr(VectorStore, "fetch", with_nan)
    with pytest.raises(GenerationError, match="a stored vector is not finite"):
        check(published)


@pytest.mark.usefixtures("here")
def test_neighbours_that_are_not_the_nearest_are_found(published, monkeypatch) -> None:
    edit_manifest(current(published), lambda manifest: manifest.update(canaries=[]))
    nearest = VectorStore.nearest

    def far(self, kind, vector, count, among=None):
        return nearest(self, kind, -vector, count - 5, among)

    monkeypatch.setattr(VectorStore, "nearest", far)
    with pytest.raises(GenerationError, match=r"only \d+ of \d+ nearest question passages are found"):
        check(published)
