"""How often what is read wrong is doubted when the parser lacks a part of its words or layouts.

`python -m tests.index.parsing.blinded` reads the made pages again and again, each time blind to something: all or half
of a family of patterns, or a way to lay out pages. It stands for pages in words that nobody foresaw.
"""

from __future__ import annotations

import json
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import Any
from unittest.mock import patch

from rich.console import Console

from index.parsing import asking, cues, furniture, heads, labels, layouts, markers, parse
from index.record import Page
from index.sources import read_page

from .exactness import FOLDERS, has_doubt, is_exact, left_out

_OF_AREAS = "_RESIDENT _SQUARE _DASHED _BRACKETED_PLACE _TRAILING_PLACE _LEADING_PLACE _LEADING_KEY _BRACKETED_LEAD"
WORDS: dict[str, tuple[ModuleType, str]] = {
    "who asked": (asking, "_ATTRIBUTION _LEAD"),
    "what opens a question": (asking, "_LETTER _NOUN _YOU _ASKED _ASKED_OF"),
    "what closes a page": (furniture, "_CLOSING _TELLS_OF_PAGE _NOTE"),
    "the site's own words": (furniture, "_FURNITURE"),
    "where from": (cues, _OF_AREAS),
    "what opens a response": (markers, "_PLURAL _NOUN _SAID _SEVERAL _ALONE _LETTER _SPEECH _THANKS"),
    "labels": (labels, "_PREFIXED _BARE _MINUTE _LOOSE _LETTER"),
    "references": (heads, "_REFERENCE _SUBJECT"),
}
NAMES = ("silent", "wrong", "doubted", "exact")
LAYOUTS = "keyed table turns led quoted unlabelled answered_below minuted _numbered _worded".split()
BLIND = [
    *((name, 100) for name in WORDS if name not in ("what opens a response", "labels")),
    *((name, 50) for name in WORDS),
    *(("all words", part) for part in (15, 30)),
    *((name, 100) for name in LAYOUTS),
]


class _Blind:
    """A pattern that does not see a part of all texts, always the same."""

    def __init__(self, pattern: re.Pattern[str], part: int) -> None:
        self._pattern, self._part = pattern, part

    def __getattr__(self, name: str) -> Any:
        seen = getattr(self._pattern, name)
        return seen if not callable(seen) else lambda text, *where: None if self._misses(text) else seen(text, *where)

    def _misses(self, text: str) -> bool:
        return zlib.crc32(re.sub(r"\d+", "0", text[:40]).encode()) % 100 < self._part


@contextmanager
def blind_to(what: str, part: int) -> Iterator[None]:
    """The parser without so many of a hundred of its words, or without a layout."""
    if what in LAYOUTS:
        with patch.object(layouts, what, lambda *_: iter(())):
            yield
        return
    families = WORDS.values() if what == "all words" else [WORDS[what]]
    patterns = [(module, name) for module, names in families for name in names.split()]
    patches = [patch.object(module, name, _Blind(getattr(module, name), part)) for module, name in patterns]
    for each in patches:
        each.start()
    try:
        yield
    finally:
        for each in patches:
            each.stop()


def pages() -> list[tuple[Page, dict[str, Any]]]:
    """Every made page with its gold."""
    golds = [gold for folder in FOLDERS for gold in sorted(folder.glob("*.gold.json"))]
    texts = [gold.with_name(gold.name.replace(".gold.json", ".txt")) for gold in golds]
    return [(read_page(text), json.loads(gold.read_text("utf-8"))) for text, gold in zip(texts, golds, strict=True)]


def measure(made: Sequence[tuple[Page, dict[str, Any]]]) -> Counter[str]:
    """Items that are wrong, silent, exact, and exact with a doubt near them."""
    counts = Counter[str]()
    for parsed, gold in ((parse(page), gold) for page, gold in made):
        for item in gold["items"]:
            doubted = has_doubt(parsed, item)
            right = any(is_exact(answer, item) for answer in parsed.answers)
            if right or (not item["answer"] and left_out(parsed, item)):
                counts += Counter(exact=1, doubted=doubted)
            else:
                counts += Counter(wrong=1, silent=not doubted)
    return counts


def main() -> None:
    console, made, total = Console(highlight=False), pages(), Counter[str]()
    told = "{}: {silent} silent of {wrong} wrong; {doubted} of {exact} exact are doubted"
    for what, part in BLIND:
        with blind_to(what, part):
            counts = measure(made)
        console.print(told.format(f"{what}, {part} %", **{name: counts[name] for name in NAMES}))
        total += counts
    console.print(told.format("in all", **{name: total[name] for name in NAMES}))


if __name__ == "__main__":
    main()
