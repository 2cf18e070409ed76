"""The whole record for other programs, and everything that it can be built from again.

For the public nothing goes along that was withdrawn; the office's own copy holds the pages as captured.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from .archives import write_archive
from .errors import ExportError
from .generation import CATALOGUE, check_manifest
from .provenance import source_digest
from .reading import Reading, read_all, seed_files
from .settings import IndexSettings
from .stores.catalogue import Catalogue
from .stores.generations import DataFolder
from .stores.manifest import Manifest
from .tables import tables_of
from .withdrawals import FILE_NAME as WITHDRAWN

FORMAT = "On Record export 1"
SEEDS = "seeds/"
WriteSheet = Callable[[Sequence[str], Iterable[Sequence[str]]], bytes]
"""Columns' names and rows of cells as the bytes of a CSV file."""


class Audience(StrEnum):
    """Whom an export is for."""

    PUBLIC = "public"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was exported. Without `importable` the pages as captured are not in it, since something was withdrawn."""

    path: Path
    audience: Audience
    importable: bool
    generation: str
    counts: Mapping[str, int]


def export(settings: IndexSettings, to: Path, audience: Audience, write_sheet: WriteSheet) -> ExportReport:
    """Write the published record into a new archive (`.zip`) or folder; ExportError when that cannot be done."""
    data = DataFolder(settings.data)
    data.current()
    try:
        with data.locked():
            folder = data.folder(data.current())
            manifest = Manifest.read(folder)
            check_manifest(folder, manifest, manifest.model_fingerprint)
            reading = read_all(settings.seeds, lambda *_: None, data.parses)
            if manifest.source_digest != source_digest(reading.pages, manifest.model_fingerprint):
                raise ExportError(
                    f"{settings.data}: the index is not of the pages in {settings.seeds} as they are now. Build it "
                    "first: onrecord index"
                )
            importable = audience is Audience.OFFICE or not any(page.withheld for page in reading.pages)
            files = _record(reading, folder, write_sheet) | _texts(reading)
            files |= _seeds(settings.seeds, reading, audience) if importable else {}
            write_archive(to, _about(manifest, audience, importable), files)
    except OSError as error:
        raise ExportError(f"{to}: cannot be written ({error}). Look for a full disk or missing rights.") from error
    return ExportReport(to, audience, importable, manifest.generation, manifest.counts)


def _about(manifest: Manifest, audience: Audience, importable: bool) -> dict[str, object]:
    software = {"parser": manifest.parser_version, "chunking": manifest.chunking, "model": manifest.model}
    return {
        "format": FORMAT,
        "for": audience,
        "importable": importable,
        "generation": manifest.generation,
        "created": manifest.created.isoformat(),
        "software": software,
        "catalogue": manifest.files[CATALOGUE],
        "counts": dict(manifest.counts),
    }


def _record(reading: Reading, generation: Path, write_sheet: WriteSheet) -> dict[str, bytes]:
    """Every table as JSON Lines and as CSV."""
    catalogue = Catalogue.open(generation / CATALOGUE)
    relations = catalogue.relations()
    catalogue.close()
    files = {}
    for table in tables_of(reading.pages, relations):
        lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in table.rows]
        cells = [[_cell(row[column]) for column in table.columns] for row in table.rows]
        files[f"{table.name}.jsonl"] = "".join(lines).encode()
        files[f"{table.name}.csv"] = write_sheet(table.columns, cells)
    return files


def _texts(reading: Reading) -> dict[str, bytes]:
    """The pages' text as it is served, which offsets count the characters of."""
    return {f"pages/{page.page.id}.txt": page.page.text.encode() for page in reading.pages}


def _seeds(folder: Path, reading: Reading, audience: Audience) -> dict[str, bytes]:
    """The files that the record is built from; who withdrew what, and why, is for the office alone."""
    names = {path.relative_to(folder).as_posix(): path for path in seed_files(folder, reading)}
    if audience is Audience.PUBLIC:
        names.pop(WITHDRAWN, None)
    return {SEEDS + name: path.read_bytes() for name, path in names.items()}


def _cell(value: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
