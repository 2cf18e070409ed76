"""Parses: what was read out of each page, by its bytes and by what read it; safe to delete.

Only of pages that are served whole: what was withdrawn must not stand here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from ..models import file_sha256
from ..parsing import PARSER_VERSION
from ..record import Page, ParsedPage
from ..sources import VERSIONS
from .files import replace_file

_PARSED = TypeAdapter(ParsedPage)


@dataclass(frozen=True, slots=True)
class Parses:
    """The folder of parses. Only a holder of the data folder's lock may write."""

    root: Path

    def find(self, path: Path) -> ParsedPage | None:
        """What was read out of a file of this name and these bytes; None if it was not kept, or is damaged here."""
        try:
            kept = self.root / _key(path.name, file_sha256(path))
            checksum, _, body = kept.read_text("utf-8").partition("\n")
            return _PARSED.validate_json(body) if checksum == _sha256(body) else None
        except (OSError, UnicodeDecodeError, ValidationError):
            return None

    def keep(self, pages: Iterable[ParsedPage]) -> None:
        """Keep what was read out of pages, as the parser gave it."""
        self.root.mkdir(parents=True, exist_ok=True)
        for parsed in pages:
            body = _PARSED.dump_json(parsed).decode()
            replace_file(self.root / _key_of(parsed.page), f"{_sha256(body)}\n{body}")

    def clear(self, pages: Iterable[Page]) -> None:
        """Delete everything but the parses of these pages."""
        wanted = {_key_of(page) for page in pages}
        for path in self.root.iterdir() if self.root.is_dir() else ():
            if path.name not in wanted:
                path.unlink()


def _key_of(page: Page) -> str:
    return _key(page.source, page.sha256)


def _key(source: str, sha256: str) -> str:
    return _sha256("\0".join([source, sha256, PARSER_VERSION, *sorted(VERSIONS.values())]))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
