"""Withdraws an answer, or words of one, and brings it back: an entry in `withdrawn.toml`, a build, nothing left behind.

The entry is written before anything is built. A process that is killed leaves no entry, or one that the next build
honours, on any machine that has the pages.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from pydantic import ValidationError

from .building import BuildReport, build_locked
from .embedding import Embedder
from .errors import BuildError, GenerationError, NoGenerationError, RecordError, WithdrawalError
from .finding import elsewhere, find_words
from .reading import Progress, read_captured
from .record import Answer, ParsedPage, WithdrawalKind, Withheld
from .settings import IndexSettings
from .stores.files import alone
from .stores.generations import DataFolder
from .stores.manifest import Manifest
from .withdrawals import FILE_NAME, Restoration, Withdrawal, read_withdrawals, write_withdrawals
from .withholding import Span, plain, sharing, withhold

_PATIENCE = 600.0  # seconds to wait for a build that is running: a withdrawal must not fail because of one


@dataclass(frozen=True, slots=True)
class WithdrawalReport:
    """What was done, and what is left to look at; nothing here holds the words.

    `with_it`: answers that share the response, and so lost it or the words in it too. `elsewhere`: answers that still
    say the same or hold the masked words. `remaining`: withdrawals of this answer that still hold. `held`: older
    generations that somebody reads; each is deleted when it is let go, a server's after its next refresh.
    """

    answer_id: str
    kind: WithdrawalKind
    spans: int
    with_it: tuple[str, ...]
    elsewhere: tuple[str, ...]
    remaining: int
    generation: str
    held: tuple[str, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a withdrawal would do; `question` and `response` are spans of each text that would be black."""

    answer_id: str
    kind: WithdrawalKind
    question: tuple[Span, ...]
    response: tuple[Span, ...]
    with_it: tuple[str, ...]
    elsewhere: tuple[str, ...]
    page_sha256: str


@dataclass(frozen=True, slots=True)
class _Plan:
    """A withdrawal that can be made: the entries as they would be, and whom it touches."""

    answer: Answer
    entry: Withdrawal
    entries: tuple[Withdrawal, ...]
    with_it: tuple[str, ...]
    elsewhere: tuple[str, ...]


def withdraw(
    settings: IndexSettings,
    embedder: Embedder,
    progress: Progress,
    answer_id: str,
    *,
    reason: str,
    by: str,
    on: dt.date,
    words: Sequence[str] = (),
) -> WithdrawalReport:
    """Take an answer out of the record, or only the given words of it, and every trace out of the data folder.

    Raises WithdrawalError when that cannot be done, with nothing changed; BuildError when it is written down, but the
    former index still serves.
    """
    with _locked(settings) as data:
        plan = _plan(settings, answer_id, reason, by, on, words)
        write_withdrawals(settings.seeds, plan.entries)
        report = _built(data, settings, embedder, progress, f"{answer_id} is withdrawn", "still shows it")
    return _report(plan.entry, plan.entries, report, plan.with_it, plan.elsewhere)


def foresee(settings: IndexSettings, answer_id: str, *, reason: str, words: Sequence[str] = ()) -> Foreseen:
    """What `withdraw` would do to the answer, with nothing changed; raises as it does."""
    plan = _plan(settings, answer_id, reason, "nobody yet", dt.date.min, words)
    answer = plan.answer
    spans = plan.entry.spans or ((answer.question_start, answer.question_end), (answer.start, answer.end))
    return Foreseen(
        answer_id,
        plan.entry.kind,
        _inside(spans, answer.question_start, answer.question_end),
        _inside(spans, answer.start, answer.end),
        plan.with_it,
        plan.elsewhere,
        plan.entry.page_sha256,
    )


def restore(
    settings: IndexSettings,
    embedder: Embedder,
    progress: Progress,
    answer_id: str,
    *,
    reason: str,
    by: str,
    on: dt.date,
) -> WithdrawalReport:
    """Bring back what was withdrawn of an answer last; what was withdrawn of it before stays withdrawn.

    Raises as `withdraw` does. The entry stays in the file, with who restored it and why.
    """
    with _locked(settings) as data:
        entries = read_withdrawals(settings.seeds)
        at = _latest(answer_id, entries)
        try:
            restored = entries[at].model_copy(update={"restored": Restoration(reason=reason, by=by, on=on)})
        except ValidationError as error:
            raise _unfit(error) from None
        entries = (*entries[:at], restored, *entries[at + 1 :])
        write_withdrawals(settings.seeds, entries)
        report = _built(data, settings, embedder, progress, f"{answer_id} is restored", "does not show it yet")
    return _report(restored, entries, report)


def pending_withdrawals(settings: IndexSettings) -> tuple[str, ...]:
    """The answers that were withdrawn, but that the published index still shows; empty when nothing is published."""
    data = DataFolder(settings.data)
    try:
        honoured = Manifest.read(data.folder(data.current())).withheld
    except (NoGenerationError, GenerationError):
        return ()
    return tuple(
        each.answer
        for each in read_withdrawals(settings.seeds)
        if not each.restored
        and str(Withheld(each.answer, each.kind, each.spans)) not in honoured
        and str(Withheld(each.answer, WithdrawalKind.SUPPRESSED)) not in honoured
    )


