"""Bodies that say they are too large are refused before they are read, as a problem like any other."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from .errors import problem


class BodyLimit:
    """Pure ASGI, so that streams pass untouched; bodies that hide their size are counted by the framework."""

    def __init__(self, app: ASGIApp, largest: int) -> None:
        self.app = app
        self.largest = largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 413, or pass the request on."""
        declared = dict(scope.get("headers", [])).get(b"content-length", b"")
        if scope["type"] == "http" and declared.isdigit() and int(declared) > self.largest:
            response = problem(413, f"The request is too large; {self.largest:,} bytes can be read.")
            await response(scope, receive, send)
        else:
            await self.app(scope, receive, send)
