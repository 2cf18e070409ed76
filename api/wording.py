"""What the widget and the pages say of themselves, out of `wording.toml`; the office's, out of its own."""

from __future__ import annotations

import json
import tomllib
from importlib.resources import files
from typing import Any

Wording = dict[str, dict[str, Any]]
_PAGES = "pages"


def open_wording(name: str = "wording.toml") -> Wording:
    """Every section of a packaged file."""
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))


def as_module(wording: Wording) -> str:
    """The same as an ES module, for the widget, without what only the pages say."""
    said = {section: words for section, words in wording.items() if section != _PAGES}
    return f"export default {json.dumps(said, ensure_ascii=True)};\n"
