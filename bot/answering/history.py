"""How a published answer was changed on its page, word by word, as far as captures tell."""

from __future__ import annotations

from itertools import pairwise

from index import Ageing, AgeingKind, Answer

from ..changes import changed_spans, changes
from ..replies import Revision


def history(answer: Answer) -> tuple[Revision, ...]:
    """Every change of an answer, the oldest first."""
    wordings = [*((each.question, each.response) for each in answer.editions), (answer.question, answer.response)]
    return tuple(
        Revision(edition.seen, edition.replaced, changes(before[0], after[0]), changes(before[1], after[1]))
        for edition, (before, after) in zip(answer.editions, pairwise(wordings), strict=True)
    )


def changed_since(answer: Answer) -> tuple[Ageing, ...]:
    """The phrases of a response that were not so before it was last changed."""
    before = next((each.response for each in reversed(answer.editions) if _differs(each.response, answer)), None)
    if before is None:
        return ()
    spans = changed_spans(before, answer.response)
    return tuple(Ageing(start, end, answer.response[start:end], AgeingKind.CHANGED) for start, end in spans)


def _differs(response: str, answer: Answer) -> bool:
    return response.split() != answer.response.split()
