"""Adds a further wording to `alternates.toml`: in its place, with the rest of the file as it was."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Array, Table

from .curation import ALTERNATES, WORDING_LENGTH
from .errors import CurationError, SourceError
from .parsing import parse
from .sources import find_pages, read_page
from .stores.files import alone, replace_file


def add_wording(seeds: Path, answer_id: str, wording: str) -> None:
    """Let an answer be found by another wording, from the next build on; one that it has already changes nothing.

    Raises CurationError when it cannot be, with nothing changed.
    """
    least, most = WORDING_LENGTH
    wording = " ".join(wording.split())
    if not least <= len(wording) <= most:
        raise CurationError(f"a wording has {least} to {most} characters; this one has {len(wording)}.")
    path = seeds / ALTERNATES
    page, label = _place(seeds, answer_id)
    try:
        with alone(seeds):
            text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
            replace_file(path, _with(text, page, label, wording))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, TOMLKitError, TypeError) as error:
        raise CurationError(f"{path}: cannot be changed ({error}). Mend the file or its rights.") from None


def _place(seeds: Path, answer_id: str) -> tuple[str, str]:
    """The file name and the digits that stand for an answer; of several with the same digits, the first has them."""
    for path in find_pages(seeds):
        if not answer_id.startswith(f"{path.stem}-"):
            continue
        try:
            answers = parse(read_page(path)).answers
        except SourceError as error:
            raise CurationError(str(error)) from None
        digits = {answer.id: re.sub(r"\D", "", answer.label) for answer in answers}
        first = {each: name for name, each in reversed(digits.items())}
        if answer_id in digits and digits[answer_id] and first[digits[answer_id]] == answer_id:
            return path.name, digits[answer_id]
    raise CurationError(f"{answer_id}: no page in {seeds} has that answer under a number of its own.")


def _with(text: str, page: str, label: str, wording: str) -> str:
    """The file's text with one more wording, and nothing else that a reader of it would notice."""
    document = tomlkit.parse(text)
    if page not in document:
        document.add(page, tomlkit.table())
    table = document[page]
    if isinstance(table, Table) and label not in table:
        table.add(label, tomlkit.array().multiline(True))
    wordings = table[label] if isinstance(table, Table) else None
    if not isinstance(wordings, Array):
        raise TypeError(f"{page}, {label}: this is no list of wordings")
    if wording in wordings:
        return text
    if len(wordings) and "\n" in wordings.as_string():
        wordings.add_line(wording, indent="  ")
    else:
        wordings.append(wording)
    changed = tomlkit.dumps(document)
    before = tomllib.loads(text)
    expected = before | {page: before.get(page, {}) | {label: [*before.get(page, {}).get(label, []), wording]}}
    if tomllib.loads(changed) != expected:
        raise TypeError("its form is not one that can be added to")
    return changed
