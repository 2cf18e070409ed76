"""What is asked into threads of the record, likeliest first, none that is too far away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index import Answer, Filters, Generation, Hit, Outcome, Vectors

from ..asking import Part
from .confidence import Background, Confidence, Evidence, evidence
from .threads import Thread, gather

_CONSIDERED = 20  # hits that may become cards
_ALL = 10_000  # more than a search ever finds


@dataclass(frozen=True, slots=True)
class Finder:
    """Searches one generation; `filters` narrow what is found and never how sure one has to be of it.

    `rerank` may put the likeliest in another order; how likely they are stays as it is.
    """

    generation: Generation
    confidence: Confidence
    filters: Filters | None = None
    rerank: Callable[[str, Sequence[Answer]], list[float]] | None = None

    def hits(self, part: Part, vector: Vectors) -> list[Hit]:
        """All answers with their probability as score, likeliest first; `vector` is the embedded part."""
        return self._ordered(part, self.confidence.weigh(part.question, *self._search(part, vector)))

    def evidence(self, part: Part, vector: Vectors) -> list[tuple[Hit, Evidence]]:
        """All answers by their fused score, and what speaks for each."""
        hits, background = self._search(part, vector)
        return [(hit, evidence(part.question, hit, background)) for hit in hits]

    def threads(self, part: Part, vector: Vectors) -> list[Thread]:
        """The threads that are close enough to be shown, likeliest first."""
        hits, background = self._search(part, vector)
        likeliest = self.confidence.weigh(part.question, hits, background)[:_CONSIDERED]
        near = self._ordered(part, [hit for hit in likeliest if self.confidence.band(hit.score)])
        pointed_to = _pointed_to(near)
        if pointed_to:
            fetched = self.generation.score(part.searched, vector, pointed_to)
            near += self.confidence.weigh(part.question, fetched, background)
        return [thread for thread in gather(near, self.generation) if self.confidence.band(thread.score)]

    def _ordered(self, part: Part, hits: list[Hit]) -> list[Hit]:
        if self.rerank is None or not hits:
            return hits
        first = hits[:_CONSIDERED]
        scores = self.rerank(part.question, [hit.answer for hit in first])
        order = sorted(range(len(first)), key=lambda at: -scores[at])
        return [*(first[at] for at in order), *hits[_CONSIDERED:]]

    def _search(self, part: Part, vector: Vectors) -> tuple[list[Hit], Background]:
        """The hits that the filters let through, and the background of all there are."""
        everything = self.generation.search(part.searched, vector, _ALL)
        found = everything
        if self.filters:
            found = self.generation.search(part.searched, vector, _ALL, self.filters)
        return found, Background.of(everything)


def share_out(found: Sequence[tuple[Part, Sequence[Thread]]], most: int) -> list[tuple[Part, Thread]]:
    """At most `most` threads and the part that each is for, but for each part its first; none of them twice.

    The first of each part is taken, then the second of each, and so on; those of several parts stand likeliest first.
    """
    ranked = [(rank, part, thread) for part, threads in found for rank, thread in enumerate(threads)]
    most = max(most, sum(rank == 0 for rank, _, _ in ranked))
    shared: list[tuple[Part, Thread]] = []
    shown: set[str] = set()
    for _, part, thread in sorted(ranked, key=lambda each: each[0]):
        answers = {hit.answer.id for hit in thread.hits}
        if len(shared) < most and not answers & shown:
            shown |= answers
            shared.append((part, thread))
    return sorted(shared, key=lambda pair: -pair[1].score) if len(found) > 1 else shared


def _pointed_to(hits: Sequence[Hit]) -> set[str]:
    """The answers that hits only point to and that are not among them, so that a pointer never stands alone."""
    pointers = [hit.answer for hit in hits if hit.answer.outcome is Outcome.REFERRED]
    wanted = {
        reference.answer_id
        for answer in pointers
        for reference in answer.references
        if reference.answer_id and not reference.doubtful
    }
    return wanted - {hit.answer.id for hit in hits}
