"""Personal data out of a question, so that what is left may be kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from spellchecker import SpellChecker

from ..asking import open_dictionary
from .lexicon import Lexicon
from .names import Names
from .rules import marks_of, read_rules

_NAME, _WITHHELD = "name", "withheld"
_ROUNDS = 6  # what is taken out can bring the rest into a shape; a text that does not settle is not kept
_CONTEXT = re.compile(r"\b(?:reg|registration|plates?|registered)\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text with `[kind]` in place of each thing taken out of it, and these kinds in order."""

    text: str
    kinds: tuple[str, ...]


class Redactor:
    """Takes out names, numbers, addresses and accounts; places, roads, figures and dates stay.

    When it is not clear what something is, it goes. What comes out is its own redaction. Safe for many threads.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._names = Names(lexicon)
        self._rules = read_rules()
        self._marks = marks_of(self._rules, _NAME, _WITHHELD)
        self._checks = {"plate": self._may_be_plate}

    @classmethod
    def of(
        cls, places: Iterable[str] = (), vocabulary: Iterable[str] = (), dictionary: SpellChecker | None = None
    ) -> Redactor:
        """A redactor for a record: `places` stay, and so do the lower-case words of its `vocabulary` that name nobody.

        Takes half a second; WordingError when its data files cannot be used.
        """
        return cls(Lexicon.of(places, vocabulary, dictionary or open_dictionary()))

    def redact(self, text: str) -> Redacted:
        """The text without personal data; time grows with its length and no faster."""
        marked = self._marks.read(text)
        for _ in range(_ROUNDS):
            before, marked = marked, self._once(marked)
            if marked == before:
                return Redacted(*self._marks.write(marked))
        return Redacted(*self._marks.write(self._marks[_WITHHELD]))

    def _once(self, text: str) -> str:
        for rule in self._rules:
            text = rule.put(text, self._marks[rule.kind], self._checks)
        pieces, end = [], 0
        for start, stop in self._names.find(text):
            pieces += [text[end:start], self._marks[_NAME]]
            end = stop
        return "".join([*pieces, text[end:]])

    def _may_be_plate(self, found: re.Match[str]) -> bool:
        """Whether the letters are no words, or are written or announced as those of a plate."""
        if not (found[0].isupper() or found[0][1:].islower()):
            return False
        letters = [word.lower() for word in _LETTERS.findall(found[0])]
        if not any(len(word) > 2 and self._lexicon.is_word(word) for word in letters):
            return True
        upper = found[0].isupper() and not found.string.isupper()
        return (upper and found[0][0].isalpha()) or bool(
            _CONTEXT.search(found.string[max(0, found.start() - 60) : found.start()])
        )
