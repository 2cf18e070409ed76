"""What a form of the office's pages sent, and whether it came from one of them."""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated
from urllib.parse import parse_qs, urlsplit

from fastapi import Depends, Request

from ...errors import ForbiddenError, FormError

FIELD = "form_token"
HEADER = "X-Form-Token"
"""A script of ours that sends something else than a form says the same in a header."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_KIND = "application/x-www-form-urlencoded"
_MOST = 3000
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form, each as often as it was sent."""

    fields: Mapping[str, Sequence[str]] = field(default_factory=dict, repr=False)

    def text(self, name: str) -> str:
        """A field's text, with the line breaks of this side; empty when it was not sent."""
        return self.fields.get(name, [""])[0].replace("\r\n", "\n")

    def number(self, name: str) -> int:
        """A field's whole number; FormError when it is none."""
        text = self.text(name).strip()
        if not text.isdecimal() or len(text) > 9:
            raise FormError("Write a whole number.")
        return int(text)

    def all(self, name: str) -> Sequence[str]:
        """Every text of a field, for boxes that are ticked."""
        return self.fields.get(name, [])


async def read_form(request: Request) -> Form:
    """The form of a request; an empty one when it sent something else."""
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if request.method in SAFE or kind != _KIND:
        return Form()
    try:
        return Form(parse_qs((await request.body()).decode(), keep_blank_values=True, max_num_fields=_MOST))
    except ValueError:
        raise FormError("The form cannot be read.") from None


Posted = Annotated[Form, Depends(read_form)]
"""The form of a request, for a route to ask for."""


def check_form(request: Request, form: Form, token: str, address: str | None) -> None:
    """Whether a request that changes something was sent by a page of ours, of this session; else ForbiddenError."""
    given = form.text(FIELD) or request.headers.get(HEADER, "")
    if not _from_here(request, address) or not hmac.compare_digest(token.encode(), given.encode("utf-8", "replace")):
        raise ForbiddenError("This form is too old, or is not one of this page. Open the page again and repeat it.")


def _from_here(request: Request, address: str | None) -> bool:
    """What the browser says of where a request comes from; one that says nothing has the form's token to show."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("origin")
    return origin is None or _origin(origin) == _origin(address or f"{request.url.scheme}://{request.url.netloc}")


def _origin(address: str) -> tuple[str, str, int | None] | None:
    try:
        parts = urlsplit(address)
        return parts.scheme, parts.hostname or "", parts.port or _PORTS.get(parts.scheme)
    except ValueError:
        return None


def onward(path: str, otherwise: str) -> str:
    """Where to go after signing in: a path of this site as it was given, or else another."""
    safe = path.startswith("/") and path.isprintable() and path.isascii() and not {"\\", " "} & set(path)
    return path if safe and not path.startswith("//") and len(path) <= 2000 else otherwise
