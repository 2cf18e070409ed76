"""/office/users: who may come in, and what they may do; for admins."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from ...errors import AccountError, FormError, MissingError, TakenError, describe
from ...ledger import Role
from ..access.forms import Form, Posted
from ..access.guards import Admin, OfficeOf, User
from ..access.people import add_user
from ..navigation import HOME
from ..office import Office
from ..rendering import render

router = APIRouter(include_in_schema=False)
_AT = f"{HOME}/users"
_ONE = _AT + "/{name}"


@dataclass(frozen=True, slots=True)
class Typed:
    """What the form for a new user holds."""

    name: str = ""
    role: str = Role.STAFF
    email: str = ""


@router.get(_AT)
def users(request: Request, office: OfficeOf, user: Admin) -> Response:
    """Everybody with an account, and a form for another."""
    return _all(request, office, user)


@router.post(_AT)
def add(request: Request, office: OfficeOf, user: Admin, form: Posted) -> Response:
    """A new account."""
    typed = Typed(form.text("name"), form.text("role"), form.text("email"))
    try:
        password = form.text("password") or None
        add_user(office.ledger, office.passwords, user.who, typed.name, _role(form), password, typed.email)
    except (FormError, TakenError) as error:
        status, trouble, _ = describe(error)
        return _all(request, office, user, status, trouble=trouble, typed=typed)
    return RedirectResponse(_AT, 303)


@router.get(_ONE)
def one(request: Request, office: OfficeOf, user: Admin, name: str) -> Response:
    """One account, and what can be changed of it."""
    return _one(request, office, user, name)


@router.post(f"{_ONE}/{{change}}")
def change(request: Request, office: OfficeOf, user: Admin, form: Posted, name: str, change: str) -> Response:
    """Another role or password; in or out."""
    try:
        _apply(office, user.who, name, change, form)
    except (FormError, AccountError) as error:
        status, trouble, _ = describe(error)
        return _one(request, office, user, name, status, trouble=trouble)
    return RedirectResponse(f"{_AT}/{quote(name, safe='')}", 303)


def _apply(office: Office, who: str, name: str, change: str, form: Form) -> None:
    accounts = office.ledger.accounts
    match change:
        case "role":
            accounts.set_role(who, name, _role(form))
        case "password":
            accounts.set_password(who, name, office.passwords.hash(form.text("password")))
        case "disable":
            accounts.disable(who, name)
        case "enable":
            accounts.enable(who, name)
        case _:
            raise MissingError("There is nothing like that to change.")


def _role(form: Form) -> Role:
    try:
        return Role(form.text("role"))
    except ValueError:
        raise FormError(f"Choose one of: {', '.join(Role)}.") from None


def _all(request: Request, office: Office, user: User, status: int = 200, **context: object) -> Response:
    context = {"typed": Typed(), "shortest": office.settings.shortest_password} | context
    return render(request, user, "users.html", status, accounts=office.ledger.accounts.all(), **context)


def _one(request: Request, office: Office, user: User, name: str, status: int = 200, **context: object) -> Response:
    account = office.ledger.accounts.by_name(name)
    if account is None:
        raise MissingError("There is no user of that name.")
    return render(request, user, "user.html", status, account=account, **context)
