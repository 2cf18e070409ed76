"""An export back into the pages that it was made of, and the record built from them: a move, or a backup restored."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from .archives import read_archive, write_folder
from .building import BuildReport, build_locked
from .embedding import Embedder
from .errors import BuildError, ExportError, RecordError
from .exporting import FORMAT, SEEDS
from .generation import CATALOGUE
from .reading import Progress
from .settings import IndexSettings
from .stores.files import alone
from .stores.generations import DataFolder
from .stores.manifest import Manifest
from .withdrawals import read_withdrawals

_ASIDE = ".before-import"


class _About(BaseModel):
    """What has to be known of an export before it is taken in."""

    model_config = ConfigDict(frozen=True)

    format: Literal["On Record export 1"]
    importable: bool
    catalogue: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The build that an import ended with. `same`: the catalogue is the exported one, byte for byte.

    `former` is where the pages were put that stood in the folder before.
    """

    built: BuildReport
    same: bool
    former: Path | None


def import_record(
    settings: IndexSettings,
    embedder: Embedder,
    progress: Progress,
    archive: Path,
    *,
    replace: bool = False,
    allow_shrink: bool = False,
) -> ImportReport:
    """Put an export's pages into `settings.seeds` and build the record from them.

    Pages that are there are only put aside if `replace` says so, and stay beside the new ones. Raises ExportError with
    nothing changed when the export is foreign, damaged or not whole; BuildError when the pages are in, but not indexed.
    """
    about, files = _checked(archive)
    data = DataFolder(settings.data)
    with data.locked():
        try:
            former = _put(settings.seeds, files, replace)
        except OSError as error:
            raise ExportError(f"{settings.seeds}: cannot be written ({error}). Nothing was imported.") from error
        try:
            built = build_locked(data, settings, embedder, progress, allow_shrink=allow_shrink)
        except RecordError as error:
            raise BuildError(f"the pages are in {settings.seeds}, but the index is not of them: {error}") from error
        same = Manifest.read(data.folder(built.generation)).files[CATALOGUE] == about.catalogue
    return ImportReport(built, same, former)


def _checked(archive: Path) -> tuple[_About, dict[str, bytes]]:
    """The list of an export that can be imported, and the files of the folder of pages."""
    listed, files = read_archive(archive)
    try:
        about = _About.model_validate(listed)
    except ValidationError as error:
        where = ", ".join(str(each["loc"][0]) for each in error.errors())
        raise ExportError(
            f"{archive}: is no {FORMAT} ({where}). Nothing was imported. Was it made by another version?"
        ) from None
    if not about.importable:
        raise ExportError(
            f"{archive}: was made for the public, without the pages that something was withdrawn from, so the record "
            "cannot be built from it. Nothing was imported; take the office's own: onrecord export --office"
        )
    return about, {name.removeprefix(SEEDS): content for name, content in files.items() if name.startswith(SEEDS)}


def _refuse_publishing(seeds: Path, ready: Path) -> None:
    """What was withdrawn since an export was made must not come back with it."""
    known = {each.model_copy(update={"restored": None}) for each in read_withdrawals(ready)}
    missing = [each.answer for each in read_withdrawals(seeds) if each.restored is None and each not in known]
    if missing:
        raise ExportError(
            f"{seeds}: {', '.join(missing[:5])} would be published again: withdrawn there, and not in this export, "
            "which is older or for the public. Nothing was imported. Import into an empty folder (--seeds), and put "
            "the present withdrawn.toml into it before you serve it; or restore these first."
        )


def _put(seeds: Path, files: Mapping[str, bytes], replace: bool) -> Path | None:
    """The files in a folder of their own, in one step; what stood there before is beside it."""
    former, ready = seeds.with_name(seeds.name + _ASIDE), seeds.with_name(f".{seeds.name}.imported")
    if former.exists() and ready.exists() and not seeds.exists():
        former.rename(seeds)  # an import was killed between its two steps
    seeds.mkdir(parents=True, exist_ok=True)
    with alone(seeds):
        there = any(seeds.iterdir())
        if there and not replace:
            raise ExportError(
                f"{seeds}: holds pages already. Nothing was imported; name another folder (--seeds), or put them aside "
                "with --replace."
            )
        if there and former.exists():
            raise ExportError(f"{former}: still holds what an earlier import put aside. Move it away first.")
        shutil.rmtree(ready, ignore_errors=True)
        write_folder(ready, files)
        if there:
            _refuse_publishing(seeds, ready)
            _exchange(seeds, ready, former)
        else:
            ready.rename(seeds)
    return former if there else None


def _exchange(seeds: Path, ready: Path, former: Path) -> None:
    """Put the present folder aside and the other in its place; when that fails, all is as it was."""
    seeds.rename(former)
    try:
        ready.rename(seeds)
    except OSError:
        former.rename(seeds)
        raise
