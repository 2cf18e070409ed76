"""A typed question into what is searched for, in the language of one generation of the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spellchecker import SpellChecker

from index import Language

from .followup import complete, stands_alone
from .glossary import Glossary
from .parts import split
from .spelling import Speller


@dataclass(frozen=True, slots=True)
class Part:
    """`question` is what is answered, and is shown; `searched` has its jargon said both ways."""

    question: str
    searched: str


@dataclass(frozen=True, slots=True)
class Asked(Part):
    """A whole message.

    `parts` are the questions in it, or itself where it is one; `subject` is what a follow-up may lean on.
    """

    parts: tuple[Part, ...]
    subject: str


@dataclass(frozen=True, slots=True)
class Reader:
    """Completes, spells and expands questions; `places` are the areas that the record speaks of."""

    speller: Speller
    glossary: Glossary
    places: tuple[str, ...]

    @classmethod
    def of(
        cls,
        language: Language,
        areas: Sequence[str],
        abbreviations: Mapping[str, str],
        everyday: Mapping[str, str],
        dictionary: SpellChecker,
    ) -> Reader:
        """A reader for a record; the operator's glossary goes before what the record's names would have."""
        known = {**language.abbreviations, **abbreviations}
        lower = {short: short.lower() for short in known}
        glossary = Glossary(
            known,
            used=frozenset(short for short in known if lower[short] in language.vocabulary),
            words=frozenset(short for short in known if dictionary.known([lower[short]])),
            everyday=everyday,
        )
        spelt_right = {word: count for word, count in language.wordings.items() if dictionary.known([word])}
        speller = Speller({**language.vocabulary, **spelt_right}, dictionary)
        cities = [area.removesuffix(" City") for area in areas if area.endswith(" City")]
        return cls(speller, glossary, (*areas, *cities))

    def read(self, question: str, before: str | None = None) -> Asked:
        """The question completed from the one before it, with its spelling put right."""
        completed, subject = complete(question, before, self.places)
        used = self.speller.correct(completed)
        parts = tuple(Part(part, self.glossary.expand(part)) for part in split(used, stands_alone))
        return Asked(used, self.glossary.expand(used), parts, subject)
