"""Disks that run full and folders that cannot be written, for real; tests are skipped where nobody may mount any."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest


@contextmanager
def small_disk(path: Path, size: str = "8m") -> Iterator[Path]:
    """A disk of its own, of that size."""
    path.mkdir()
    with _mounted(["-t", "tmpfs", "-o", f"size={size}", "tmpfs", path], path):
        yield path


@contextmanager
def read_only(path: Path) -> Iterator[None]:
    """A folder that nobody can write, root neither."""
    with _mounted(["--bind", path, path], path):
        _mount("-o", "remount,ro,bind", path)
        yield


def fill(disk: Path) -> None:
    """Take all the room that is left, with a file `filler`."""
    with (disk / "filler").open("ab", buffering=0) as file:
        for size in (65536, 1):
            with suppress(OSError):
                while True:
                    file.write(bytes(size))
    assert shutil.disk_usage(disk).free == 0


@contextmanager
def _mounted(how: list[str | Path], path: Path) -> Iterator[None]:
    if os.geteuid():
        pytest.skip("only root can mount a disk")
    try:
        _mount(*how)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no disk can be mounted here: {error}")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", path], check=True)


def _mount(*how: str | Path) -> None:
    subprocess.run(["mount", *map(str, how)], check=True, capture_output=True)
