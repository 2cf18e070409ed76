"""Whether one of two sentences denies what the other says; told only where they are nearly the same words."""

from __future__ import annotations

from collections.abc import Sequence

from .reading import Reading
from .words import Alignment, Word

_DENIALS = frozenset(
    "not no never neither none nobody nothing cannot cant dont doesnt didnt isnt arent wasnt werent havent hasnt hadnt "
    "wont wouldnt couldnt shouldnt unable without".split()
)
_PREFIXES = ("un", "in", "il", "im", "ir", "dis", "non")
_LIGHT = frozenset("not no any a an the do does did both either neither nor".split())
_NEAR = 0.8  # part of the draft's telling words that the published sentence must have, in the same order


def denied(draft: Reading, record: Reading, alignment: Alignment) -> tuple[str, str] | None:
    """The words of each round the denial, where just one of them denies; None where both say the same or too little
    is the same to know.
    """
    telling = [word for word in draft.words if word.telling]
    flipped = _flipped(alignment)
    shared = sum(one.telling for one, _ in alignment.pairs) + (flipped is not None)
    if not telling or not alignment.pairs or shared < _NEAR * len(telling):
        return None
    mine = draft.words
    theirs = _stretch(record.words, alignment)
    if (_denials(mine) + _denials(theirs)) % 2 == (flipped is not None):
        return None
    if flipped:
        return flipped
    return _phrase(draft, mine, alignment, 0), _phrase(record, theirs, alignment, 1)


def _stretch(words: Sequence[Word], alignment: Alignment) -> list[Word]:
    """The published words from the first that the draft shares to the last, and what a change at either end holds."""
    reached = [other for _, other in alignment.pairs] + [word for change in alignment.changes for word in change.after]
    first, last = min(word.start for word in reached), max(word.end for word in reached)
    return [word for word in words if first <= word.start and word.end <= last]


def _denials(words: Sequence[Word]) -> int:
    return sum(
        word.plain in _DENIALS and not (at + 1 < len(words) and words[at + 1].plain == "only")
        for at, word in enumerate(words)
    )


def _flipped(alignment: Alignment) -> tuple[str, str] | None:
    """One word that became its opposite: "acceptable" and "unacceptable"."""
    for change in alignment.changes:
        for one in change.before:
            for other in change.after:
                short, long = sorted((one.plain, other.plain), key=len)
                if len(short) > 4 and any(long == prefix + short for prefix in _PREFIXES):
                    return one.plain, other.plain
    return None


def _phrase(reading: Reading, words: Sequence[Word], alignment: Alignment, side: int) -> str:
    """The words in question with one on either side, as they stand in the text."""
    places = [at for at, word in enumerate(words) if word.plain in _DENIALS]
    if not places:
        changed = [
            word for change in alignment.changes for word in (change.before, change.after)[side] if word.plain in _LIGHT
        ]
        places = [at for at, word in enumerate(words) if word in changed] or [_gap(words, alignment, side)]
    first, last = max(places[0] - 1, 0), min(places[0] + 1, len(words) - 1)
    return reading.text[words[first].start : words[last].end]


def _gap(words: Sequence[Word], alignment: Alignment, side: int) -> int:
    """Where this side has nothing and the other has the denial: the word before it."""
    for change in alignment.changes:
        here, there = (change.before, change.after)[side], (change.before, change.after)[1 - side]
        if any(word.plain in _DENIALS for word in there):
            follower = next((pair[side] for pair in alignment.pairs if pair[1 - side].start > there[-1].start), None)
            if here:
                return next(at for at, word in enumerate(words) if word == here[0])
            if follower:
                return next((at for at, word in enumerate(words) if word == follower), 0)
    return 0
