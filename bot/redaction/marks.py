"""What stands in a text for what was taken out: one character while the work goes on, `[kind]` at its end."""

from __future__ import annotations

import re
import unicodedata

_FIRST = 0xE000  # private use: cleaned out of every text before a mark is put into it
_UNSEEN = {"Cf", "Co", "Cs", "Cn"}
_APOSTROPHES = str.maketrans(dict.fromkeys("'‘ʼ`´′", "’"))


class Marks:
    """The marks of some kinds; a mark is no letter, so a word ends at it, and no rule reads through it."""

    def __init__(self, kinds: tuple[str, ...]) -> None:
        self._marks = {kind: chr(_FIRST + number) for number, kind in enumerate(kinds)}
        self._kinds = {mark: kind for kind, mark in self._marks.items()}
        self._bracketed = re.compile("|".join(re.escape(f"[{kind}]") for kind in kinds))
        self._any = re.compile(f"[{''.join(self._kinds)}]")

    def __getitem__(self, kind: str) -> str:
        return self._marks[kind]

    def read(self, text: str) -> str:
        """A text as the rules read it: one form of every character and apostrophe, marks in place of `[kind]`."""
        return self._bracketed.sub(lambda found: self._marks[found[0][1:-1]], _clean(text))

    def write(self, text: str) -> tuple[str, tuple[str, ...]]:
        """A marked text with `[kind]` in place of every mark, apostrophes straight; and the kinds in order."""
        kinds = tuple(self._kinds[mark] for mark in self._any.findall(text))
        return self._any.sub(lambda found: f"[{self._kinds[found[0]]}]", text).replace("’", "'"), kinds


def _clean(text: str) -> str:
    seen = "".join(character for character in text if unicodedata.category(character) not in _UNSEEN)
    return unicodedata.normalize("NFKC", seen).translate(_APOSTROPHES)
