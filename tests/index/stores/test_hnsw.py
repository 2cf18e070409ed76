"""No byte of a Chroma folder is memory of the process that wrote it, or of one that reads it."""

from __future__ import annotations

import hashlib
import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from index import GenerationError
from index.stores.hnsw import check_unused, wipe_unused
from tests.conftest import ROOT

CANARY = b"canaryzzyx"
FILLED = 0x43  # what the C library puts into memory that is freed, and its complement into memory that is handed out
CHROMA = """
import ctypes, sys
from pathlib import Path
import numpy as np
from index.passages import Passage, PassageKind
from index.stores.vectors import VectorStore, write_vectors

library = ctypes.CDLL(None)
library.malloc.restype = ctypes.c_void_p
print("filled" if set(ctypes.string_at(library.malloc(4000), 4000)[64:]) == {0xBC} else "not filled")
remembered = [b"canaryzzyx" * (size // 10) for size in (60, 500, 4000, 40_000, 400_000) for _ in range(50)]
del remembered

def write(folder, counts):
    passages = [
        Passage(f"a/{kind}/{at}", f"a{at % 7}", kind, 0, 1, "x")
        for kind, count in zip(PassageKind, counts, strict=True) for at in range(int(count))
    ]
    write_vectors(folder, "g", passages, np.random.default_rng(1).normal(size=(len(passages), 48)).astype(np.float32))

def read(folder, counts):
    store = VectorStore.open(folder, "g")
    for kind in PassageKind:
        store.nearest(kind, np.ones(48, np.float32), 5)
        store.nearest(kind, np.ones(48, np.float32), 5, {"a0"})
        store.fetch(kind)
    store.close()

for counts in sys.argv[3:]:
    globals()[sys.argv[1]](Path(sys.argv[2]) / counts, counts.split("-"))
"""
COUNTS = ["1-0-2", "2-30-3", "99-100-101", "200-201-450", "5-0-1300"]


def python(what: str, folder: Path) -> None:
    """Write or read folders of so many vectors of each kind, in a process whose memory is never clean."""
    ran = subprocess.run(
        [sys.executable, "-c", CHROMA, what, str(folder), *COUNTS],
        cwd=ROOT,
        env=os.environ | {"MALLOC_PERTURB_": str(FILLED)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    if ran.stdout == "not filled\n":
        pytest.skip("this C library does not fill memory when it is asked to")


def remembered(folder: Path) -> list[str]:
    """The files that hold memory of a process."""
    signs = (bytes([FILLED]) * 6, bytes([FILLED ^ 0xFF]) * 6, CANARY, CANARY[5:] + CANARY[:5])
    return [
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and any(s in path.read_bytes() for s in signs)
    ]


def hashes(folder: Path) -> dict[str, str]:
    """The index's files; Chroma's database changes when it is opened."""
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*/*/*")}


def test_neither_writing_nor_reading_leaves_memory_in_a_file(tmp_path: Path) -> None:
    python("write", tmp_path)
    assert remembered(tmp_path) == []
    written = hashes(tmp_path)
    kinds = sum(int(count) > 0 for counts in COUNTS for count in counts.split("-"))
    assert len(written) == 5 * kinds
    python("read", tmp_path)
    assert hashes(tmp_path) == written
    assert remembered(tmp_path) == []


def header(version: int, vectors: int) -> bytes:
    return struct.pack("<iQQQQ64x", version, 0, 5, vectors, 8)


@pytest.fixture
def segment(tmp_path: Path) -> Path:
    """One collection's files, of three vectors of eight bytes and room for two more."""
    folder = tmp_path / "segment"
    folder.mkdir()
    (folder / "header.bin").write_bytes(header(1, 3))
    (folder / "data_level0.bin").write_bytes(b"v" * 24 + b"secret words tha")
    (folder / "length.bin").write_bytes(b"l" * 12 + b"t went x")
    (folder / "index_metadata.pickle").write_bytes(b"m")
    return folder


@pytest.mark.parametrize(("name", "start"), [("data_level0.bin", 24), ("length.bin", 12)])
def test_what_lies_beyond_the_vectors_is_found_and_wiped(segment: Path, name: str, start: int) -> None:
    before = (segment / name).read_bytes()
    wipe_unused(segment.parent)
    check_unused(segment.parent)
    assert (segment / name).read_bytes() == before[:start].ljust(len(before), b"\0")
    (segment / name).write_bytes(before)
    with pytest.raises(GenerationError, match=f"{name}: is damaged, or holds more than its vectors"):
        check_unused(segment.parent)


@pytest.mark.parametrize("wrong", ["version", "count", "metadata", "half"])
def test_files_of_another_form_are_refused(segment: Path, wrong: str) -> None:
    if wrong == "metadata":
        (segment / "index_metadata.pickle").unlink()
    elif wrong == "half":
        (segment / "header.bin").write_bytes(header(1, 3)[:50])
    else:
        version, vectors = (2, 3) if wrong == "version" else (1, 0)
        (segment / "header.bin").write_bytes(header(version, vectors))
    with pytest.raises(GenerationError, match="in a way that this software does not know"):
        wipe_unused(segment.parent)
