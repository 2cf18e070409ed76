"""What might be asked next, and which subjects lie closest: taken from neighbouring answers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

from index import Answer, Generation, Hit, Vectors

from ..replies import Suggestion

_NEIGHBOURS = 30  # hits looked through for answers that are not on show yet
_CLOSEST = 5  # hits whose subjects are named when none of them is close enough
_LONGEST = 110  # characters of a question that is offered
_PLAIN = re.compile(r"[A-Z][^.!?]*\?")  # one question, without what a resident may have to say about it


def suggestions(shown: Sequence[str], generation: Generation, most: int) -> list[Suggestion]:
    """Questions that neighbours of the first answer shown are answers to, closest first.

    One a thread, and none of a thread that is shown already.
    """
    question, vector = _typical(shown[0], generation)
    neighbours = _new(generation.search(question, vector, _NEIGHBOURS), shown, generation)
    return [Suggestion(_short(_typical(each.id, generation)[0]), each.id) for each in islice(neighbours, most)]


def subjects(hits: Sequence[Hit], most: int = 3) -> list[str]:
    """What the closest hits are about: the heading that an answer stands under, or its meeting's theme."""
    folded: dict[str, str] = {}
    for hit in hits[:_CLOSEST]:
        name = hit.answer.topic or hit.meeting.theme
        if name:
            folded.setdefault(name.casefold(), name)
    return list(folded.values())[:most]


def _new(hits: Iterable[Hit], shown: Collection[str], generation: Generation) -> Iterator[Answer]:
    def thread(answer_id: str) -> set[str]:
        return {answer_id, *(other for other, _ in generation.catalogue.related(answer_id))}

    seen = {other for each in shown for other in thread(each)}
    for hit in hits:
        if hit.answer.id not in seen and not hit.answer.references:
            seen |= thread(hit.answer.id)
            yield hit.answer


def _typical(answer_id: str, generation: Generation) -> tuple[str, Vectors]:
    """The wording of a question most like its other wordings, a short and plain one where there is, and its vector."""
    texts, vectors = generation.wordings(answer_id)
    likeness = vectors @ vectors.sum(axis=0)
    place = max(range(len(texts)), key=lambda at: (_is_plain(texts[at]), likeness[at]))
    return texts[place], vectors[place]


def _is_plain(text: str) -> bool:
    return len(text) <= _LONGEST and bool(_PLAIN.fullmatch(text))


def _short(question: str) -> str:
    line = " ".join(question.split())
    return line if len(line) <= _LONGEST else line[:_LONGEST].rsplit(" ", 1)[0] + " …"
