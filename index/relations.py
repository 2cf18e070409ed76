"""Which answers belong to one thread: the same question at several meetings, or one response given twice."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from .embedding import Vectors
from .likeness import cosine, weigh
from .passages import Passage, PassageKind
from .record import Answer, Outcome

_RESPONSE_CLOSENESS = 0.8  # mean sentence vectors this close are worth comparing word by word
_SAME_RESPONSE = 0.9  # part of the words that two responses have in common, in order
_QUESTION_CLOSENESS = 0.6  # cosine of the two questions ...
_SHARED_WORDS = 0.18  # ... and tf-idf cosine of the two pairs; on the five pages both tell three threads apart


class RelationKind(StrEnum):
    """How two answers of a thread are related."""

    SAME_QUESTION = "same_question"
    SAME_RESPONSE = "same_response"


@dataclass(frozen=True, slots=True)
class Relation:
    """Two answers of one thread; symmetric, stored once."""

    one: str
    other: str
    kind: RelationKind


def find_relations(answers: Sequence[Answer], passages: Sequence[Passage], vectors: Vectors) -> list[Relation]:
    """Every related pair. A reply that only points to another answer is on that answer's thread too."""
    if not answers:
        return []
    questions = _means(answers, passages, vectors, PassageKind.QUESTION)
    responses = _means(answers, passages, vectors, PassageKind.RESPONSE)
    asked, answered = questions @ questions.T, responses @ responses.T
    words = weigh([f"{answer.question} {answer.response}" for answer in answers])
    found = []
    for at, one in enumerate(answers):
        for after in range(at + 1, len(answers)):
            other = answers[after]
            if answered[at, after] >= _RESPONSE_CLOSENESS and _same_words(one.response, other.response):
                found.append(Relation(one.id, other.id, RelationKind.SAME_RESPONSE))
            elif (
                _points(one, other)
                or _points(other, one)
                or (
                    one.page_id != other.page_id
                    and asked[at, after] >= _QUESTION_CLOSENESS
                    and cosine(words[at], words[after]) >= _SHARED_WORDS
                )
            ):
                found.append(Relation(one.id, other.id, RelationKind.SAME_QUESTION))
    return found


def _means(answers: Sequence[Answer], passages: Sequence[Passage], vectors: Vectors, kind: PassageKind) -> Vectors:
    """The direction of each answer's passages of a kind, shape (answers, dimension)."""
    place = {answer.id: at for at, answer in enumerate(answers)}
    sums = np.zeros((len(answers), vectors.shape[1]), np.float32)
    for passage, vector in zip(passages, vectors, strict=True):
        if passage.kind is kind:
            sums[place[passage.answer_id]] += vector
    return np.asarray(sums / np.linalg.norm(sums, axis=1, keepdims=True), np.float32)


def _same_words(one: str, other: str) -> bool:
    matcher = difflib.SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    return matcher.quick_ratio() >= _SAME_RESPONSE and matcher.ratio() >= _SAME_RESPONSE


def _points(source: Answer, target: Answer) -> bool:
    return source.outcome is Outcome.REFERRED and any(
        reference.answer_id == target.id and not reference.doubtful for reference in source.references
    )
