"""How often one client may ask, and who a client is."""

from __future__ import annotations

import ipaddress
import math
import time
from collections.abc import Sequence
from typing import Annotated

from fastapi import Depends, Request
from limits import RateLimitItem, parse_many
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from .errors import TooManyError

_NETWORK = 64  # one household holds that many bits of addresses (IPv6)


def read_rates(text: str) -> list[RateLimitItem]:
    """ "30/minute" or several, "30/minute;500/hour"; none when empty. A ValueError says what is wrong."""
    rates = parse_many(text) if text.strip() else []
    if any(rate.amount < 1 for rate in rates):
        raise ValueError("a rate of less than one request would turn everybody away")
    return rates


class Limiter:
    """Counts requests by client, in this process's memory."""

    def __init__(self, rates: str, proxies: int = 0) -> None:
        self._rates = read_rates(rates)
        self._proxies = proxies
        self._window = MovingWindowRateLimiter(MemoryStorage())

    def check(self, request: Request, what: str | None = None) -> None:
        """Count one request; TooManyError, saying `what`, when its client has had its share."""
        forwarded = ",".join(request.headers.getlist("x-forwarded-for"))
        self.count(client_of(request.client.host if request.client else "", forwarded, self._proxies), what)

    def count(self, key: str, what: str | None = None) -> None:
        """Count one of whatever a key stands for; TooManyError when it has had its share."""
        for rate in self._rates:
            if not self._window.hit(rate, key):
                until = self._window.get_window_stats(rate, key).reset_time
                raise TooManyError(max(1, math.ceil(until - time.time())), what)


def client_of(peer: str, forwarded: str, proxies: int) -> str:
    """Who asked: the peer, or what the outermost of our own proxies saw.

    Each proxy adds the address it was called from on the right of X-Forwarded-For; what stands further left than
    our own proxies wrote is anybody's word.
    """
    hops = [hop.strip() for hop in forwarded.split(",") if hop.strip()]
    seen = hops[-proxies:] if proxies else []
    return _network(seen[0] if len(seen) == proxies and seen else peer) or _network(peer) or peer


def _network(address: str) -> str | None:
    """An address as it is counted, without port; None when it is none."""
    try:
        ip = ipaddress.ip_address(_bare(address))
    except ValueError:
        return None
    if isinstance(ip, ipaddress.IPv6Address):
        return str(ip.ipv4_mapped or ipaddress.ip_network((int(ip), _NETWORK), strict=False))
    return str(ip)


def _bare(address: str) -> str:
    if address.startswith("["):
        return address[1:].split("]")[0]
    parts: Sequence[str] = address.split(":")
    return parts[0] if len(parts) == 2 else address


async def _limited(request: Request) -> None:
    limiter_of(request).check(request)


def limiter_of(request: Request) -> Limiter:
    """The limiter of the application that a request came to."""
    limiter = request.app.state.limiter
    assert isinstance(limiter, Limiter)
    return limiter


Limited = Depends(_limited)
"""For a route that may be asked only so often."""


async def _refused(request: Request) -> TooManyError | None:
    try:
        limiter_of(request).check(request)
    except TooManyError as error:
        return error
    return None


Refused = Annotated[TooManyError | None, Depends(_refused)]
"""For a route that has something to say to a client that asks too often: why it is refused, if it is."""
