"""What changed between two responses, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")


class ChangeKind(StrEnum):
    """What became of a piece of text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of the older or the newer text, or of both."""

    kind: ChangeKind
    text: str


def changes(older: str, newer: str) -> tuple[Change, ...]:
    """Both texts in pieces: those kept and removed make the older one, those kept and added the newer.

    Longest common runs of words (Ratcliff and Metzener 1988, as in `difflib`); white space or punctuation alone between
    two changes counts as changed, so that a rewritten sentence reads as one.
    """
    before, after = _TOKEN.findall(older), _TOKEN.findall(newer)
    pieces: list[Change] = []
    removed = added = ""
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal" or ((removed or added) and b < len(before) and not any(map(_tells, before[a:b]))):
            removed, added = removed + "".join(before[a:b]), added + "".join(after[c:d])
        else:
            pieces += _changed(removed, added)
            removed = added = ""
            pieces.append(Change(ChangeKind.KEPT, "".join(before[a:b])))
    return (*pieces, *_changed(removed, added))


def _tells(token: str) -> bool:
    return token[0].isalnum()


def _changed(removed: str, added: str) -> list[Change]:
    pieces = (Change(ChangeKind.REMOVED, removed), Change(ChangeKind.ADDED, added))
    return [piece for piece in pieces if piece.text]
