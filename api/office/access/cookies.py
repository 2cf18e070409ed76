"""Cookies of the office: set by whatever answers a request, on whatever response comes of it."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_KEY = "onrecord.cookies"


@dataclass(frozen=True, slots=True)
class Cookie:
    """One cookie by name; `secure` when the public reaches us by https, and then bound to this host alone."""

    name: str
    secure: bool

    @property
    def full_name(self) -> str:
        """The name that the browser knows it by."""
        return f"__Host-{self.name}" if self.secure else self.name

    def read(self, request: Request) -> str:
        """What the browser sent; nothing when it sent none."""
        return request.cookies.get(self.full_name, "")

    def set(self, request: Request, value: str) -> None:
        """Give it to the browser until that is closed; no script can read it, no other site's form sends it."""
        _carrier(request).set_cookie(self.full_name, value, path="/", secure=self.secure, httponly=True, samesite="lax")

    def clear(self, request: Request) -> None:
        """Take it back."""
        _carrier(request).delete_cookie(self.full_name, path="/", secure=self.secure, httponly=True, samesite="lax")


class Cookies:
    """Puts the cookies that were set during a request on its response; pure ASGI, so streams pass untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and mark what comes back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        carrier = scope[_KEY] = Response()

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                set_here = [(name, value) for name, value in carrier.raw_headers if name == b"set-cookie"]
                message["headers"] = [*message["headers"], *set_here]
            await send(message)

        await self.app(scope, receive, marked)


def _carrier(request: Request) -> Response:
    carrier = request.scope[_KEY]
    assert isinstance(carrier, Response)
    return carrier
