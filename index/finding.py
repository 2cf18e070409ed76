"""Where words stand in an answer, and which other answers say the same."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .blackening import Span, plain
from .errors import WithdrawalError
from .imprints import joined
from .record import Answer, ParsedPage

_RUN = 8  # words in a row that two answers rarely share by chance


def find_words(text: str, answer: Answer, words: Sequence[str], taken: Sequence[Span]) -> tuple[Span, ...]:
    """Every place of the words in an answer's question and response, as offsets into the page's text, joined.

    Whole words, letters as they are; white space of any kind counts as a space. `taken` is masked already. Raises
    WithdrawalError, which never repeats the words, for words that are nowhere left.
    """
    found: set[Span] = set()
    for number, phrase in enumerate(words, start=1):
        here = _places(text, answer, phrase)
        if not here:
            other = len(_places(text, answer, phrase, re.I))
            raise WithdrawalError(
                f"the words given as number {number} stand 0 times in the question and response of {answer.id}"
                + (f", and {other} times with other capitals" if other else "")
                + ". Give them exactly as published; nothing was changed."
            )
        free = {(a, b) for a, b in here if not any(a < d and c < b for c, d in taken)}
        if not free:
            raise WithdrawalError(
                f"the words given as number {number} stand {len(here)} times in {answer.id}, all masked already."
            )
        found |= free
    return joined(found)


def elsewhere(page: ParsedPage, answer: Answer, spans: Sequence[Span], served: Sequence[ParsedPage]) -> tuple[str, ...]:
    """The served answers that hold masked words, or that share a run of words with an answer withdrawn as a whole."""
    if spans:
        telling = {plain(page.page.text[slice(*span)]) for span in spans}
    else:
        telling = _runs(answer.question) | _runs(answer.response)
    said = {other.id: plain(f"{other.question}\n{other.response}") for each in served for other in each.answers}
    return tuple(name for name, text in said.items() if any(words in text for words in telling))


def _places(text: str, answer: Answer, phrase: str, flags: re.RegexFlag = re.NOFLAG) -> list[Span]:
    if not phrase.strip():
        return []
    words = r"\s+".join(map(re.escape, phrase.split()))
    pattern = re.compile(rf"(?<!\w){words}(?!\w)", flags)
    parts = ((answer.question_start, answer.question_end), (answer.start, answer.end))
    return [found.span() for part in parts for found in pattern.finditer(text, *part)]


def _runs(text: str) -> set[str]:
    words = plain(text).split()
    return {f" {' '.join(words[at : at + _RUN])} " for at in range(max(1, len(words) - _RUN + 1))}
