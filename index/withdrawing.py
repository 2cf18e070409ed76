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
from .errors import BuildError, ChangedError, GenerationError, NoGenerationError, RecordError, WithdrawalError
from .planning import Foreseen, plan, unfit
from .reading import Progress
from .record import WithdrawalKind
from .settings import IndexSettings
from .spots import Spot
from .stores.files import alone
from .stores.generations import DataFolder
from .stores.manifest import Manifest
from .withdrawals import FILE_NAME, Restoration, Withdrawal, read_withdrawals, shown_in, write_withdrawals

_PATIENCE = 600.0  # seconds to wait for a build that is running: a withdrawal must not fail because of one


@dataclass(frozen=True, slots=True)
class WithdrawalReport:
    """What was done, and what is left to look at; nothing here holds the words.

    `with_it`: answers that share the response, and so lost it or the words in it too. `elsewhere`, `still`: answers and
    other places of the record that still say the same or hold the masked words; `files`: those in the folder of pages.
    `remaining`: withdrawals of this answer that still hold. `held`: older generations that somebody reads; each is
    deleted when it is let go, a server's after its next refresh.
    """

    answer_id: str
    kind: WithdrawalKind
    spans: int
    with_it: tuple[str, ...]
    elsewhere: tuple[str, ...]
    still: tuple[Spot, ...]
    files: tuple[Spot, ...]
    remaining: int
    generation: str
    held: tuple[str, ...]
    problems: tuple[str, ...]


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
    expect: str | None = None,
) -> WithdrawalReport:
    """Take an answer out of the record, or only the given words of it, and every trace out of the data folder.

    `expect` is the mark of what `foresee` showed. Raises ChangedError when that is not what would be done any more,
    another WithdrawalError when it cannot be done, both with nothing changed; BuildError when it is written down, but
    the former index still serves.
    """
    with _locked(settings) as data:
        planned = plan(settings, answer_id, reason, by, on, words)
        seen = planned.foreseen
        _refuse_changed(expect, seen.mark, answer_id)
        write_withdrawals(settings.seeds, planned.entries)
        report = _built(data, settings, embedder, progress, f"{answer_id} is withdrawn", "still shows it")
    return _report(planned.entry, planned.entries, report, seen)


def restore(
    settings: IndexSettings,
    embedder: Embedder,
    progress: Progress,
    answer_id: str,
    *,
    reason: str,
    by: str,
    on: dt.date,
    expect: str | None = None,
) -> WithdrawalReport:
    """Bring back what was withdrawn of an answer last; what was withdrawn of it before stays withdrawn.

    `expect` is the mark of the entry that was shown; raises as `withdraw` does. The entry stays in the file, with who
    restored it and why.
    """
    with _locked(settings) as data:
        entries = read_withdrawals(settings.seeds)
        at = _latest(answer_id, entries)
        _refuse_changed(expect, entries[at].mark, answer_id)
        try:
            restored = entries[at].model_copy(update={"restored": Restoration(reason=reason, by=by, on=on)})
        except ValidationError as error:
            raise unfit(error) from None
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
    return shown_in(honoured, read_withdrawals(settings.seeds))


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


def _refuse_changed(shown: str | None, now: str, answer_id: str) -> None:
    if shown not in (None, now):
        raise ChangedError(
            f"what this would do to {answer_id} has changed since it was shown, so nothing was done. Look at it again."
        )


def _latest(answer_id: str, entries: Sequence[Withdrawal]) -> int:
    active = [at for at, each in enumerate(entries) if each.answer == answer_id and not each.restored]
    if not active:
        raise WithdrawalError(
            f"nothing of {answer_id} is withdrawn. If it went with an answer that has the same response, restore that. "
            "See: onrecord withdrawn"
        )
    return active[-1]


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
    seen: Foreseen | None = None,
) -> WithdrawalReport:
    remaining = sum(each.answer == entry.answer and not each.restored for each in entries)
    return WithdrawalReport(
        answer_id=entry.answer,
        kind=entry.kind,
        spans=len(entry.spans) if entry.kind is WithdrawalKind.MASKED else 0,
        with_it=seen.with_it if seen else (),
        elsewhere=seen.elsewhere if seen else (),
        still=seen.still if seen else (),
        files=seen.files if seen else (),
        remaining=remaining,
        generation=built.generation,
        held=built.held,
        problems=built.problems,
    )
