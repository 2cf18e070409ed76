"""What a withdrawal would be: the entry for `withdrawn.toml`, what would be black, and whom else it touches.

Nothing is changed here; `withdrawing.py` does what was planned.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from .blackening import Span, black_out, parts, plain, shape_of, sharing, spans_of
from .errors import WithdrawalError
from .finding import elsewhere, find_words, telling_words
from .imprints import both, imprint, joined
from .placing import is_on
from .reading import read_captured, serve
from .record import Answer, ParsedPage, WithdrawalKind
from .settings import IndexSettings
from .spots import Spot, files_saying, spots
from .stores.generations import DataFolder
from .withdrawals import Restoration, Withdrawal, read_withdrawals


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a withdrawal would do; `question` and `response` are spans of each text that would be black.

    `also`: what else of the pages would go, since no answer would say it any more. `elsewhere`, `still`: the answers,
    and the other places, that would still say it. `files`: in the folder of pages, which nobody is served.
    """

    answer_id: str
    kind: WithdrawalKind
    question: tuple[Span, ...]
    response: tuple[Span, ...]
    with_it: tuple[str, ...]
    also: tuple[Spot, ...]
    elsewhere: tuple[str, ...]
    still: tuple[Spot, ...]
    files: tuple[Spot, ...]
    page_sha256: str

    @property
    def mark(self) -> str:
        """What a confirmation brings back, so that nothing is done but what was shown."""
        return hashlib.sha256(repr(self).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Plan:
    """A withdrawal that can be made: what it would do, its entry, and all entries as they would be."""

    foreseen: Foreseen
    entry: Withdrawal
    entries: tuple[Withdrawal, ...]


def foresee(settings: IndexSettings, answer_id: str, *, reason: str, words: Sequence[str] = ()) -> Foreseen:
    """What `withdraw` would do to the answer, with nothing changed; raises as it does."""
    return plan(settings, answer_id, reason, "nobody yet", dt.date.min, words).foreseen


def plan(settings: IndexSettings, answer_id: str, reason: str, by: str, on: dt.date, words: Sequence[str]) -> Plan:
    """A withdrawal that can be made now; WithdrawalError for one that cannot."""
    pages = _pages(settings)
    page, answer = _find(answer_id, pages)
    entries = read_withdrawals(settings.seeds)
    _refuse_twice(answer_id, page, entries)
    if any(plain(each) in plain(reason) for each in words):
        raise WithdrawalError("the reason holds the words that are to go, and it is kept. Say it without them.")
    masks = [span for each in entries if _masks(each, page) for span in each.spans]
    spans = find_words(page.page.text, answer, words, masks) if words else ()
    entry = _entry(page, answer, spans, reason, by, on)
    former = [each for each in entries if _gives_way(each, entry, page)]
    kept = tuple(_settled(each, entry) if each in former else each for each in entries)
    served, _ = serve(pages, (*kept, entry))
    entry = _imprinted(entry, page, _together(page, answer, spans), masks, served, former)
    foreseen = _foreseen(page, answer, spans, serve(pages, entries)[0], served, settings.seeds)
    return Plan(foreseen, entry, (*kept, entry))


def _foreseen(
    page: ParsedPage,
    answer: Answer,
    spans: tuple[Span, ...],
    before: Sequence[ParsedPage],
    after: Sequence[ParsedPage],
    seeds: Path,
) -> Foreseen:
    black, (question, response) = spans or parts(answer), parts(answer)
    phrases = telling_words(page, answer, spans)
    left = spots(after, phrases)
    return Foreseen(
        answer_id=answer.id,
        kind=WithdrawalKind.MASKED if spans else WithdrawalKind.SUPPRESSED,
        question=_inside(black, *question),
        response=_inside(black, *response),
        with_it=tuple(sorted(_together(page, answer, spans) - {answer.id})),
        also=tuple(sorted(spots(before, phrases) - left)),
        elsewhere=elsewhere(phrases, after),
        still=tuple(sorted(left)),
        files=files_saying(seeds, phrases),
        page_sha256=page.page.sha256,
    )


def _pages(settings: IndexSettings) -> tuple[ParsedPage, ...]:
    return read_captured(settings.seeds, lambda *_: None, DataFolder(settings.data).parses).pages


def _find(answer_id: str, pages: Sequence[ParsedPage]) -> tuple[ParsedPage, Answer]:
    for page in pages:
        for answer in page.answers:
            if answer.id == answer_id:
                return page, answer
    raise WithdrawalError(
        f"there is no answer {answer_id} on the pages. Its page's address and onrecord search name it."
    )


def _gives_way(former: Withdrawal, new: Withdrawal, page: ParsedPage) -> bool:
    """Whether an entry was made of the same answer before its page changed."""
    return former.answer == new.answer and not former.restored and not is_on(former, page)


def _settled(former: Withdrawal, new: Withdrawal) -> Withdrawal:
    gone = Restoration(reason="The page changed since; withdrawn anew.", by=new.by, on=new.on)
    return former.model_copy(update={"restored": gone})


def _together(page: ParsedPage, answer: Answer, spans: Sequence[Span]) -> frozenset[str]:
    """The answers that a withdrawal touches: those of the same response, unless only words of the question go."""
    shared = not spans or any(answer.start <= start < answer.end for start, _ in spans)
    return sharing(page.answers, {answer.id}) if shared else frozenset({answer.id})


def _entry(page: ParsedPage, answer: Answer, spans: tuple[Span, ...], reason: str, by: str, on: dt.date) -> Withdrawal:
    try:
        return Withdrawal(
            answer=answer.id,
            page_sha256=page.page.sha256,
            shape_sha256=shape_of(page.page.text),
            kind=WithdrawalKind.MASKED if spans else WithdrawalKind.SUPPRESSED,
            spans=spans or joined(_standing(page, _together(page, answer, ()))),
            reason=reason,
            by=by,
            on=on,
        )
    except ValidationError as error:
        raise unfit(error) from None


def _standing(page: ParsedPage, names: Collection[str]) -> Iterator[Span]:
    """Where answers stand on their page."""
    for answer in page.answers:
        if answer.id in names:
            yield from ((start, end) for start, end in spans_of(answer, page.page.text) if start < end)


def _imprinted(
    entry: Withdrawal,
    page: ParsedPage,
    touched: Collection[str],
    masks: Sequence[Span],
    served: Sequence[ParsedPage],
    former: Sequence[Withdrawal],
) -> Withdrawal:
    """An entry that knows its words again: those of the whole answer, or those around masks, never the masked ones.

    What a former entry of the whole answer knew is known further.
    """
    whole = entry.kind is WithdrawalKind.SUPPRESSED
    text = black_out(page.page.text, masks if whole else (*masks, *entry.spans))
    own = [text[slice(*span)] for span in _standing(page, touched)]
    others = [f"{each.question}\n{each.response}" for kept in served for each in kept.answers if each.id not in touched]
    known = imprint(own, others, entry.answer)
    for each in former:
        known = both(known, each.imprint or "") if whole and each.kind is entry.kind else known
    return entry.model_copy(update={"imprint": known or None})


def _holds_on(entry: Withdrawal, page: ParsedPage) -> bool:
    return not entry.restored and is_on(entry, page)


def _masks(entry: Withdrawal, page: ParsedPage) -> bool:
    return entry.kind is WithdrawalKind.MASKED and _holds_on(entry, page)


def _refuse_twice(answer_id: str, page: ParsedPage, entries: Sequence[Withdrawal]) -> None:
    whole = {each.answer for each in entries if _holds_on(each, page) and each.kind is WithdrawalKind.SUPPRESSED}
    if answer_id in whole or answer_id in sharing(page.answers, whole):
        raise WithdrawalError(f"{answer_id} is withdrawn already. See: onrecord withdrawn")


def _inside(spans: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    """The spans of a page that lie in a part of it, as offsets into that part."""
    return tuple((a - start, b - start) for a, b in spans if start <= a < end)


def unfit(error: ValidationError) -> WithdrawalError:
    """What is wrong with a reason or a name."""
    why = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
    return WithdrawalError(f"{why}. A reason and a name are one line of text each; nothing was changed.")
