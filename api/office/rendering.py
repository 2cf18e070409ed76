"""Pages of the office: the templates in `templates/office/`, with who is reading and where they may go."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import Request
from fastapi.responses import HTMLResponse, StreamingResponse

from ..html import pages_of
from .access.guards import User
from .navigation import menu_of


def render(
    request: Request,
    user: User | None,
    name: str,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    /,
    **context: object,
) -> HTMLResponse:
    """A page for somebody, or for nobody yet; it extends `office/base.html`, and its forms begin with `parts.token()`.

    `here` is the page's path, for the menu to mark.
    """
    return pages_of(request).render(f"office/{name}", status, headers, **_surroundings(request, user) | context)


def stream(request: Request, user: User, name: str, /, **context: object) -> StreamingResponse:
    """A page for somebody that goes out as it is made."""
    return pages_of(request).stream(f"office/{name}", **_surroundings(request, user) | context)


def _surroundings(request: Request, user: User | None) -> dict[str, object]:
    return {
        "user": user,
        "menu": menu_of(user.role) if user else [],
        "here": request.url.path,
        "form_token": user.form_token if user else "",
        "trouble": None,
    }