def _plan(settings: IndexSettings, answer_id: str, reason: str, by: str, on: dt.date, words: Sequence[str]) -> _Plan:
    pages = _pages(settings)
    page, answer = _find(answer_id, pages)
    entries = read_withdrawals(settings.seeds)
    _refuse_twice(answer_id, page, entries)
    if any(plain(each) in plain(reason) for each in words):
        raise WithdrawalError("the reason holds the words that are to go, and it is kept. Say it without them.")
    taken = [span for each in entries if _is_of(each, page) for span in each.spans]
    spans = find_words(page.page.text, answer, words, taken) if words else ()
    entry = _entry(page, answer, spans, reason, by, on)
    entries = (*_settled(entries, entry), entry)
    served, _ = withhold(pages, entries)
    touched = sharing(page.answers, {answer_id}) - {answer_id} if _in_response(entry, answer) else frozenset()
    return _Plan(answer, entry, entries, tuple(sorted(touched)), elsewhere(page, answer, spans, served))


@contextmanager
def _locked(settings: IndexSettings) -> Iterator[DataFolder]:
    """Nobody else builds here, and nobody changes these pages' withdrawals from elsewhere."""
    data = DataFolder(settings.data)
    with data.locked(_PATIENCE):
        try:
            with alone(settings.seeds):
                yield data
        except OSError as error:
            raise WithdrawalError(
                f"{settings.seeds / FILE_NAME}: cannot be written ({error}). Check the folder and its rights."
            ) from None


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


def _settled(entries: Sequence[Withdrawal], new: Withdrawal) -> tuple[Withdrawal, ...]:
    """The entries; those made of the same answer before its page changed give way to the new one."""
    gone = Restoration(reason="The page changed since; withdrawn anew.", by=new.by, on=new.on)
    return tuple(
        each.model_copy(update={"restored": gone})
        if each.answer == new.answer and not each.restored and each.page_sha256 != new.page_sha256
        else each
        for each in entries
    )


def _entry(page: ParsedPage, answer: Answer, spans: tuple[Span, ...], reason: str, by: str, on: dt.date) -> Withdrawal:
    kind = WithdrawalKind.MASKED if spans else WithdrawalKind.SUPPRESSED
    try:
        return Withdrawal(
            answer=answer.id, page_sha256=page.page.sha256, kind=kind, spans=spans, reason=reason, by=by, on=on
        )
    except ValidationError as error:
        raise _unfit(error) from None


def _is_of(entry: Withdrawal, page: ParsedPage) -> bool:
    return not entry.restored and entry.page_sha256 == page.page.sha256


def _refuse_twice(answer_id: str, page: ParsedPage, entries: Sequence[Withdrawal]) -> None:
    whole = {each.answer for each in entries if _is_of(each, page) and each.kind is WithdrawalKind.SUPPRESSED}
    if answer_id in whole or answer_id in sharing(page.answers, whole):
        raise WithdrawalError(f"{answer_id} is withdrawn already. See: onrecord withdrawn")


def _latest(answer_id: str, entries: Sequence[Withdrawal]) -> int:
    active = [at for at, each in enumerate(entries) if each.answer == answer_id and not each.restored]
    if not active:
        raise WithdrawalError(
            f"nothing of {answer_id} is withdrawn. If it went with an answer that has the same response, restore that. "
            "See: onrecord withdrawn"
        )
    return active[-1]


def _inside(spans: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    """The spans of a page that lie in a part of it, as offsets into that part."""
    return tuple((a - start, b - start) for a, b in spans if start <= a < end)


def _in_response(entry: Withdrawal, answer: Answer) -> bool:
    return not entry.spans or any(answer.start <= start < answer.end for start, _ in entry.spans)


def _built(
    data: DataFolder, settings: IndexSettings, embedder: Embedder, progress: Progress, done: str, but: str
) -> BuildReport:
    try:
        return build_locked(data, settings, embedder, progress)
    except RecordError as error:
        raise BuildError(
            f"{done} in {settings.seeds / FILE_NAME}, but the index {but}: {error} Mend that and build again at once "
            "(onrecord index), or stop the server."
        ) from error


def _report(
    entry: Withdrawal,
    entries: Sequence[Withdrawal],
    built: BuildReport,
    with_it: tuple[str, ...] = (),
    others: tuple[str, ...] = (),
) -> WithdrawalReport:
    remaining = sum(each.answer == entry.answer and not each.restored for each in entries)
    return WithdrawalReport(
        answer_id=entry.answer,
        kind=entry.kind,
        spans=len(entry.spans),
        with_it=with_it,
        elsewhere=others,
        remaining=remaining,
        generation=built.generation,
        held=built.held,
        problems=built.problems,
    )


def _unfit(error: ValidationError) -> WithdrawalError:
    why = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
    return WithdrawalError(f"{why}. A reason and a name are one line of text each; nothing was changed.")
