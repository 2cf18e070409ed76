"""Captures: every page ever indexed, byte for byte; blackened where something was withdrawn from it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from ..record import ParsedPage
from .files import replace_file

_BLACKENED = ".withdrawn"


@dataclass(frozen=True, slots=True)
class Captures:
    """The folder of captures. Only a holder of the data folder's lock may write."""

    root: Path

    def keep(self, page: ParsedPage, seeds: Path) -> None:
        """Keep a page as it is served: pages vanish from sites, the record must not."""
        self.root.mkdir(parents=True, exist_ok=True)
        kept = self.root / _name(page)
        if page.withheld:
            if not kept.exists() or kept.read_bytes() != page.page.text.encode():
                replace_file(kept, page.page.text)
        elif not kept.exists():
            partial = kept.with_suffix(".new")
            shutil.copyfile(seeds / page.page.source, partial)
            partial.replace(kept)

    def clear(self, pages: Iterable[ParsedPage], tells: Callable[[Path], bool]) -> None:
        """Delete the other state of each page, what a crash cut short, and former pages that `tells`."""
        served = {_name(page) for page in pages}
        for path in sorted(self.root.iterdir()):
            if path.name not in served and (_other(path.name) in served or path.suffix == ".new" or tells(path)):
                path.unlink()


def _name(page: ParsedPage) -> str:
    return page.page.sha256 + (_BLACKENED if page.withheld else "")


def _other(name: str) -> str:
    """Under which name the same page stands when it is blackened, or is not any more."""
    return name.removesuffix(_BLACKENED) if name.endswith(_BLACKENED) else name + _BLACKENED
