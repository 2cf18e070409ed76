"""Which generation is served: the published one, or one that can stand in when that is damaged.

Nothing stands in that shows what was withdrawn since it was built.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from .errors import CurationError, GenerationError
from .settings import IndexSettings
from .stores.generations import DataFolder
from .stores.manifest import Manifest
from .vetting import vet
from .withdrawals import read_withdrawals, shown_in


def choose_generation(settings: IndexSettings, fingerprint: str) -> tuple[Path, str | None]:
    """The folder of the generation to serve, vetted, and what is wrong with the published one if it is another.

    Raises NoGenerationError when nothing was ever published, GenerationError when nothing there can be served.
    """
    data = DataFolder(settings.data)
    try:
        folder = data.folder(data.current())
        vet(folder, settings, fingerprint)
    except GenerationError as error:
        stand_in = find_stand_in(settings, fingerprint)
        if stand_in is None:
            raise
        return stand_in, f"{error} (until then, generation {stand_in.name} is served)"
    return folder, None


def find_stand_in(settings: IndexSettings, fingerprint: str) -> Path | None:
    """The newest generation, vetted, that can be served while the published one cannot."""
    data = DataFolder(settings.data)
    published = _named(data)
    for folder in data.newest_first():
        with suppress(GenerationError, CurationError):
            if folder != published and _shows_nothing_withdrawn(folder, published or data.newest_first()[0], settings):
                vet(folder, settings, fingerprint)
                return folder
    return None


def _named(data: DataFolder) -> Path | None:
    """The folder of what the pointer names, there or not; None where it names nothing."""
    with suppress(GenerationError):
        return data.folder(data.named())
    return None


def _shows_nothing_withdrawn(folder: Path, latest: Path, settings: IndexSettings) -> bool:
    """By the file beside the pages and by what the latest generation keeps out; with neither, nobody knows."""
    withheld = set(Manifest.read(folder).withheld)
    if shown_in(withheld, read_withdrawals(settings.seeds)):
        return False
    try:
        return withheld >= set(Manifest.read(latest).withheld)
    except GenerationError:
        return settings.seeds.is_dir()
