"""What every response tells a browser: no script or style but our own files, no frames, no referrer."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "img-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)
_FEATURES = ("browsing-topics", "camera", "display-capture", "geolocation", "microphone", "payment", "usb")
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _FEATURES),
    "Cross-Origin-Opener-Policy": "same-origin",
}
_WIDGET = "/widget/"
PRIVATE = ("/office", "/precedents", "/check", "/drafts")
"""What lies behind a sign-in: never kept, never found, never another website's to read."""
_UNSHARED = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "same-origin",  # with none, a browser does not say that a form of ours is ours
}


class SecurityHeaders:
    """Adds them to every response; only the widget's own files may be used by other origins' pages.

    Which origins' scripts can read a response is for CORS to say; pure ASGI, so that streamed replies pass untouched.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and mark what comes back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        shared = "cross-origin" if scope["path"].startswith(_WIDGET) else "same-origin"
        marks = HEADERS | {"Cross-Origin-Resource-Policy": shared} | (_UNSHARED if private(scope["path"]) else {})

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(marks)
            await send(message)

        await self.app(scope, receive, marked)


def private(path: str) -> bool:
    """Whether a path lies behind a sign-in."""
    return f"{path}/".startswith(tuple(f"{room}/" for room in PRIVATE))


class PublicOnly:
    """Asks `shared`, which opens responses to other websites, for public paths only; pure ASGI."""

    def __init__(self, app: ASGIApp, shared: ASGIApp) -> None:
        self.app = app
        self.shared = shared

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, one way or the other."""
        closed = scope["type"] == "http" and private(scope["path"])
        await (self.app if closed else self.shared)(scope, receive, send)


class GuardedApp(FastAPI):
    """An application whose every response, an unforeseen error's too, is marked and open to the named origins only."""

    origins: tuple[str, ...] = ()

    def build_middleware_stack(self) -> ASGIApp:
        """As the framework does, with ours outside of all of it."""
        inner = super().build_middleware_stack()
        shared = CORSMiddleware(
            inner,
            allow_origins=self.origins,
            allow_methods=("GET", "POST"),
            allow_headers=("Content-Type",),
            expose_headers=("OnRecord-Generation", "Retry-After"),
        )
        return SecurityHeaders(PublicOnly(inner, shared))
