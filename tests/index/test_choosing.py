"""Whatever is damaged, the newest sound generation serves, nothing withdrawn comes back, and a build mends it."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest

from index import GenerationError, IndexSettings, NoGenerationError, choose_generation
from index.stores.manifest import Manifest
from tests.index.conftest import ANSWERS, copy_of, current, edit_page, generations, ids, rebuild
from tests.index.test_withdrawing import take

pytestmark = pytest.mark.usefixtures("here")
Damage = Callable[[IndexSettings], object]


@pytest.fixture
def twice(built_twice, tmp_path) -> IndexSettings:
    """A copy of two generations with the newer published."""
    return copy_of(built_twice, tmp_path)


def point(content: bytes) -> Damage:
    return lambda settings: (settings.data / "CURRENT").write_bytes(content)


def link(settings: IndexSettings) -> None:
    (settings.data / "CURRENT").unlink()
    (settings.data / "CURRENT").symlink_to(settings.data / "generations")


def empty(name: str) -> Damage:
    return lambda settings: (current(settings) / name).write_bytes(b"")


NEWEST, OLDER = 1, 0
DAMAGE = {
    "no pointer": (lambda settings: (settings.data / "CURRENT").unlink(), NEWEST),
    "empty pointer": (point(b""), NEWEST),
    "garbage pointer": (point(b"\xff\x00"), NEWEST),
    "pointer outside": (point(b"../../elsewhere"), NEWEST),
    "linked pointer": (link, NEWEST),
    "pointer to a deleted generation": (point(b"20200101T000000000000Z-00000000"), NEWEST),
    "generation deleted": (lambda settings: shutil.rmtree(current(settings)), OLDER),
    "no Chroma": (lambda settings: shutil.rmtree(current(settings) / "chroma"), OLDER),
    "empty Chroma database": (empty("chroma/chroma.sqlite3"), OLDER),
    "empty words": (empty("words.sqlite"), OLDER),
    "empty catalogue": (empty("catalogue.sqlite"), OLDER),
    "empty manifest": (empty("manifest.json"), OLDER),
}


def test_the_published_generation_is_chosen_when_it_is_sound(twice) -> None:
    assert choose_generation(twice, "words") == (current(twice), None)


@pytest.mark.parametrize("damage", DAMAGE)
def test_the_newest_sound_generation_stands_in_until_a_build_mends_it(twice, damage) -> None:
    act, which = DAMAGE[damage]
    expected = generations(twice)[which]
    act(twice)
    folder, problem = choose_generation(twice, "words")
    assert folder.name == expected
    assert problem.endswith(f"again: onrecord index (until then, generation {expected} is served)")
    assert rebuild(twice).embedded == 0
    assert choose_generation(twice, "words") == (current(twice), None)
    assert ids(twice) == ANSWERS


def test_where_none_is_sound_it_says_what_is_wrong_with_the_published_one(twice) -> None:
    for name in generations(twice):
        (twice.data / "generations" / name / "words.sqlite").write_bytes(b"")
    with pytest.raises(GenerationError, match=f"{current(twice).name}/words.sqlite: is gone or not as it was written"):
        choose_generation(twice, "words")


def test_nothing_published_is_its_own_error(tmp_path) -> None:
    with pytest.raises(NoGenerationError):
        choose_generation(IndexSettings(data=tmp_path), "words")


@pytest.fixture
def brought_back(twice, tmp_path) -> IndexSettings:
    """An answer was withdrawn; the published generation is damaged, and an older one that shows it is back."""
    older = current(twice)
    kept = shutil.copytree(older, tmp_path / "kept")
    take(twice)
    shutil.copytree(kept, older)
    empty("words.sqlite")(twice)
    return twice


LOST = {
    "nothing": lambda settings: None,
    "the pages": lambda settings: shutil.rmtree(settings.seeds),
    "the manifest": empty("manifest.json"),
    "both": lambda settings: (empty("manifest.json")(settings), shutil.rmtree(settings.seeds)),
    "the pointer and the pages": lambda settings: (point(b"")(settings), shutil.rmtree(settings.seeds)),
    "the generation": lambda settings: shutil.rmtree(current(settings)),
    "the list": lambda settings: (settings.seeds / "withdrawn.toml").write_text("["),
}


@pytest.mark.parametrize("lost", LOST)
def test_nothing_stands_in_that_shows_what_was_withdrawn(brought_back, lost) -> None:
    LOST[lost](brought_back)
    with pytest.raises(GenerationError):
        choose_generation(brought_back, "words")


def test_nothing_stands_in_when_nobody_knows_what_was_withdrawn(twice) -> None:
    empty("manifest.json")(twice)
    shutil.rmtree(twice.seeds)
    with pytest.raises(GenerationError, match="is no manifest"):
        choose_generation(twice, "words")


def test_an_older_generation_without_it_stands_in(twice) -> None:
    take(twice)
    older = current(twice)
    edit_page(twice, "average speed", "mean speed", "roads.txt")
    rebuild(twice)
    assert Manifest.read(current(twice)).withheld == Manifest.read(older).withheld != ()
    empty("words.sqlite")(twice)
    assert choose_generation(twice, "words")[0] == older
