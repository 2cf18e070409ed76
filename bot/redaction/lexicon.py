"""What a word may be: somebody's name, a place, or an ordinary word."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator
from spellchecker import SpellChecker

from ..errors import WordingError
from .people import plain, read_people

_HERE = Path(__file__).parent
File = TypeVar("File", bound=BaseModel)


class WordsFile(BaseModel):
    """`words.toml`: each list is written as words between spaces, or as an array where there are spaces in them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    locales: frozenset[str]
    forenames: frozenset[str]
    surnames: frozenset[str]
    words: frozenset[str]
    forenames_with_capital: frozenset[str]
    forenames_at_start: frozenset[str]
    person_verbs: frozenset[str]
    names_first: frozenset[str]
    firm_titles: frozenset[str]
    titles: frozenset[str]
    offices: frozenset[str]
    people: frozenset[str]
    many_people: frozenset[str]
    introductions: frozenset[str]
    verbs: frozenset[str]
    verbs_of_many: frozenset[str]
    stop: frozenset[str]
    brands: frozenset[str]
    heads: frozenset[str]
    streets: frozenset[str]
    phrases: frozenset[str]

    @field_validator("*", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return value.split() if isinstance(value, str) else value


class PlacesFile(BaseModel):
    """`places.toml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    places: frozenset[str]
    elsewhere: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Lists of words in lower case; `phrases` are places and other things of several words, as tuples."""

    file: WordsFile
    forenames: Collection[str]
    surnames: Collection[str]
    british: Collection[str]
    places: Collection[str]
    elsewhere: Collection[str]
    phrases: Collection[tuple[str, ...]]
    vocabulary: Collection[str]
    dictionary: SpellChecker

    @classmethod
    def of(cls, places: Iterable[str], vocabulary: Iterable[str], dictionary: SpellChecker) -> Lexicon:
        """The packaged lists, with the places and words of a record."""
        file, known = read_words(), read_places()
        forenames, surnames = read_people(sorted(file.locales))
        named = [tuple(plain(place).replace("'", "’").split()) for place in (*known.places, *places)]
        far = [tuple(plain(place).split()) for place in known.elsewhere]
        return cls(
            file,
            forenames | file.forenames | file.forenames_with_capital,
            surnames | file.surnames,
            read_people(["en_GB"])[1] | file.surnames,
            frozenset(name[0] for name in named if len(name) == 1),
            frozenset(name[0] for name in far if len(name) == 1),
            frozenset(
                [name for name in (*named, *far) if len(name) > 1] + [tuple(each.split()) for each in file.phrases]
            ),
            frozenset(vocabulary),
            dictionary,
        )

    def is_word(self, word: str) -> bool:
        """Whether a dictionary, the record or a list of brands has it, in the singular or the plural."""
        forms = {word, word.removesuffix("s"), word.removesuffix("es"), *word.split("-")} - {""}
        file = self.file
        listed = any(form in self.vocabulary or form in file.brands or form in file.words for form in forms)
        return listed or bool(self.dictionary.known(forms))

    def is_word_of_the_record(self, word: str) -> bool:
        """Whether the record has it and it is an ordinary word, not only somebody's name there."""
        return word in self.vocabulary and bool(self.dictionary.known([word]))

    def is_near_a_word(self, word: str) -> bool:
        """Whether it may be a slip of a word in the dictionary."""
        return self.is_word(word) or bool(self.dictionary.candidates(word))

    def is_place(self, word: str) -> bool:
        """Whether one word is a place, near or far."""
        return word in self.places or (word in self.elsewhere and word not in self.forenames)

    def is_forename(self, word: str) -> bool:
        """Whether it is a forename whatever stands around it."""
        file = self.file
        ordinary = (word in file.words and word not in file.names_first) or word in file.stop or word in file.brands
        return word in self.forenames and not ordinary and not self.is_place(word)

    def is_surname(self, word: str) -> bool:
        """Whether it is a surname whatever stands around it."""
        file = self.file
        several = word.removesuffix("s") in file.words
        ordinary = several or word in file.words or word in file.stop or word in file.brands or word in file.heads
        return word in self.surnames and not ordinary and not self.is_place(word)

    def is_surname_in_lower_case(self, word: str) -> bool:
        """Whether it is a surname though nobody wrote it as one."""
        return self.is_surname(word) and (word in self.british or not self.is_word(word))

    def is_slurred(self, word: str) -> bool:
        """Whether it is a word that has lost its g ("parkin")."""
        return word.endswith("in") and bool(self.dictionary.known([f"{word}g"]))

    def may_be_forename(self, word: str) -> bool:
        """Whether it is a forename where something says that somebody is named."""
        parts = word.split("-")
        return word in self.file.forenames_with_capital or any(self.is_forename(part) for part in parts)

    def may_name(self, word: str) -> bool:
        """Whether it is a forename or a surname at all."""
        return word in self.forenames or word in self.surnames


def read_words(path: Path = _HERE / "words.toml") -> WordsFile:
    """The lists of words; WordingError naming the file when it cannot be used."""
    return _read(path, WordsFile)


def read_places(path: Path = _HERE / "places.toml") -> PlacesFile:
    """The lists of places; WordingError naming the file when it cannot be used."""
    return _read(path, PlacesFile)


def _read(path: Path, kind: type[File]) -> File:
    try:
        return kind.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise WordingError(f"{path}: cannot be used: {error}. Mend the file.") from error
