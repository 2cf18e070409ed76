"""Sentences of a text as offsets; nothing of the text is lost but white space between them."""

from __future__ import annotations

import re

_END = re.compile(r"(?<=[.!?…])[\"'’”)\]]*(?=\s+[\"'‘“(\[]?[A-Z0-9•])|\n")
_ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|mr|mrs|ms|dr|prof|st|approx|vs|cf)|\b[A-Z])\.$", re.I)
_NUMBER = re.compile(r"\bnos?\.$", re.I)
_INITIAL = re.compile(r"\b[A-Z]\.$")
_NEAR = 40  # characters about a full stop that tell what it is


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence, white space outside; a line break always ends one."""
    spans = []
    start = 0
    for found in _END.finditer(text):
        stop = found.end() if found[0] != "\n" else found.start()
        if found[0] != "\n" and _abbreviated(text[max(start, stop - _NEAR) : stop], text[stop : stop + _NEAR].lstrip()):
            continue
        spans.append((start, stop))
        start = stop
    spans.append((start, len(text)))
    return [trimmed for span in spans if (trimmed := _trim(text, *span))]


def _abbreviated(head: str, after: str) -> bool:
    if _NUMBER.search(head):
        return after[:1].isdigit()
    found = _ABBREVIATION.search(head)
    if not found:
        return False
    return len(found[0]) > 2 or _INITIAL.search(head) is not None


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    inner = text[start:end]
    left = len(inner) - len(inner.lstrip())
    return (start + left, start + len(inner.rstrip())) if inner.strip() else None
