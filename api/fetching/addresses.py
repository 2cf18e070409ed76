"""Which addresses may be asked at all, by their text and by the number that their name stands for."""

from __future__ import annotations

import hashlib
import ipaddress
import re
import socket
from collections.abc import Callable, Collection
from urllib.parse import unquote

from httpx2 import URL, InvalidURL

from ..errors import FetchError

Resolve = Callable[[str, int], list[str]]
"""The numeric addresses of a host's name."""

Permitted = Callable[[str], bool]
"""Whether a numeric address may be connected to."""

_LONGEST = 2000  # characters of an address
_LONGEST_NAME = 70  # characters of a file's name that come out of an address
_UNICAST = ipaddress.ip_network("2000::/3")  # all of IPv6 that is handed out
_PORTS = {"http": 80, "https": 443}


def read_address(text: str, base: URL | None = None) -> URL:
    """An address without its fragment, against another where it is relative; FetchError when it is not one to ask."""
    try:
        url = base.join(text.strip()) if base else URL(text.strip())
        port = url.port
    except (InvalidURL, ValueError, TypeError):
        raise FetchError("this is no address that can be read") from None
    if max(len(text), len(str(url))) > _LONGEST:
        raise FetchError(f"the address is longer than {_LONGEST} characters")
    if url.scheme not in _PORTS:
        raise FetchError(f"'{url.scheme}:' is not asked, only http: and https:")
    if not url.host or port == 0:
        raise FetchError("the address names no host")
    if url.userinfo:
        raise FetchError("the address holds a user name or a password. Take it out")
    return url.copy_with(fragment=None)


def host_of(url: URL) -> str:
    """The host as the list of allowed hosts names it: with its port only where that is not the usual one."""
    host, port = url.raw_host.decode("ascii"), url.port
    return host if port in (None, _PORTS[url.scheme]) else f"{host}:{port}"


def check_host(url: URL, hosts: Collection[str]) -> None:
    """Refuse an address of a host that is not on the list."""
    if host_of(url) not in hosts:
        raise FetchError(
            f"{host_of(url)} is not among the hosts that may be asked. Add it to ONRECORD_FETCH__HOSTS, or repeat with "
            "--allow-host for this address alone"
        )


def look_up(host: str, port: int) -> list[str]:
    """What the machine's resolver says."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def is_public(number: str) -> bool:
    """Whether a numeric address is one of the open internet, and no way round to one that is not.

    Of IPv6 only what is handed out, so neither mapped, compatible nor translated (NAT64) addresses; and neither 6to4
    nor Teredo, which hold an IPv4 address of anybody's choice.
    """
    try:
        address = ipaddress.ip_address(number)
    except ValueError:
        return False
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        return address in _UNICAST and address.sixtofour is None and address.teredo is None
    return True


def same_page(url: URL) -> str:
    """What two ways to write the address of one page have in common."""
    return f"{host_of(url)}{url.raw_path.decode('ascii').rstrip('/')}"


def slug(address: str) -> str:
    """A name for the file of a page, always the same for the same address: words of it, and a few signs of its hash."""
    url = read_address(address)
    words = re.sub(r"[^a-z0-9]+", "-", unquote(url.path.rstrip("/").rsplit("/", 1)[-1]).lower()).strip("-")
    sign = hashlib.sha256(same_page(url).encode()).hexdigest()[:8]
    return f"{words[:_LONGEST_NAME].strip('-') or 'page'}-{sign}"
