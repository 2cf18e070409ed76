"""A site's pages, asked for as a polite guest: its robots.txt, one request at a time, pauses, and who is asking."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping
from importlib.metadata import version

import httpcore2
from httpx2 import URL
from protego import Protego

from ..errors import FetchError
from .addresses import check_host, host_of, is_public, look_up, read_address
from .network import Network, Response
from .settings import FetchSettings, listed

NAME = "OnRecord"
"""What robots.txt knows us by."""

_ROBOTS_BYTES = 512_000  # RFC 9309 asks for 500 KiB at least
_LONGEST_PAUSE = 120.0  # seconds between requests, beyond which a site is left alone
_REDIRECTS = (301, 302, 303, 307, 308)
_BUSY = (429, 503)


def open_network() -> Network:
    """The open internet, and nothing else."""
    return Network(look_up, is_public, httpcore2.SyncBackend(), httpcore2.default_ssl_context())


class Web:
    """Asks the `hosts`, each at its own pace. What a site says in robots.txt is asked once for each `Web`."""

    def __init__(
        self,
        settings: FetchSettings,
        hosts: Collection[str],
        network: Network | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.settings = settings
        self.hosts = frozenset(hosts)
        self._network = network or open_network()
        self._sleep = sleep
        self._robots: dict[str, Protego | FetchError] = {}
        self._free_at: dict[str, float] = {}
        self._closed: dict[str, str] = {}

    @property
    def agent(self) -> str:
        """Who is asking, and whom to write to about it."""
        contact = f" (+{self.settings.contact})" if self.settings.contact else ""
        return f"{NAME}/{version('on-record')}{contact}"

    def get(self, address: str, headers: Mapping[str, str] | None = None) -> Response:
        """The answer to an address, redirects followed, each looked at like a first address.

        Raises FetchError when it may not be asked, or not now, or when what comes breaks a bound.
        """
        return self._follow(read_address(address), headers or {}, self.settings.largest, heed=True)

    def _follow(self, url: URL, headers: Mapping[str, str], largest: int, *, heed: bool) -> Response:
        for _ in range(self.settings.redirects + 1):
            check_host(url, self.hosts)
            robots = self._rules(url) if heed else None
            if robots and not robots.can_fetch(str(url), NAME):
                raise FetchError(f"the site's robots.txt does not let {NAME} ask for this")
            response = self._ask(url, headers, largest, _pause(robots))
            if response.status not in _REDIRECTS or "location" not in response.headers:
                return response
            onward = read_address(response.headers["location"], url)
            if url.scheme == "https" and onward.scheme == "http":
                raise FetchError("the site leads from https: to http:, which is not followed")
            url = onward
        raise FetchError(f"the site leads on more than {self.settings.redirects} times")

    def _ask(self, url: URL, headers: Mapping[str, str], largest: int, pause: float) -> Response:
        """One request, after the pause that is due."""
        host = host_of(url)
        if host in self._closed:
            raise FetchError(self._closed[host])
        self._sleep(max(0.0, self._free_at.get(host, 0.0) - time.monotonic()))
        own = {"User-Agent": self.agent, "Accept-Encoding": "gzip", "Accept": "*/*", "Connection": "close"}
        try:
            response = self._network.get(str(url), own | dict(headers), self.settings.timeout, largest)
        finally:
            self._free_at[host] = time.monotonic() + max(self.settings.delay, pause)
        if response.status in _BUSY:
            self._closed[host] = _busy(response)
            raise FetchError(self._closed[host])
        return response

    def _rules(self, url: URL) -> Protego:
        """The robots.txt of an address's site: none is leave, no answer is not now (RFC 9309)."""
        site = f"{url.scheme}://{host_of(url)}"
        if site not in self._robots:
            try:
                found = self._follow(url.copy_with(raw_path=b"/robots.txt"), {}, _ROBOTS_BYTES, heed=False)
                self._robots[site] = _read_robots(found)
            except FetchError as error:
                self._robots[site] = FetchError(f"not now: the site's robots.txt could not be read: {error}")
        rules = self._robots[site]
        if isinstance(rules, FetchError):
            raise rules
        return rules


def open_web(settings: FetchSettings, known: Iterable[str], also: Iterable[str] = ()) -> Web:
    """A web of the hosts that the settings name; where they name none, of the `known` addresses' and the listings'.

    `also` are addresses whose hosts may be asked this once.
    """
    rest = () if settings.hosts else (*known, *listed(settings.listings))
    named = {host_of(read_address(address)) for address in (*rest, *also)}
    return Web(settings, {*listed(settings.hosts), *named})


def _read_robots(response: Response) -> Protego:
    if response.status >= 500:
        raise FetchError(f"it answered {response.status}")
    text = response.body.decode("utf-8", "replace") if response.status == 200 else ""
    return Protego.parse(text)


def _pause(robots: Protego | None) -> float:
    """The pause that a site asks for, in seconds."""
    asked = (robots.crawl_delay(NAME) if robots else None) or 0.0
    if asked > _LONGEST_PAUSE:
        raise FetchError(f"the site asks for {asked:g} seconds between requests: capture its pages by hand")
    return asked


def _busy(response: Response) -> str:
    wait = response.headers.get("retry-after", "").strip()
    when = f"for {wait} seconds" if wait.isdigit() else f"until {wait}" if wait else "for a while"
    return f"the site answered {response.status} and wants to be left alone {when}. Fetch again after that"
