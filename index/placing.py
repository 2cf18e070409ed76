"""Where each withdrawal holds on the pages as they are read now, however they were read when it was made.

On the text that it was made on, its spans say what goes. A page that changed since, or that is read as another text,
loses the whole answer, and every other one that says words of it. Whatever else would show some of it goes as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from .blackening import Span, black_out, parts, shape_of, sharing
from .errors import CurationError
from .imprints import joined, met
from .record import Answer, Former, ParsedPage, WithdrawalKind, Withheld
from .withdrawals import Withdrawal, place_of

_Owners = Mapping[str, ParsedPage]


def place(
    pages: Sequence[ParsedPage], withdrawals: Sequence[Withdrawal]
) -> tuple[defaultdict[str, set[Withheld]], tuple[str, ...]]:
    """What goes from each page, by its id, and what is doubtful; CurationError for an entry that fits no page."""
    active = [(place_of(number, each), each) for number, each in enumerate(withdrawals, start=1) if not each.restored]
    owners = {answer.id: page for page in pages for answer in (*page.uncorrected, *page.answers)}
    asked_for = {each.answer for _, each in active}
    withheld: defaultdict[str, set[Withheld]] = defaultdict(set)
    problems: list[str] = []
    for where, each in active:
        names = _names(each, pages, owners)
        _refuse_outside(where, each, owners)
        found = [(page, taken) for page in _about(each, names, pages, owners) if (taken := _found(each, names, page))]
        if not found:
            raise CurationError(
                f"{where}: no page here has that answer, so nothing was built. Was a page renamed, taken away, "
                "captured again or corrected? Look whether the words still stand somewhere, then mend the id or take "
                "the entry away."
            )
        for page, taken in found:
            withheld[page.page.id] |= taken
            problems += _doubts(where, each, names, page, taken, asked_for)
    return withheld, tuple(problems)


def is_on(withdrawal: Withdrawal, page: ParsedPage) -> bool:
    """Whether a withdrawal was made on a page's very text, so that its spans count there."""
    same = withdrawal.page_sha256 == page.page.sha256
    return same and withdrawal.shape_sha256 in (None, shape_of(page.page.text))


def _names(withdrawal: Withdrawal, pages: Sequence[ParsedPage], owners: _Owners) -> list[str]:
    """The answers that an entry is about: the one of its id, and what the one that it was made of is called now."""
    made_of = Former(withdrawal.page_sha256, withdrawal.answer)
    moved = [name for page in pages for name, formers in page.formerly.items() if made_of in formers]
    return [name for name in dict.fromkeys([withdrawal.answer, *moved]) if name in owners]


def _about(
    withdrawal: Withdrawal, names: Sequence[str], pages: Sequence[ParsedPage], owners: _Owners
) -> list[ParsedPage]:
    """The captures of the page that an entry is about; every page when no answer has its name any more."""
    meetings = {owners[name].meeting.id for name in names}
    return [page for page in pages if page.meeting.id in meetings or not meetings]


def _refuse_outside(where: str, withdrawal: Withdrawal, owners: _Owners) -> None:
    page = owners.get(withdrawal.answer)
    if page is None or withdrawal.kind is WithdrawalKind.SUPPRESSED or not is_on(withdrawal, page):
        return
    answers = [answer for answer in (*page.answers, *page.uncorrected) if answer.id == withdrawal.answer]
    own = [span for each in answers for span in parts(each)]
    if not all(any(a <= start and end <= b for a, b in own) for start, end in withdrawal.spans):
        raise CurationError(
            f"{where}: its spans lie outside the answer, whose question is at {own[0]} and its response at {own[1]}. "
            "Mend them, or restore the entry and withdraw again with --words."
        )


def _found(withdrawal: Withdrawal, names: Sequence[str], page: ParsedPage) -> set[Withheld]:
    """What an entry takes from a page; nothing when none of it stands there."""
    text, answer, whole = page.page.text, withdrawal.answer, withdrawal.kind is WithdrawalKind.SUPPRESSED
    spans = withdrawal.spans if is_on(withdrawal, page) else ()
    there = {each.id for each in (*page.answers, *page.uncorrected)} & {*names}
    stands = bool(there) or black_out(text, spans) != text
    if spans and not whole:
        return {Withheld(name, withdrawal.kind, spans) for name in there or {answer}} if stands else set()
    words = met(text, withdrawal.imprint or "", answer)
    if not (stands or words):
        return set()
    gone = there | {*_overlapping(page.answers, (*spans, *words))}
    places = joined((*spans, *words)) if whole else ()
    found = {Withheld(name, WithdrawalKind.SUPPRESSED) for name in gone - {answer}}
    return {*found, *(Withheld(answer, WithdrawalKind.SUPPRESSED, each) for each in (spans, places))}


def _doubts(
    where: str,
    withdrawal: Withdrawal,
    names: Collection[str],
    page: ParsedPage,
    found: Collection[Withheld],
    asked_for: Collection[str],
) -> Iterator[str]:
    """What an editor has to look at, since the page is another one or is read otherwise."""
    taken = {each.answer_id for each in found}
    others = sorted(taken - sharing(page.answers, names) - {*names} - {*asked_for})
    if not is_on(withdrawal, page):
        now = sorted(taken & {*names} - {withdrawal.answer})
        yield (
            f"{where}: {page.page.source} has changed since, so the whole answer is left out"
            + (f", {', '.join(now)} now" if now else "")
            + (f"; so is {', '.join(others)}, with words of it" if others else "")
            + ". Look at it, and withdraw again whatever has to be, which takes the place of this entry."
        )
    elif others:
        yield (
            f"{where}: {page.page.source} is read otherwise since then, and words of it stand in {', '.join(others)}, "
            "left out as well. Mend how the page is read, or restore the entry and withdraw again whatever has to be."
        )


def _overlapping(answers: Sequence[Answer], spans: Sequence[Span]) -> Iterator[str]:
    for answer in answers:
        if any(a < d and c < b for a, b in parts(answer) for c, d in spans):
            yield answer.id
