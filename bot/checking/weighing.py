"""What one answer of the record has to say to a draft sentence, all of its closest sentences taken together."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .contrasting import Difference, Finding, contrast
from .figures import Figure
from .names import Name, NameKind
from .reading import Reading
from .statements import Near, Statement, Statements

_TOGETHER = 3  # sentences of one answer that a draft sentence may draw on
_ADDS = 0.15  # part of what the draft says that a further sentence must add to be shown
_SURER = 0.4  # how much likelier a difference must be than that another sentence says the same
_COINCIDENCE = 0.12  # figures less alike than this only happen to have the same value


@dataclass(frozen=True, slots=True)
class Weighed:
    """One answer's sentences beside a draft sentence.

    `score`, 0 to 2: the closest one's cosine plus the part of the draft's telling words, by rarity, that they hold
    together. `differences` contradict the draft; `unheard` are its figures, dates and names of which they say nothing.
    """

    statements: tuple[Statement, ...]
    score: float
    differences: tuple[Difference, ...]
    unheard: tuple[str, ...]

    @property
    def held(self) -> dt.date:
        """The meeting's date; the earliest there is where it is not known, which puts it last."""
        return self.statements[0].held or dt.date.min


def weigh(draft: Reading, near: Iterable[Near], record: Statements) -> list[Weighed]:
    """The answers that sentences near a draft sentence belong to, closest first."""
    said = _telling(draft, record)
    by_answer: dict[str, list[Near]] = defaultdict(list)
    for each in near:
        by_answer[each.statement.answer_id].append(each)
    weighed = [_weigh(draft, found, said, record) for found in by_answer.values()]
    return sorted(weighed, key=lambda each: (-each.score, each.statements[0].at))


def _telling(draft: Reading, record: Statements) -> dict[str, float]:
    """The draft's telling stems and how much each says; figures and periods are compared by value."""
    return {word.stem: record.rarity(word.stem) for word in draft.words if word.telling and not draft.is_specific(word)}


def _weigh(draft: Reading, found: Sequence[Near], said: dict[str, float], record: Statements) -> Weighed:
    def held(statements: Iterable[Statement]) -> float:
        stems = {word.stem for each in statements for word in record.reading(each).words}
        return sum(weight for stem, weight in said.items() if stem in stems) / max(sum(said.values()), 1e-9)

    ranked = sorted(found, key=lambda each: (-each.closeness - held([each.statement]), each.statement.at))[:_TOGETHER]
    statements = [each.statement for each in ranked]
    score = max(each.closeness for each in ranked) + held(statements)
    findings = {each.at: contrast(draft, record.reading(each), each.held) for each in statements}
    settled = _settled(findings, statements[0].at)
    settled = [each for each in settled if not _said_elsewhere(each, draft, statements, record)]
    telling = {each.place for at in findings for each in findings[at] if each.difference is None} | {
        each.place for each in settled
    }
    used = [statements[0]]
    for at, each in enumerate(statements[1:], 1):
        adds = held(statements[: at + 1]) - held(statements[:at]) >= _ADDS
        if adds or any(finding in settled for finding in findings[each.at]):
            used.append(each)
    differences = tuple(dict.fromkeys(each.difference for each in settled if each.difference))
    return Weighed(tuple(used), score, differences, tuple(_unheard(draft, telling, statements[0], record)))


def _settled(findings: dict[int, list[Finding]], closest: int) -> list[Finding]:
    """The surest difference of each place, unless another sentence says the same as the draft about as surely.

    Only the closest sentence can deny the draft.
    """
    by_place: dict[int, list[Finding]] = defaultdict(list)
    for at, each in findings.items():
        for finding in each:
            if finding.place >= 0 or at == closest:
                by_place[finding.place].append(finding)
    settled = []
    for place in sorted(by_place):
        agreed = max((each.likeness for each in by_place[place] if each.difference is None), default=0.0)
        differing = [each for each in by_place[place] if each.difference]
        surest = max(differing, key=lambda each: each.likeness, default=None)
        if surest and (agreed < _COINCIDENCE or surest.likeness > agreed + _SURER):
            settled.append(surest)
    return settled


def _said_elsewhere(finding: Finding, draft: Reading, statements: Sequence[Statement], record: Statements) -> bool:
    """Whether another of the sentences has the very name that one has another for."""
    if not finding.difference or finding.difference.kind != "name":
        return False
    name = next(each for each in draft.names if each.start == finding.place)
    return any(name.key == other.key for each in statements for other in record.reading(each).names)


def _unheard(draft: Reading, told: set[int], closest: Statement, record: Statements) -> Iterable[str]:
    """What the draft is specific about and the answer is not."""
    for each in draft.specifics:
        single = isinstance(each, Figure) and each.low == each.high == 1
        if each.start not in told and not single:
            yield each.text
    stems = {word.stem for each in record.of_answer[closest.answer_id] for word in record.reading(each).words}
    yield from (name.text for name in draft.names if name.start not in told and _new(name, draft, stems))


def _new(name: Name, draft: Reading, stems: set[str]) -> bool:
    """Whether a name has a word that the answer has nowhere; abbreviations and what opens a sentence are not told."""
    if name.kind is not NameKind.OTHER or name.start == 0 or name.text.isupper():
        return False
    inside = [word for word in draft.words if name.start <= word.start < name.end and word.telling]
    return bool(inside) and not any(word.stem in stems for word in inside)
