"""Two short pages in the style of the seeds, and the record built from them with the fake model."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest

from index import BuildReport, Index, IndexSettings, build
from index.generation import Generation
from index.stores.generations import DataFolder
from tests import pages
from tests.conftest import ROOT
from tests.fakes import WordEmbedder, quiet
from tests.pages import RURAL, write_pages

hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")

ROADS = pages.ROADS.partition("\nHorses\n")[0]

ALTERNATES = """["rural.txt"]
2 = ["Do farmers get their machines back?", "Who hears of tractors that were taken?"]
"""

ANSWERS = ["roads-q1", "roads-q2", "roads-q3", "rural-q1", "rural-q2", "rural-q3"]


def current(settings: IndexSettings) -> Path:
    """The folder of the published generation."""
    return Index.published(settings)


def generations(settings: IndexSettings) -> list[str]:
    """Everything in the folder of generations, unfinished builds too."""
    return sorted(path.name for path in DataFolder(settings.data).generations.iterdir())


def edit_page(settings: IndexSettings, old: str, new: str, name: str = "rural.txt") -> None:
    path = settings.seeds / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def edit_manifest(folder: Path, change: Callable[[dict], object]) -> None:
    path = folder / "manifest.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(json.dumps(content), encoding="utf-8")


def rebuild(settings: IndexSettings, embedder: WordEmbedder | None = None, **more: bool) -> BuildReport:
    """Build with the fake model."""
    return build(settings, embedder or WordEmbedder(), quiet, **more)


def ids(settings: IndexSettings) -> list[str]:
    """The ids of the published answers."""
    index = Index.open(settings, WordEmbedder())
    with index.lease() as generation:
        found = [answer.id for answer in generation.catalogue.answers()]
    index.close()
    return found


def publish(settings: IndexSettings, which: int) -> None:
    """Point to a generation, by age."""
    (settings.data / "CURRENT").write_text(generations(settings)[which])


def start_python(code: str, *args: str | Path) -> subprocess.Popen[str]:
    """Python in a process group of its own; what it prints can be read line by line."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, args)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def built(root: Path, **pages: str) -> IndexSettings:
    """The given pages, published."""
    settings = IndexSettings(seeds=write_pages(root / "seeds", **pages), data=root / "data")
    build(settings, WordEmbedder(), quiet)
    return settings


def copy_of(settings: IndexSettings, to: Path) -> IndexSettings:
    """Pages and data in another folder; a data folder is self-contained."""
    shutil.copytree(settings.seeds, to / "seeds")
    shutil.copytree(settings.data, to / "data")
    return settings.model_copy(update={"seeds": to / "seeds", "data": to / "data"})


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> IndexSettings:
    """The two pages, published; to be read only."""
    folder = tmp_path_factory.mktemp("small")
    seeds = write_pages(folder / "seeds", rural=RURAL, roads=ROADS)
    (seeds / "alternates.toml").write_text(ALTERNATES, encoding="utf-8")
    return built(folder)


@pytest.fixture
def published(small: IndexSettings, tmp_path: Path) -> IndexSettings:
    """A copy of the two pages and their published record, to do anything with."""
    return copy_of(small, tmp_path)


@pytest.fixture(scope="session")
def built_twice(small: IndexSettings, tmp_path_factory: pytest.TempPathFactory) -> IndexSettings:
    """The two pages in two generations: owners were told within a day, then at once; to be read only."""
    settings = copy_of(small, tmp_path_factory.mktemp("twice"))
    edit_page(settings, "told within a day", "told at once")
    rebuild(settings)
    return settings


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> IndexSettings:
    """A published record of more than 1,000 sentences, above which Chroma writes HNSW files; to be read only."""
    chance = random.Random(7)
    words = ["".join(chance.choices("aeioubdklmnprst", k=6)) for _ in range(3000)]
    sentences = [" ".join(chance.choices(words, k=12)).capitalize() + "." for _ in range(1100)]
    pairs = [
        f"Q{number}) {' '.join(chance.choices(words, k=9)).capitalize()}?\n\nConstabulary’s Response\n\n"
        + " ".join(sentences[number * 100 - 100 : number * 100])
        for number in range(1, 12)
    ]
    page = "Performance Scrutiny Meeting (6 July 2022)\n\nPublic Questions Submitted\n\n" + "\n\n".join(pairs)
    return built(tmp_path_factory.mktemp("large"), large=page)


@pytest.fixture
def large_copy(large: IndexSettings, tmp_path: Path) -> IndexSettings:
    """A copy of the large record, to damage."""
    return copy_of(large, tmp_path)


@pytest.fixture(scope="session")
def generation(small: IndexSettings) -> Iterator[Generation]:
    """The two pages' generation, open."""
    opened = Generation.open(current(small), small, WordEmbedder().fingerprint)
    yield opened
    opened.close()


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """What builders do in child processes is done in this one: faster, where nothing can crash it."""
    for module in ("building", "vetting"):
        monkeypatch.setattr(f"index.{module}.in_child", lambda function, *args: function(*args))
