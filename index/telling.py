"""Whether a text says what only withdrawn text says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from .blackening import plain, runs
from .record import Answer, ParsedPage, WithdrawalKind

_RUN = 5  # words in a row that tell where a text comes from


def telling(captured: Sequence[ParsedPage], served: Sequence[ParsedPage]) -> Callable[[str], bool]:
    """Whether a text has five words in a row that were left out of the captured pages, or words that are masked.

    What an answer said in earlier captures counts like the page.
    """
    withdrawn = _runs(_texts(captured)) - _runs(_texts(served))
    words = _masked(captured, served)

    def tells(text: str) -> bool:
        return bool(_runs([text]) & withdrawn) or any(each in plain(text) for each in words)

    return tells


def wordings(answer: Answer) -> Iterator[str]:
    """What an answer said in earlier captures."""
    for edition in answer.editions:
        yield edition.question
        yield edition.response


def _texts(pages: Iterable[ParsedPage]) -> Iterator[str]:
    for page in pages:
        yield page.page.text
        for answer in page.answers:
            yield from wordings(answer)


def _masked(captured: Sequence[ParsedPage], served: Sequence[ParsedPage]) -> set[str]:
    """Masked words that no page says any more, wherever they stood."""
    said = [plain(page.page.text) for page in served]
    words = {
        plain(before.page.text[slice(*span)])
        for page, before in zip(served, captured, strict=True)
        for each in page.withheld
        if each.kind is WithdrawalKind.MASKED
        for span in each.spans
    }
    return {each for each in words if each.strip() and not any(each in text for text in said)}


def _runs(texts: Iterable[str]) -> set[str]:
    return {run for text in texts for run, _ in runs(text, _RUN)}
