"""How often somebody may try to sign in: under one name, and from one client."""

from __future__ import annotations

import hashlib

from fastapi import Request

from ...limits import Limiter
from ..settings import OfficeSettings

_TOO_MANY = "There were too many attempts to sign in. Please wait a little."


class Attempts:
    """Counts every attempt, right or wrong, whether or not there is such a name."""

    def __init__(self, settings: OfficeSettings, proxies: int) -> None:
        self._clients = Limiter(settings.client_attempts, proxies)
        self._names = Limiter(settings.attempts)

    def count(self, request: Request, name: str) -> None:
        """Count one attempt; TooManyError when there were too many."""
        self._clients.check(request, _TOO_MANY)
        self._names.count(hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest(), _TOO_MANY)
