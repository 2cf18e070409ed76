"""Hits into threads: the same question across meetings, or one response given twice, is one card."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from index import Answer, Generation, Hit, Outcome, RelationKind


@dataclass(frozen=True, slots=True)
class Thread:
    """Hits that belong together, closest first; `lead` is the one to show."""

    lead: Hit
    hits: tuple[Hit, ...]

    @property
    def score(self) -> float:
        """The score of the closest answer of the thread."""
        return self.hits[0].score


def gather(hits: Sequence[Hit], generation: Generation) -> list[Thread]:
    """Threads in the order of their closest hit; `hits` come best first."""
    groups: list[list[Hit]] = []
    for hit in hits:
        related = {other for other, _ in generation.catalogue.related(hit.answer.id)}
        homes = [group for group in groups if any(member.answer.id in related for member in group)]
        if not homes:
            groups.append([hit])
            continue
        for other in homes[1:]:  # this hit shows that they were one thread all along
            homes[0] += other
            groups.remove(other)
        homes[0].append(hit)
    threads = [Thread(_lead(group), tuple(sorted(group, key=lambda hit: -hit.score))) for group in groups]
    return [thread for thread in threads if not _only_points(thread.lead.answer)]


def _only_points(answer: Answer) -> bool:
    """Whether an answer has nothing to say but where else to look."""
    return answer.outcome is Outcome.REFERRED and bool(answer.references)


def _lead(hits: Sequence[Hit]) -> Hit:
    """The newest answer of a thread, and of one meeting's the closest; never one that only points elsewhere."""
    speaking = [hit for hit in hits if hit.answer.outcome is not Outcome.REFERRED] or list(hits)
    return max(speaking, key=lambda hit: (hit.meeting.date or dt.date.min, hit.score))


def others(answer_id: str, generation: Generation) -> list[tuple[str, RelationKind]]:
    """The other answers of a thread, newest meeting first, each with how it is related to the lead."""
    related = generation.catalogue.related(answer_id)

    def when(pair: tuple[str, RelationKind]) -> dt.date:
        return generation.meeting(generation.answer(pair[0]).page_id).date or dt.date.min

    return sorted(related, key=when, reverse=True)
