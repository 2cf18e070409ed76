"""Bodies that are too large are refused, like any other error: as a problem, or as a page for a person."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .errors import respond


class BodyLimit:
    """Refuses a body that says it is too large unread, and one that hides its size as soon as it shows.

    Pure ASGI, so that streamed replies pass untouched.
    """

    def __init__(self, app: ASGIApp, largest: int) -> None:
        self.app = app
        self.largest = largest
        self.detail = f"The request is too large; {largest:,} bytes can be read."

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 413, or pass the request on with its bytes counted."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        declared = dict(scope["headers"]).get(b"content-length", b"")
        if declared.isdigit() and int(declared) > self.largest:
            await respond(Request(scope), 413, self.detail)(scope, receive, send)
            return
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > self.largest:
                raise HTTPException(413, self.detail)
            return message

        await self.app(scope, counted, send)
