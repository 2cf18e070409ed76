"""onrecord export, import: the whole record out, for other programs or as a backup, and back in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from index import Audience, ExportReport, Index, export, import_record, open_model

from ..office.sheets import write_sheet
from .console import DataOption, JsonOption, errors, print_json, settings_with
from .index import Built, built_of, say_built, showing

SeedsOption = Annotated[Path | None, typer.Option(help="Folder of the pages (seeds).", show_default=False)]


@dataclass(frozen=True, slots=True)
class Exported:
    """What export prints with --json."""

    path: str
    audience: Audience
    importable: bool
    generation: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Imported:
    """What import prints with --json. `same`: the record is the exported one, byte for byte."""

    same: bool
    former: str | None
    built: Built


def export_record(
    to: Annotated[
        Path | None, typer.Argument(help="A new file ending in .zip, or a new folder.", show_default=False)
    ] = None,
    office: Annotated[
        bool, typer.Option("--office", help="The office's own copy: also what was withdrawn, by whom and why.")
    ] = False,
    data: DataOption = None,
    seeds: SeedsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the whole record as JSON Lines and CSV, and what it can be built from again; for the public by default."""
    settings = settings_with(data, seeds).index
    path = to or Path(f"on-record-{Index.published(settings).name}.zip")
    report = export(settings, path, Audience.OFFICE if office else Audience.PUBLIC, write_sheet)
    if as_json:
        print_json(_exported(report))
    errors.print(f"exported to {escape(str(path))}: {report.counts['answers']} answers", soft_wrap=True)
    if office:
        errors.print(
            "it holds the pages as captured, with everything that was withdrawn: keep it in the office", soft_wrap=True
        )
    elif not report.importable:
        errors.print(
            "something was withdrawn, so the pages as captured are not in it and it cannot be imported; a backup is "
            "made with --office",
            soft_wrap=True,
        )


def import_export(
    archive: Annotated[Path, typer.Argument(help="A file or folder that onrecord export wrote.", show_default=False)],
    replace: Annotated[bool, typer.Option(help="Put pages that are there aside, as seeds.before-import.")] = False,
    allow_shrink: Annotated[bool, typer.Option(help="Publish even if answers would be lost.")] = False,
    data: DataOption = None,
    seeds: SeedsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Bring an export's pages back and build the index from them; nothing is written over unasked."""
    settings = settings_with(data, seeds).index
    model = open_model(settings)
    with showing() as progress:
        report = import_record(settings, model, progress, archive, replace=replace, allow_shrink=allow_shrink)
    if as_json:
        print_json(Imported(report.same, str(report.former) if report.former else None, built_of(report.built)))
    say_built(report.built)
    if report.former:
        errors.print(f"the pages that were there before are in {escape(str(report.former))}", soft_wrap=True)
    what = (
        "the record is the exported one, byte for byte"
        if report.same
        else "the pages are the exported ones, but another version of this software reads them: look at onrecord doctor"
    )
    errors.print(what, soft_wrap=True)


def _exported(report: ExportReport) -> Exported:
    return Exported(
        path=str(report.path),
        audience=report.audience,
        importable=report.importable,
        generation=report.generation,
        counts=report.counts,
    )
