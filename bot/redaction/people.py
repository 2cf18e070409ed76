"""Forenames and surnames of many countries, out of a package that keeps lists of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from importlib import import_module

_PROVIDER = "faker.providers.person"
_SHORTEST = 2


def read_people(locales: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Forenames and surnames, plain and lower case; read when they are wanted, since the package takes a moment.

    Of a name of several words or with a hyphen, each word is one.
    """
    forenames: set[str] = set()
    surnames: set[str] = set()
    for locale in locales:
        provider = import_module(f"{_PROVIDER}.{locale}").Provider
        for attribute in dir(provider):
            if attribute.startswith("first_name"):
                forenames.update(_words(getattr(provider, attribute)))
            elif attribute.startswith("last_name"):
                surnames.update(_words(getattr(provider, attribute)))
    return frozenset(forenames), frozenset(surnames)


def plain(word: str) -> str:
    """A word in lower case without accents: `Zsófia` is `zsofia`."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(character for character in apart if not unicodedata.combining(character)).replace("ł", "l")


def _words(names: object) -> Iterator[str]:
    for name in names if isinstance(names, Iterable) else ():
        for word in plain(str(name)).replace("'", "’").replace("-", " ").split():
            if len(word) >= _SHORTEST and word.replace("’", "").isalpha():
                yield word
