"""onrecord serve: the application on a port, with an index built first if there is none."""

from __future__ import annotations

import faulthandler
from contextlib import suppress
from socket import AF_INET6, socket
from typing import Annotated

import typer
import uvicorn
from rich.markup import escape

from index import GenerationError, Index, NoGenerationError, pending_withdrawals

from ..app import build_app
from ..settings import Settings
from .console import DataOption, errors, settings_with
from .index import build_with_progress

_GRACE = 10  # seconds that replies in hand are given when the server is told to end


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on (127.0.0.1).", show_default=False)] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port (8000).", show_default=False)] = None,
    data: DataOption = None,
) -> None:
    """Serve the record; builds the index from seeds/ when there is none, or when it shows what was withdrawn."""
    settings = settings_with(data)
    _build_if_needed(settings)
    config = uvicorn.Config(
        build_app(settings),
        host=host or settings.api.host,
        port=settings.api.port if port is None else port,
        proxy_headers=False,  # a forwarded address is anybody's word until an operator names the proxy
        access_log=False,  # addresses hold questions
        log_level="warning",
        timeout_graceful_shutdown=_GRACE,
    )
    with suppress(KeyboardInterrupt):
        _Server(config).run()


class _Server(uvicorn.Server):
    """Says where it listens once it does: port 0 is whichever was free, and a name can be several addresses."""

    async def startup(self, sockets: list[socket] | None = None) -> None:
        faulthandler.enable()  # an engine that crashes in this process ends it: the log says so
        try:
            await super().startup(sockets)
        except SystemExit:  # the log says why
            raise typer.Exit(1) from None
        taken = [_address(listener) for server in self.servers for listener in server.sockets]
        errors.print(f"On Record: {', '.join(taken)} (Ctrl-C ends it)", soft_wrap=True)


def _address(listener: socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if listener.family == AF_INET6 else f"http://{host}:{port}"


def _build_if_needed(settings: Settings) -> None:
    try:
        Index.published(settings.index)
    except NoGenerationError:
        errors.print(f"There is no index in {settings.index.data} yet: building it from {settings.index.seeds}.")
        build_with_progress(settings)
        return
    except GenerationError as error:
        errors.print(
            f"[yellow]{escape(str(error))}[/] Until then an older generation is served, if one is sound.",
            soft_wrap=True,
        )
        return
    if pending := pending_withdrawals(settings.index):
        errors.print(f"The index still shows what was withdrawn ({', '.join(pending)}): building it again.")
        build_with_progress(settings)
