"""onrecord user: who may sign in. A password is asked for, or read from standard input; never an argument."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import dataclass
from typing import Annotated

import typer
from rich.markup import escape

from ..errors import FormError
from ..ledger import Account, Role
from ..office.access.passwords import Passwords
from ..office.access.people import add_user
from .console import DataOption, JsonOption, console, errors, print_json, table_of
from .office import Desk, open_desk

app = typer.Typer(help="Who may sign in, and what they may do.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="Name to sign in with; an e-mail address is a good one.")]
RoleOption = Annotated[Role, typer.Option(help="What they may do; each role may do what those before it may.")]
FromInput = Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input.")]


@dataclass(frozen=True, slots=True)
class Listed:
    """One user, as printed with --json."""

    name: str
    role: Role
    disabled: bool
    email: str | None
    password: bool
    directory: bool
    made_on: dt.date


@app.command()
def add(
    name: Name,
    role: RoleOption,
    email: Annotated[str, typer.Option(help="Address in the directory, if it is not the name.")] = "",
    password_stdin: FromInput = False,
    no_password: Annotated[bool, typer.Option(help="For somebody who signs in through the directory only.")] = False,
    data: DataOption = None,
) -> None:
    """Make an account; asks for its password twice."""
    if password_stdin and no_password:
        raise FormError("--password-stdin and --no-password exclude each other")
    with open_desk(data) as desk:
        password = None if no_password else _password(from_input=password_stdin)
        account = add_user(desk.ledger, _passwords(desk), desk.who, name, role, password, email)
    errors.print(f"{escape(account.name)} may sign in, as {account.role}.")


@app.command("list")
def list_users(data: DataOption = None, as_json: JsonOption = False) -> None:
    """Show every account."""
    with open_desk(data) as desk:
        users = [_listed(account) for account in desk.ledger.accounts.all()]
    if as_json:
        print_json(users)
        return
    table = table_of("name", "role", "state", "signs in by", "since", text="e-mail")
    for user in users:
        ways = [way for way, has in (("password", user.password), ("directory", user.directory)) if has]
        state = "disabled" if user.disabled else "active"
        table.add_row(escape(user.name), user.role, state, ", ".join(ways), str(user.made_on), escape(user.email or ""))
    console.print(table)


@app.command("role")
def change_role(name: Name, role: Annotated[Role, typer.Argument()], data: DataOption = None) -> None:
    """Give an account another role."""
    with open_desk(data) as desk:
        desk.ledger.accounts.set_role(desk.who, desk.account(name).name, role)


@app.command("password")
def change_password(name: Name, password_stdin: FromInput = False, data: DataOption = None) -> None:
    """Give an account another password; its sessions end."""
    with open_desk(data) as desk:
        account = desk.account(name)
        kept = _passwords(desk).hash(_password(from_input=password_stdin))
        desk.ledger.accounts.set_password(desk.who, account.name, kept)


@app.command()
def disable(name: Name, data: DataOption = None) -> None:
    """Let somebody in no more: sessions end at once, and tokens are refused."""
    with open_desk(data) as desk:
        desk.ledger.accounts.disable(desk.who, desk.account(name).name)


@app.command()
def enable(name: Name, data: DataOption = None) -> None:
    """Let somebody in again."""
    with open_desk(data) as desk:
        desk.ledger.accounts.enable(desk.who, desk.account(name).name)


def _listed(account: Account) -> Listed:
    by_password, by_directory = account.password_hash is not None, account.subject is not None
    return Listed(
        account.name, account.role, account.disabled, account.email, by_password, by_directory, account.made_on
    )


def _passwords(desk: Desk) -> Passwords:
    return Passwords(desk.settings.office)


def _password(*, from_input: bool) -> str:
    if from_input:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise FormError("there is no terminal to ask for a password on: use --password-stdin")
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
