"""Files in one archive or folder, with a list of their digests: written in one step, read whole or not at all."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from .errors import ExportError
from .stores.files import replace_file, sync

LIST = "export.json"
ENDING = ".zip"
_LARGEST = 2 * 1024**3  # bytes, unpacked
_THEN = (1980, 1, 1, 0, 0, 0)  # the same files are the same archive, whenever it was written
_DAMAGE = (OSError, EOFError, ValueError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error)


def write_archive(path: Path, about: Mapping[str, object], files: Mapping[str, bytes]) -> None:
    """Write files into a new archive, or folder if the name does not end in .zip; a crash leaves all of it or nothing.

    `about` goes into the list.
    """
    if path.exists():
        raise ExportError(f"{path}: is there already, and nothing is written over. Name another file.")
    digests = {name: _sha256(content) for name, content in sorted(files.items())}
    listed = json.dumps({**about, "files": digests}, ensure_ascii=False, indent=1) + "\n"
    everything = {LIST: listed.encode(), **{name: files[name] for name in digests}}
    try:
        _check(list(everything), sum(map(len, everything.values())))
    except ValueError as error:
        raise ExportError(
            f"{path}: could not be read again, so it was not written: {error}. Rename the file."
        ) from None
    if path.suffix.lower() == ENDING:
        replace_file(path, _zipped(everything))
    else:
        write_folder(path, everything)


def write_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder of files, which appears whole; it must not be there, or be empty."""
    aside = path.with_name(f".{path.name}.new")
    if aside.exists():
        shutil.rmtree(aside)
    aside.mkdir(parents=True)
    for name, content in files.items():
        (aside / name).parent.mkdir(parents=True, exist_ok=True)
        (aside / name).write_bytes(content)
    for each in [*sorted(aside.rglob("*")), aside]:
        sync(each)
    aside.rename(path)
    sync(path.parent)


def read_archive(path: Path) -> tuple[dict[str, object], dict[str, bytes]]:
    """What the list says, and the files. An archive that is foreign, cut short or altered is an ExportError."""
    try:
        files = _folder(path) if path.is_dir() else _unzipped(path)
        about = json.loads(files.pop(LIST))
        digests = about.pop("files")
        differing = [name for name in digests.keys() | files.keys() if digests.get(name) != _digest_in(files, name)]
    except (KeyError, AttributeError, TypeError, *_DAMAGE) as error:
        raise ExportError(
            f"{path}: is no export of On Record, or was cut short ({type(error).__name__}: {error}). "
            "Nothing was imported; take another copy."
        ) from None
    if differing:
        raise ExportError(
            f"{path}: {min(differing)} is not as it was exported, or was added or taken away. Nothing was imported; "
            "take another copy."
        )
    return about, files


def _zipped(files: Mapping[str, bytes]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _THEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            zipped.writestr(entry, content)
    return archive.getvalue()


def _unzipped(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as zipped:
        names = zipped.namelist()
        _check(names, sum(entry.file_size for entry in zipped.infolist()))
        return {name: zipped.read(name) for name in names}


def _folder(path: Path) -> dict[str, bytes]:
    found = [each for each in sorted(path.rglob("*")) if each.is_symlink() or not each.is_dir()]
    if links := [each.name for each in found if each.is_symlink()]:
        raise ValueError(f"{links[0]} is a link")
    files = {each.relative_to(path).as_posix(): each for each in found}
    _check(list(files), sum(each.stat().st_size for each in found))
    return {name: each.read_bytes() for name, each in files.items()}


def _check(names: list[str], size: int) -> None:
    """No name may lead out of the folder it is written to, hide there, or stand twice."""
    if size > _LARGEST:
        raise ValueError("it is too large")
    if len(set(names)) < len(names):
        raise ValueError("a name stands in it twice")
    for name in names:
        parts = PurePosixPath(name).parts
        if "/".join(parts) != name or any(part[0] in "./" or set(part) & set("\\:\0") for part in parts):
            raise ValueError(f"{name!r} is no name of a file of an export")


def _digest_in(files: Mapping[str, bytes], name: str) -> str | None:
    return _sha256(files[name]) if name in files else None


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
