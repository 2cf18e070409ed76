"""What a generation says of itself; whoever opens one checks it against what is there."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from ..errors import GenerationError
from ..passages import PassageKind

SCHEMA_VERSION = 7
FILE_NAME = "manifest.json"


class Canary(BaseModel):
    """A vector and the passage that has to come back first when it is searched for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: PassageKind
    passage_id: str
    vector: list[float]


class Manifest(BaseModel):
    """Everything that decides whether a generation can be opened, and whether its answers can be trusted."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    schema_version: int
    generation: str
    created: dt.datetime
    source_digest: str
    """Of everything that the generation was made from, software too."""
    pages: Mapping[str, str]
    """File name of each page and the sha256 of its bytes."""
    withheld: tuple[str, ...]
    """What was kept out of it; an older generation that lacks one of these still holds it."""
    notes: Mapping[str, str]
    """File name of each page and a digest of what is known of its meeting."""
    wordings: Mapping[str, str]
    """File name of each page and a digest of its answers' further wordings."""
    answers: Mapping[str, str]
    """Id of each answer and a digest of what it says, wherever on the page it stands."""
    reader_versions: Mapping[str, str]
    """File name of each page and the version of what read it."""
    parser_version: str
    chunking: str
    model: str
    model_fingerprint: str
    dimension: int
    metric: str
    chromadb_version: str
    counts: Mapping[str, int]
    ids_digest: str
    files: Mapping[str, str]
    """SQLite files of this generation and their sha256; Chroma changes its own when it is opened."""
    canaries: tuple[Canary, ...]

    def write(self, folder: Path) -> None:
        """Write into a generation's folder."""
        (folder / FILE_NAME).write_text(self.model_dump_json(indent=1), encoding="utf-8")

    @classmethod
    def made_by_another_version(cls, folder: Path) -> bool:
        """Whether a generation's manifest cannot be read because this software wrote it in another form."""
        try:
            version = json.loads((folder / FILE_NAME).read_bytes())["schema_version"]
        except (OSError, ValueError, LookupError, TypeError):
            return False
        return isinstance(version, int) and version != SCHEMA_VERSION

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Read from a generation's folder; one that cannot be read is a GenerationError."""
        path = folder / FILE_NAME
        try:
            return cls.model_validate_json(path.read_bytes())
        except OSError as error:
            raise GenerationError(f"{path}: cannot be read ({error.strerror}). Build again: onrecord index") from None
        except ValidationError as error:
            raise GenerationError(
                f"{path}: is no manifest of this software ({error.error_count()} faults). Build again: onrecord index"
            ) from None


def digest(parts: Iterable[str]) -> str:
    """One sha256 over texts in order."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
