"""Two versions of a draft side by side, sentence by sentence: for what two people wrote, and for what one changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from bot import Change, changes

from .editing import Placed


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence in two versions; None where one of them does not have it, or has it elsewhere."""

    mine: Placed | None
    theirs: Placed | None

    @property
    def same(self) -> bool:
        """Whether both say the same."""
        return bool(self.mine and self.theirs and self.mine.sentence.text == self.theirs.sentence.text)

    @property
    def changes(self) -> tuple[Change, ...]:
        """What leads from theirs to mine."""
        return changes(*(each.sentence.text if each else "" for each in (self.theirs, self.mine)))


def pairs(mine: Sequence[Placed], theirs: Sequence[Placed]) -> list[Pair]:
    """Both versions in order, without loss: a sentence is set beside the one that comes from the same place."""
    one, other = ([each.sentence.origin for each in side] for side in (mine, theirs))
    found: list[Pair] = []
    for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            found += [Pair(_ticked(x, y), y) for x, y in zip(mine[a:b], theirs[c:d], strict=True)]
        else:
            found += [Pair(each, None) for each in mine[a:b]] + [Pair(None, each) for each in theirs[c:d]]
    return found


def _ticked(mine: Placed, theirs: Placed) -> Placed:
    """My sentence with what they ticked of it too."""
    others = {(flag.kind, flag.text): flag.ticked for flag in theirs.sentence.flags}
    flags = tuple(
        flag if flag.ticked else flag.model_copy(update={"ticked": others.get((flag.kind, flag.text))})
        for flag in mine.sentence.flags
    )
    return replace(mine, sentence=mine.sentence.model_copy(update={"flags": flags}))
