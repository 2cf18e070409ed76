"""A form that came after its session had ended: the sign-in page carries it on, sealed, to whoever sent it.

It is taken only with the token of the session that ended, whose cookie the browser still has, so that no other
website's form is carried; it is given back to the same account only, as a page to send again, and never kept here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import Request

from ...errors import ForbiddenError
from ..office import Office
from .forms import FIELD, Form, check_form

_PURPOSE = "carried"
_ROOMS = ("/office/drafts", "/office/check")
"""Where people write what would be a loss; never where they type passwords."""


@dataclass(frozen=True, slots=True)
class Carried:
    """Where a form was sent, and what it held."""

    account: int
    path: str
    fields: Mapping[str, Sequence[str]]


def carry(request: Request, office: Office, form: Form) -> str | None:
    """The form of a request, sealed; None when it is not to be carried, or too long to be."""
    session = office.sessions.former(office.session_cookie.read(request))
    if session is None or session.account is None or not request.url.path.startswith(_ROOMS):
        return None
    try:
        check_form(request, form, office.sessions.form_token(session), office.address)
    except ForbiddenError:
        return None
    fields = {name: list(texts) for name, texts in form.fields.items() if name != FIELD}
    sealed = office.seals.seal(_PURPOSE, [session.account, request.url.path, fields])
    return sealed if fields and len(sealed) <= office.longest_carried else None


def carried(office: Office, text: str) -> Carried | None:
    """What was sealed; None when it was not by us."""
    match office.seals.open(_PURPOSE, text, office.longest_carried):
        case [int(account), str(path), dict(fields)]:
            return Carried(account, path, fields)
    return None
