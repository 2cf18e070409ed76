"""The files of Chroma's HNSW index: what they hold beyond their vectors.

Chroma writes room for vectors that are not there (yet) as it lies in memory, so that anything the process ever held
may stand in a file: words that were withdrawn, a command line, a question.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from ..errors import GenerationError

_HEADER = struct.Struct("<iQQQQQQiIQQQdQ")  # version, offset of links, room, vectors, bytes a vector, nine others
_VERSION = 1
_LENGTH = 4  # bytes that say how long a vector's links are
_METADATA = "index_metadata.pickle"


def wipe_unused(folder: Path) -> None:
    """Overwrite with zeros whatever the files of a closed Chroma folder hold beyond their vectors."""
    for path, start in _unused(folder):
        with path.open("r+b") as file:
            room = file.seek(0, 2) - start
            file.seek(start)
            file.write(bytes(max(0, room)))


def check_unused(folder: Path) -> None:
    """GenerationError when a file of a Chroma folder holds anything beyond its vectors."""
    for path, start in _unused(folder):
        with path.open("rb") as file:
            file.seek(start)
            if any(file.read()):
                raise GenerationError(
                    f"{path}: is damaged, or holds more than its vectors. Build the index again: onrecord index"
                )


def _unused(folder: Path) -> Iterator[tuple[Path, int]]:
    """Each file that has room for vectors, and from where on that is unused."""
    for header in sorted(folder.glob("*/header.bin")):
        at, content = header.parent, header.read_bytes()
        known = len(content) == _HEADER.size and (at / _METADATA).is_file()
        version, _, _, vectors, size = _HEADER.unpack(content)[:5] if known else (0, 0, 0, 0, 0)
        if version != _VERSION or not vectors:
            raise GenerationError(
                f"{at}: these HNSW files are damaged, or Chroma wrote them in a way that this software does not know. "
                "Install the chromadb of constraints.txt, then build again: onrecord index"
            )
        yield at / "data_level0.bin", vectors * size
        yield at / "length.bin", vectors * _LENGTH
