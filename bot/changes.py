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


def changed_spans(older: str, newer: str) -> tuple[tuple[int, int], ...]:
    """Where the newer text says something else than the older one; words that only went mark the word after them.

    White space alone is no change.
    """
    spans: list[tuple[int, int]] = []
    at = 0
    for piece in changes(" ".join(older.split()), newer):
        end = at + len(piece.text) if piece.kind is not ChangeKind.REMOVED else at
        if piece.kind is ChangeKind.REMOVED and piece.text.strip():
            near = re.compile(r"\s*\w+").match(newer, at) or _last_word(newer, at)
            spans += [(near.end() - len(near.group().strip()), near.end())] if near else []
        elif piece.kind is ChangeKind.ADDED and piece.text.strip():
            spans.append((at + len(piece.text) - len(piece.text.lstrip()), at + len(piece.text.rstrip())))
        at = end
    return _joined(spans)


def _last_word(text: str, end: int) -> re.Match[str] | None:
    """The last word before a place."""
    found = list(re.finditer(r"\w+", text[:end]))
    return found[-1] if found else None


def _joined(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _tells(token: str) -> bool:
    return token[0].isalnum()


def _changed(removed: str, added: str) -> list[Change]:
    pieces = (Change(ChangeKind.REMOVED, removed), Change(ChangeKind.ADDED, added))
    return [piece for piece in pieces if piece.text]
