"""Puts the verbs together and turns errors into exit codes: 0 done, 1 the work failed, 2 the call was wrong."""

from __future__ import annotations

import sys

import typer

from bot import BotError
from index import RecordError

from ..errors import ApiError, FormError, SettingsError
from . import (
    ask,
    audit,
    calibrate,
    check,
    doctor,
    draft,
    evaluate,
    export,
    gates,
    index,
    ledger,
    parse,
    search,
    serve,
    token,
    user,
    withdraw,
)
from .console import errors

app = typer.Typer(
    name="onrecord",
    help="Answers residents' questions with what the constabulary has already said on the record.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("index")(index.index)
app.command("parse")(parse.parse_file)
app.command("serve")(serve.serve)
app.command("ask")(ask.ask)
app.command("search")(search.search)
app.command("draft")(draft.draft)
app.command("check")(check.check)
app.command("withdraw")(withdraw.withdraw_answer)
app.command("restore")(withdraw.restore_answer)
app.command("withdrawn")(withdraw.withdrawn)
app.command("eval")(evaluate.evaluate_file)
app.command("calibrate")(calibrate.calibrate_files)
app.command("gates")(gates.train_gates_file)
app.command("export")(export.export_record)
app.command("import")(export.import_export)
app.command("doctor")(doctor.doctor)
app.add_typer(user.app, name="user")
app.add_typer(token.app, name="token")
app.command("audit")(audit.audit)
app.add_typer(ledger.app, name="ledger")


def main() -> None:
    """Run the command line; what went wrong goes to standard error, in words."""
    vars(sys.modules["__main__"]).pop("__file__", None)  # children would import the whole program again, by this name
    try:
        app()
    except (RecordError, BotError, ApiError) as error:
        errors.print(f"[bold red]onrecord:[/] {_escaped(error)}", soft_wrap=True)
        sys.exit(2 if isinstance(error, (SettingsError, FormError)) else 1)


def _escaped(error: Exception) -> str:
    return str(error).replace("[", "\\[")
