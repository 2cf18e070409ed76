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
    """`vocabulary`: lower-case words and how often they stand in the record; `abbreviations`: upper case, meaning."""

    vocabulary: Mapping[str, int]
    abbreviations: Mapping[str, str]


def read_language(parsed: Sequence[ParsedPage]) -> Language:
    """Words and abbreviations of all pages and alternates."""
    texts = [page.page.text for page in parsed]
    wordings = [wording for page in parsed for answer in page.answers for wording in answer.alternates]
    words = Counter(word for text in (*texts, *wordings) for word in re.findall(r"[a-z]+", text.lower()))
    return Language(dict(sorted(words.items())), {**find_initials(texts), **find_abbreviations(texts)})
