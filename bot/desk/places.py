"""Which places a question names, as an editor would write them; the county itself tells nothing and is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..redaction import read_places

_COUNTY = ("Derbyshire", "Derbys")
_CITY = " City"
_SENTENCE = re.compile(r"(?:^|[.!?])\W*$")


@dataclass(frozen=True, slots=True)
class Places:
    """The packaged places and a record's areas; `is_word` says what a dictionary has too ("hope", "heath")."""

    names: dict[str, str]
    areas: frozenset[str]
    is_word: Callable[[str], bool]
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, areas: Iterable[str], is_word: Callable[[str], bool]) -> Places:
        """For a record; WordingError when the packaged list cannot be used."""
        known = {_folded(area) for area in areas} | {_folded(area.removesuffix(_CITY)) for area in areas}
        every = {*read_places().places, *areas}
        names = {_folded(name): name.removesuffix(_CITY) for name in sorted(every)}
        longest_first = sorted(names, key=lambda name: (-len(name), name))
        return cls(
            names, frozenset(known), is_word, re.compile(rf"\b(?:{'|'.join(map(_loose, longest_first))})\b", re.I)
        )

    def named(self, question: str) -> tuple[str, ...]:
        """The places that a question names, each once, in its order."""
        found = (self.names[_folded(match[0])] for match in self._matches(question))
        return tuple(dict.fromkeys(name for name in found if name not in _COUNTY))

    def without(self, question: str) -> str:
        """A question without the places in it, the county too: what it is about wherever it is."""
        kept, at = [], 0
        for match in self._matches(question):
            kept.append(question[at : match.start()])
            at = match.end()
        return " ".join("".join([*kept, question[at:]]).split())

    def _matches(self, question: str) -> list[re.Match[str]]:
        return [match for match in self.pattern.finditer(question) if self._is_place(match)]

    def _is_place(self, match: re.Match[str]) -> bool:
        """An ordinary word is a place only where a capital says so that does not begin a sentence."""
        text = match[0]
        if " " in text or "-" in text or _folded(text) in self.areas or not self.is_word(text.lower()):
            return True
        return text[0].isupper() and not _SENTENCE.search(match.string[: match.start()])


def _folded(name: str) -> str:
    return " ".join(re.split(r"[\s-]+", name.lower().replace("’", "'")))


def _loose(name: str) -> str:
    """A name that may be written with hyphens or spaces, straight or curly apostrophes."""
    return re.escape(name).replace(r"\ ", r"[\s-]+").replace("'", "['’]")
