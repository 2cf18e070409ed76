"""`captures.toml` beside the pages: where each page comes from, when it was captured, and which captures went before.

The earlier captures themselves are in `earlier/<stem>/`, byte for byte; captures that would lose answers, and wait for
somebody to look at them, in `held-back/`.
"""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints, TypeAdapter, ValidationError

from .errors import CurationError
from .stores.files import replace_file
from .toml_tables import values_of, why

FILE_NAME = "captures.toml"
EARLIER = "earlier"
HELD_BACK = "held-back"
_HEAD = """# What `onrecord fetch` knows of the captures of each page, by the name of its file without the ending.
# Times are UTC; a page or an earlier capture that was supplied by hand has none. The words stand in the files alone.
"""
_Line = Annotated[str, StringConstraints(min_length=1, max_length=2000, pattern=r"^[^\x00-\x1f\x7f]+$")]
_Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
_FileName = Annotated[str, StringConstraints(pattern=r"^[\w.-]+$", max_length=100)]


class EarlierCapture(BaseModel):
    """A capture that another one took the place of; `checked` is when the site last had it so."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: _FileName
    sha256: _Sha256
    captured: AwareDatetime | None = None
    checked: AwareDatetime | None = None


class PageCaptures(BaseModel):
    """One table: the present capture, what its site said of it, and the earlier ones, oldest first.

    `gone` is the day on which the page was first missing (404 or 410).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    address: _Line
    status: int
    sha256: _Sha256
    media_type: _Line
    captured: AwareDatetime | None = None
    checked: AwareDatetime | None = None
    etag: _Line | None = None
    last_modified: _Line | None = None
    gone: dt.date | None = None
    earlier: tuple[EarlierCapture, ...] = ()


_FILE = TypeAdapter(dict[str, PageCaptures])


def read_captures(folder: Path) -> dict[str, PageCaptures]:
    """What is known by the stem of each page's file; CurationError when the file cannot be read."""
    path = folder / FILE_NAME
    if not path.exists():
        return {}
    try:
        return _FILE.validate_python(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except ValidationError as error:
        reason = why(error, "file")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        reason = str(error)
    raise CurationError(f"{path}: cannot be read ({reason}). Mend it, or bring back its last version.")


def write_captures(folder: Path, known: Mapping[str, PageCaptures]) -> None:
    """Replace the file in one step; whoever calls holds the folder."""
    tables = (_table(stem, known[stem]) for stem in sorted(known))
    replace_file(folder / FILE_NAME, "\n".join([_HEAD, *tables]))


def _table(stem: str, known: PageCaptures) -> str:
    name = json.dumps(stem)
    lines = [f"[{name}]", *_lines(known)]
    for each in known.earlier:
        lines += [f"[[{name}.earlier]]", *_lines(each)]
    return "\n".join(lines) + "\n"


def _lines(model: BaseModel) -> Iterator[str]:
    return (f"{name} = {value}" for name, value in values_of(model))
