"""Where words stand in an answer, and which other answers say the same."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from .blackening import Span, parts, phrase, runs, says
from .errors import WithdrawalError
from .imprints import joined
from .record import Answer, ParsedPage

_RUN = 8  # words in a row that two answers rarely share by chance
_FEW = 4  # a text of fewer words, such as "No.", tells nothing


def find_words(text: str, answer: Answer, words: Sequence[str], taken: Sequence[Span]) -> tuple[Span, ...]:
    """Every place of the words in an answer's question and response, as offsets into the page's text, joined.

    Whole words, letters as they are; white space of any kind counts as a space. `taken` is masked already. Raises
    WithdrawalError, which never repeats the words, for words that are nowhere left.
    """
    found: set[Span] = set()
    for number, given in enumerate(words, start=1):
        here = _places(text, answer, given)
        if not here:
            other = len(_places(text, answer, given, re.I))
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


def telling_words(page: ParsedPage, answer: Answer, spans: Sequence[Span]) -> set[str]:
    """The phrases that tell what is withdrawn: masked words, or each run of words of an answer that goes whole."""
    if spans:
        return {phrase(page.page.text[slice(*span)]) for span in spans} - {""}
    lengths = {text: len(phrase(text).split()) for text in (answer.question, answer.response)}
    return {run for text, length in lengths.items() if length >= _FEW for run, _ in runs(text, min(_RUN, length))}


def elsewhere(phrases: Collection[str], served: Sequence[ParsedPage]) -> tuple[str, ...]:
    """The served answers that say one of the phrases."""
    said = {answer.id: f"{answer.question}\n{answer.response}" for page in served for answer in page.answers}
    return tuple(name for name, text in said.items() if says(text, phrases))


def _places(text: str, answer: Answer, given: str, flags: re.RegexFlag = re.NOFLAG) -> list[Span]:
    if not given.strip():
        return []
    words = r"\s+".join(map(re.escape, given.split()))
    pattern = re.compile(rf"(?<!\w){words}(?!\w)", flags)
    return [found.span() for part in parts(answer) for found in pattern.finditer(text, *part)]
