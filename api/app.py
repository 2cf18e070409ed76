"""The application: routes, errors and the life of its state."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from fastapi import FastAPI

from .body import BodyLimit
from .errors import CarriedError, install_handlers
from .headers import GuardedApp
from .health import router as health
from .html import Pages
from .limits import Limiter
from .office.access.cookies import Cookies
from .office.check import router as check
from .office.drafts import router as drafts
from .office.pages import ROUTERS as OFFICE
from .office.pages.sign_in import sign_in_again
from .office.precedents.route import router as precedents
from .public.about import router as about
from .public.ask import router as ask
from .public.assets import install_assets
from .public.chat import router as chat
from .public.feedback import router as feedback
from .public.record import router as record
from .settings import Settings
from .state import State, keep_fresh, open_state


def build_app(settings: Settings, opening: Callable[[Settings], State] = open_state) -> FastAPI:
    """An application over the index that `opening` finds; it starts, and answers danger, without one too."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        state = await asyncio.to_thread(opening, settings)
        app.state.on_record = state
        watching = asyncio.create_task(keep_fresh(state))
        try:
            yield
        finally:
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching
            state.close()

    app = GuardedApp(
        title="On Record",
        summary="What the constabulary has already said on the record, word for word, with meeting and date.",
        version="0.1.0",
        lifespan=lifespan,
        docs_url=None,  # the usual pages load scripts from somebody else's servers
        redoc_url=None,
    )
    app.add_middleware(BodyLimit, largest=settings.api.largest_body)
    app.add_middleware(Cookies)
    install_handlers(app)
    app.add_exception_handler(CarriedError, sign_in_again)
    app.origins = settings.api.allowed_origins
    app.state.pages = Pages(settings.api.address)
    app.state.limiter = Limiter(settings.api.rate, settings.api.proxies)
    for router in (chat, ask, feedback, record, about, health, precedents, check, drafts, *OFFICE):
        app.include_router(router)
    install_assets(app)
    return app
