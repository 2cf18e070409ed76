"""Names and e-mail addresses of accounts, as they are kept."""

from __future__ import annotations

import re

from ...errors import FormError

_NAME = re.compile(r"[a-z0-9][a-z0-9._@+'-]{0,98}[a-z0-9]|[a-z0-9]")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,230}")


def plain(text: str) -> str:
    """A name as it is kept: in small letters, without space around it."""
    return text.strip().lower()


def new_name(text: str) -> str:
    """The name for a new account; FormError when it cannot be one."""
    name = plain(text)
    if not _NAME.fullmatch(name):
        raise FormError("A name is 1 to 100 of the letters a to z, digits, and . _ @ + ' - between them.")
    return name


def new_email(text: str, name: str) -> str | None:
    """The e-mail address of a new account: what is given, or its name if that is one; None if there is none."""
    email = plain(text) or (name if "@" in name else "")
    if email and not _EMAIL.fullmatch(email):
        raise FormError("The e-mail address cannot be one.")
    return email or None
