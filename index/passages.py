"""An answer into the passages that are embedded: its question, further wordings, its response by sentences.

A sentence is what a question most often matches, and it is what is quoted. Text longer than the model's
window is split further, since a model drops what lies beyond it without a word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from langchain_text_splitters import RecursiveCharacterTextSplitter

from .parsing import split_sentences
from .record import Answer

CHUNKING = "sentences-2"
"""Goes into the manifest; raise it when the same answer would be cut differently."""
_Fit = Callable[[str, tuple[int, int]], Iterator[tuple[int, int]]]


class PassageKind(StrEnum):
    """Which part of an answer a passage is of."""

    QUESTION = "question"
    ALTERNATE = "alternate"
    RESPONSE = "response"


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of an answer, as offsets into its page: `page.text[start:end] == text`.

    An alternate wording is on no page: its offsets are both 0.
    """

    id: str
    answer_id: str
    kind: PassageKind
    start: int
    end: int
    text: str


def make_passages(answers: Sequence[Answer], window: int, count_tokens: Callable[[str], int]) -> list[Passage]:
    """Passages of every answer, none longer than `window` tokens."""
    splitter = RecursiveCharacterTextSplitter(
        chunk_size=window, chunk_overlap=0, length_function=count_tokens, add_start_index=True
    )

    def fit(text: str, span: tuple[int, int]) -> Iterator[tuple[int, int]]:
        whole = text[slice(*span)]
        if whole and whole == whole.strip() and count_tokens(whole) <= window:
            return iter([span])  # the splitter would say so too, having counted every word of it
        return _split(text, span, splitter)

    return [passage for answer in answers for passage in _passages(answer, fit)]


def _passages(answer: Answer, fit: _Fit) -> Iterator[Passage]:
    whole = [(0, len(answer.question))]
    sentences = split_sentences(answer.response)
    for kind, text, offset, spans in (
        (PassageKind.QUESTION, answer.question, answer.question_start, whole),
        (PassageKind.RESPONSE, answer.response, answer.start, sentences),
    ):
        pieces = [piece for span in spans for piece in fit(text, span)]
        for number, (start, end) in enumerate(pieces):
            name = f"{answer.id}/{kind}/{number}"
            yield Passage(name, answer.id, kind, offset + start, offset + end, text[start:end])
    wordings = [text[slice(*span)] for text in answer.alternates for span in fit(text, (0, len(text)))]
    for number, text in enumerate(wordings):
        yield Passage(f"{answer.id}/{PassageKind.ALTERNATE}/{number}", answer.id, PassageKind.ALTERNATE, 0, 0, text)


def _split(text: str, span: tuple[int, int], splitter: RecursiveCharacterTextSplitter) -> Iterator[tuple[int, int]]:
    for document in splitter.create_documents([text[slice(*span)]]):
        start = span[0] + int(document.metadata["start_index"])
        yield start, start + len(document.page_content)
