"""Words that stay because of what they are part of: a place, a road, a law, an operation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .lexicon import Lexicon
from .tokens import Token

_LONGEST_PHRASE = 6
_NAMED = ("op", "operation", "storm")  # the word after is what it is called
_LAWS = ("law", "protocol")
_SAINTS = ("st", "saint")


def kept(tokens: Sequence[Token], lexicon: Lexicon) -> frozenset[int]:
    """Which words, by their number in the text, are no names of people whatever they look like."""
    return frozenset(_kept(tokens, lexicon))


def _kept(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[int]:
    for at, token in enumerate(tokens):
        for words in range(2, _LONGEST_PHRASE):
            if _phrase(tokens[at : at + words + 1], words) in lexicon.phrases:
                yield from range(at, at + words)
        if token.plain in _NAMED or token.plain in _SAINTS:
            yield at + 1
        if token.plain in lexicon.file.heads and at > 0:
            yield from _called_after(tokens, at, lexicon)


def _phrase(tokens: Sequence[Token], words: int) -> tuple[str, ...]:
    """So many words as a phrase is listed: an ’s belongs to its word."""
    phrase = tokens[:words]
    if any(token.before not in (" ", "-", "’s ", "’S ") for token in phrase[1:]):
        return ()
    return tuple(
        token.plain + ("’s" if after.before.lower().startswith("’s") else "")
        for token, after in zip(phrase, [*phrase[1:], phrase[-1]], strict=True)
    )


def _called_after(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Iterator[int]:
    """Words that a road, a park or a law takes its name from; a head that is a surname too makes none of a forename."""
    head, named = tokens[at], tokens[at - 1]
    if head.before not in (" ", "’s ", "’S "):
        return
    road = head.plain in lexicon.file.streets
    law = head.plain in _LAWS and named.plain not in lexicon.file.stop
    if not (road or law or head.capital):
        return
    also_a_surname = head.plain in lexicon.surnames and not (road or law)
    if also_a_surname and head.before == " " and lexicon.may_be_forename(named.plain):
        return
    yield at - 1
    if at > 1 and named.capital and named.before == " " and tokens[at - 2].capital and not tokens[at - 2].first:
        yield at - 2
