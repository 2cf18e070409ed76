"""The record's own language: the words it uses and the abbreviations it defines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .parsing import find_abbreviations, find_initials
from .record import ParsedPage


@dataclass(frozen=True, slots=True)
class Language:
    """What is written on the pages, and by whom it may be asked for.

    `vocabulary`: lower-case words of the pages and how often they stand there; `wordings`: words that only alternates
    have, which may be spelt as residents spell; `abbreviations`: upper case, and their meaning.
    """

    vocabulary: Mapping[str, int]
    wordings: Mapping[str, int]
    abbreviations: Mapping[str, str]


def read_language(parsed: Sequence[ParsedPage]) -> Language:
    """Words and abbreviations of all pages, and words of alternates."""
    texts = [page.page.text for page in parsed]
    wordings = [wording for page in parsed for answer in page.answers for wording in answer.alternates]
    vocabulary = _count(texts)
    others = {word: count for word, count in _count(wordings).items() if word not in vocabulary}
    return Language(vocabulary, others, {**find_initials(texts), **find_abbreviations(texts)})


def _count(texts: Sequence[str]) -> dict[str, int]:
    words = Counter(word for text in texts for word in re.findall(r"[a-z]+", text.lower()))
    return dict(sorted(words.items()))
