"""onrecord token: what programs sign in with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

import typer
from rich.markup import escape

from ..ledger import Token
from ..office.access.tokens import Scope, make_token
from .console import DataOption, JsonOption, console, errors, print_json, table_of
from .office import open_desk

app = typer.Typer(help="What programs sign in with.", no_args_is_help=True)


@dataclass(frozen=True, slots=True)
class Listed:
    """One token, as printed with --json."""

    prefix: str
    user: str
    label: str
    scopes: list[str]
    expires_on: dt.date
    revoked: bool
    last_used_on: dt.date | None


@app.command()
def add(
    user: Annotated[str, typer.Argument(help="Whose name the program works in.")],
    label: Annotated[str, typer.Option(help="What it is for.")],
    scope: Annotated[list[Scope], typer.Option(help="What it may be used for; several times for several.")],
    days: Annotated[int, typer.Option(min=1, help="How long it is good.")] = 90,
    data: DataOption = None,
) -> None:
    """Make a token and print it, this once."""
    with open_desk(data) as desk:
        account = desk.account(user)
        made = make_token(desk.ledger, desk.settings.office, desk.who, account, label, scope, days)
    errors.print("Copy it now: it is not shown again.")
    typer.echo(made.text)


@app.command("list")
def list_tokens(data: DataOption = None, as_json: JsonOption = False) -> None:
    """Show every token, without its secret."""
    with open_desk(data) as desk:
        tokens = [_listed(token, user) for token, user in desk.ledger.tokens.all()]
    if as_json:
        print_json(tokens)
        return
    table = table_of("prefix", "user", "scopes", "ends after", "last used", "state", text="label")
    for token in tokens:
        state = "revoked" if token.revoked else "over" if token.expires_on < dt.date.today() else "good"
        used = str(token.last_used_on or "never")
        scopes = " ".join(token.scopes)
        table.add_row(token.prefix, escape(token.user), scopes, str(token.expires_on), used, state, escape(token.label))
    console.print(table)


@app.command()
def revoke(prefix: Annotated[str, typer.Argument(help="As token list shows it.")], data: DataOption = None) -> None:
    """Refuse a token from now on."""
    with open_desk(data) as desk:
        desk.ledger.tokens.revoke(desk.who, prefix.removeprefix("orc_"))


def _listed(token: Token, user: str) -> Listed:
    return Listed(
        token.prefix, user, token.label, token.scopes.split(), token.expires_on, token.revoked, token.last_used_on
    )
