"""onrecord withdraw, restore, withdrawn: answers, or words of them, out of the record and back."""

from __future__ import annotations

import datetime as dt
import getpass
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from index import Spot, WithdrawalKind, WithdrawalReport, open_model, pending_withdrawals, read_withdrawals

from ..ledger import Detail, LedgerError
from ..withdrawing import bring_back, take_down
from .console import DataOption, JsonOption, console, errors, print_json, settings_with, table_of
from .index import showing
from .office import open_desk

AnswerArgument = Annotated[str, typer.Argument(help="The id, as onrecord search shows it.", show_default=False)]
ReasonOption = Annotated[str, typer.Option(help="Why; kept, so without the words.", show_default=False)]
ByOption = Annotated[str | None, typer.Option(help="Who (the name you are logged in as).", show_default=False)]
SeedsOption = Annotated[Path | None, typer.Option(help="Folder of the pages (seeds).", show_default=False)]


@dataclass(frozen=True, slots=True)
class Entry:
    """One withdrawal as printed with --json; `served` when the published index still shows what was withdrawn."""

    answer: str
    kind: WithdrawalKind
    reason: str
    by: str
    on: dt.date
    restored: dt.date | None
    restored_by: str | None
    served: bool


def withdraw_answer(
    answer: AnswerArgument,
    reason: ReasonOption,
    words: Annotated[
        list[str] | None, typer.Option(help="Exact words to black out; may be repeated. Without: the whole answer.")
    ] = None,
    by: ByOption = None,
    data: DataOption = None,
    seeds: SeedsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take an answer, or words of it, out of the record and out of every file that is served."""
    settings = settings_with(data, seeds)
    model = open_model(settings.index)
    with showing() as progress:
        done = take_down(
            settings,
            model,
            answer,
            reason=reason,
            by=by or getpass.getuser(),
            words=words or (),
            progress=progress,
            log=partial(_log, data),
        )
    what = f"{done.spans} places of {answer} are blacked out" if words else f"{answer} is withdrawn"
    _say(done, what, as_json)


def restore_answer(
    answer: AnswerArgument,
    reason: ReasonOption,
    by: ByOption = None,
    data: DataOption = None,
    seeds: SeedsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Bring back what was last withdrawn of an answer."""
    settings = settings_with(data, seeds)
    model = open_model(settings.index)
    with showing() as progress:
        done = bring_back(
            settings,
            model,
            answer,
            reason=reason,
            by=by or getpass.getuser(),
            progress=progress,
            log=partial(_log, data),
        )
    left = f"; {done.remaining} withdrawals of it remain" if done.remaining else ""
    _say(done, f"{answer} is restored{left}", as_json)


def withdrawn(data: DataOption = None, seeds: SeedsOption = None, as_json: JsonOption = False) -> None:
    """List what was withdrawn, and what came back."""
    settings = settings_with(data, seeds)
    pending = pending_withdrawals(settings.index)
    entries = [
        Entry(
            answer=each.answer,
            kind=each.kind,
            reason=each.reason,
            by=each.by,
            on=each.on,
            restored=each.restored.on if each.restored else None,
            restored_by=each.restored.by if each.restored else None,
            served=not each.restored and each.answer in pending,
        )
        for each in read_withdrawals(settings.index.seeds)
    ]
    if as_json:
        print_json(entries)
    else:
        _show(entries)
    if pending:
        errors.print(f"[red]still shown:[/] {escape(', '.join(pending))}. Build the index: onrecord index")


def _log(data: Path | None, action: str, subject: str, detail: Detail) -> None:
    """A line in the audit log; a ledger that cannot be written must not keep anything from being withdrawn."""
    try:
        with open_desk(data) as desk:
            desk.ledger.audit.write(desk.who, action, subject, detail)
    except LedgerError as error:
        errors.print(f"[red]not in the audit log:[/] {escape(str(error))}", soft_wrap=True)


def _say(done: WithdrawalReport, what: str, as_json: bool) -> None:
    if as_json:
        print_json(done)
    for note in _notes(done):
        errors.print(escape(note), soft_wrap=True)
    errors.print(f"{escape(what)}; generation {done.generation}", soft_wrap=True)


def _notes(done: WithdrawalReport) -> list[str]:
    """What is left for the editor to look at."""
    notes = list(done.problems)
    if done.with_it:
        notes.append(f"the response is also that of {', '.join(done.with_it)}: it is gone there too")
    if done.elsewhere:
        notes.append(f"the same words still stand in {', '.join(done.elsewhere)}: look at them too")
    if done.still:
        notes.append(f"it is still shown as {_listed(done.still)}: withdraw what belongs to it, or mend its file")
    if done.files:
        notes.append(f"files in the folder of pages, which nobody is served, that say it: {_listed(done.files)}")
    if done.held:
        notes.append(
            "a running program still reads the former index, which is deleted when it lets go: a server does within "
            "seconds (ONRECORD_API__REFRESH_SECONDS)"
        )
    return notes


def _listed(spots: Sequence[Spot]) -> str:
    return "; ".join(map(str, spots))


def _show(entries: list[Entry]) -> None:
    table = table_of("on", "kind", "answer", "by", "restored", text="reason")
    for each in entries:
        back = f"{each.restored} by {each.restored_by}" if each.restored else ""
        table.add_row(str(each.on), each.kind, escape(each.answer), escape(each.by), escape(back), escape(each.reason))
    console.print(table)
