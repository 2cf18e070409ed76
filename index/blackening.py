"""Where answers stand on a page, the words of a text, and texts blackened in place."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from .record import MASK, Answer

Span = tuple[int, int]
_WORD = re.compile(r"[^\W_]+")


def sharing(answers: Sequence[Answer], names: Collection[str]) -> frozenset[str]:
    """These answers and those that were answered together with one of them: their response is the same text."""
    responses = {(answer.start, answer.end) for answer in answers if answer.id in names}
    return frozenset(answer.id for answer in answers if (answer.start, answer.end) in responses)


def black_out(text: str, spans: Iterable[Span]) -> str:
    """A text of the same length and lines, where █ stands for every other character of the spans."""
    characters = list(text)
    for start, end in spans:
        characters[start:end] = re.sub(r"[^\r\n]", MASK, text[start:end])
    return "".join(characters)


def shape_of(text: str) -> str:
    """A digest of how long a text's lines are, and of nothing that they say: where it is the same, offsets hold.

    So it stays the same when words of the text are blackened.
    """
    return hashlib.sha256(black_out(text, [(0, len(text))]).encode()).hexdigest()


def plain(text: str) -> str:
    """A text's words, lower case, with one space before, between and behind, so that words are found whole."""
    return f" {phrase(text)} "


def phrase(text: str) -> str:
    """A text's words, lower case, with one space between them."""
    return " ".join(_WORD.findall(text.lower()))


def runs(text: str, length: int) -> Iterator[tuple[str, Span]]:
    """Every so many words in a row of a text, as a phrase, with where they stand."""
    words = [(each[0].lower(), each.span()) for each in _WORD.finditer(text)]
    for at in range(len(words) - length + 1):
        run = words[at : at + length]
        yield " ".join(word for word, _ in run), (run[0][1][0], run[-1][1][1])


def places(text: str, phrases: Collection[str]) -> Iterator[Span]:
    """Where a text says one of the phrases."""
    for length in sorted({each.count(" ") + 1 for each in phrases}):
        yield from (span for run, span in runs(text, length) if run in phrases)


def says(text: str | None, phrases: Collection[str]) -> bool:
    """Whether a text says one of the phrases."""
    return text is not None and next(places(text, phrases), None) is not None


def parts(answer: Answer) -> tuple[Span, Span]:
    """Where the question and the response of an answer stand."""
    return (answer.question_start, answer.question_end), (answer.start, answer.end)


def spans_of(answer: Answer, text: str) -> Iterator[Span]:
    """Where an answer stands on its page: the question with who asked it before or behind it, and the response."""
    start, end = answer.question_start, answer.question_end
    if answer.asked_from:
        behind = text.find(answer.asked_from, end, answer.start) if end < answer.start else -1
        before = text.rfind(answer.asked_from, _line_above(text, start), start)
        if behind >= 0:
            end = behind + len(answer.asked_from)
        elif before >= 0:
            start = text.rfind("\n", 0, before) + 1
    yield start, end
    yield answer.start, answer.end


def _line_above(text: str, at: int) -> int:
    """Where the last line with words before the line of this place begins."""
    return text[: text.rfind("\n", 0, at) + 1].rstrip().rfind("\n") + 1
