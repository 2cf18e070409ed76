"""Imprints of withdrawn text: whoever meets its words again knows them by it, and nobody can read them in it.

An imprint is made of runs of words alone, since single words and short phrases could be guessed from a digest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from .blackening import Span, runs

_RUN = 8  # words in a row that two answers rarely share by chance
_DIGITS = 10  # of a digest in hexadecimal


def imprint(texts: Iterable[str], others: Iterable[str], key: str) -> str:
    """The imprint of what these texts say and none of the others; empty when that is no run of words."""
    said_elsewhere = {run for text in others for run, _ in runs(text, _RUN)}
    own = {run for text in texts for run, _ in runs(text, _RUN)} - said_elsewhere
    return "".join(sorted({_digest(run, key) for run in own}))


def met(text: str, known: str, key: str) -> tuple[Span, ...]:
    """Where a text says words of an imprint that was made with the same key."""
    digests = _digests(known)
    return joined(span for run, span in runs(text, _RUN) if _digest(run, key) in digests) if digests else ()


def both(one: str, other: str) -> str:
    """An imprint of what either of two is of; they were made with the same key."""
    return "".join(sorted(_digests(one) | _digests(other)))


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that overlap as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def _digests(known: str) -> set[str]:
    return {known[at : at + _DIGITS] for at in range(0, len(known), _DIGITS)}


def _digest(run: str, key: str) -> str:
    return hashlib.sha256(f"{key}\n{run}".encode()).hexdigest()[:_DIGITS]
