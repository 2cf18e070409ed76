"""TOML files that people keep beside the pages: read table by table, edited without losing comments or order."""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import tomlkit
from pydantic import BaseModel, ValidationError
from tomlkit.exceptions import TOMLKitError

from .errors import CurationError


def read_tables(path: Path) -> Iterator[tuple[str, str]]:
    """Each table of a TOML file by itself, with its place, so that one mistake does not cost the others."""
    if not path.is_file():
        return
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CurationError(f"{path}: cannot be read ({error}). Save it as UTF-8 text and index again.") from None
    line = 1
    for table in re.split(r"(?m)^(?=\[)", text):
        yield f"{path}, line {line}", table
        line += table.count("\n")


def with_table(path: Path, name: str, values: Mapping[str, object]) -> str:
    """A TOML file's text with these values in the table of this name, which is made at the end if there is none.

    The file is not changed. Raises CurationError when it cannot be read, or would not say the same of all else.
    """
    try:
        text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
        before = tomllib.loads(text)
        document = tomlkit.parse(text)
        if name not in document:
            if text.strip():
                document.add(tomlkit.nl())
            document.add(name, tomlkit.table())
        document[name].update(values)
        changed = document.as_string()
        expected = before | {name: before.get(name, {}) | dict(values)}
        if tomllib.loads(changed) != expected:
            raise CurationError(f"{path}: the table of {name!r} cannot be added to it. Add it by hand.")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, TOMLKitError) as error:
        raise CurationError(f"{path}: cannot be read ({error}). Mend it; nothing was written.") from None
    return changed


def values_of(model: BaseModel) -> Iterator[tuple[str, str]]:
    """Each field as TOML, but for models in it; a JSON string of printable characters is a TOML string."""
    for name, value in model:
        if isinstance(value, dt.datetime):
            yield name, f"{value.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"
        elif isinstance(value, dt.date):
            yield name, value.isoformat()
        elif isinstance(value, str | int):
            yield name, json.dumps(value, ensure_ascii=False)
        elif isinstance(value, tuple) and value and not isinstance(value[0], BaseModel):
            yield name, json.dumps(value)


def why(error: tomllib.TOMLDecodeError | ValidationError, part: str) -> str:
    """What is wrong with a table; `part` names what has no name of its own."""
    if isinstance(error, ValidationError):
        return "; ".join(f"{'.'.join(map(str, e['loc'])) or part}: {e['msg']}" for e in error.errors())
    return f"{error}, counted from the table's first line"
