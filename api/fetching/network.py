"""One request over one connection: to an address that was looked up once and checked, within a time and a size.

The check stands where the connection is made, so that no redirect, no second look-up and no odd way of writing an
address gets round it. The name stays in `Host` and in the certificate's check.
"""

from __future__ import annotations

import ssl
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from threading import Thread
from typing import Any

import httpcore2

from ..errors import FetchError
from .addresses import Permitted, Resolve

_ENCODINGS = ("", "identity", "gzip", "x-gzip")
_PIECE = 65_536  # bytes that are unpacked at a time


@dataclass(frozen=True, slots=True)
class Response:
    """What came back from `address`; header names are in small letters, the body is unpacked."""

    address: str
    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Network:
    """How addresses are looked up and connected to. Only tests replace any of it."""

    resolve: Resolve
    permitted: Permitted
    inner: httpcore2.NetworkBackend
    tls: ssl.SSLContext

    def get(self, address: str, headers: Mapping[str, str], timeout: float, largest: int) -> Response:
        """Ask once, without following anything; FetchError when nothing whole came back in time."""
        backend = _Checked(self, time.monotonic() + timeout)
        try:
            with (
                httpcore2.ConnectionPool(self.tls, max_connections=1, network_backend=backend) as pool,
                pool.stream("GET", address, headers=list(headers.items())) as response,
            ):
                named = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
                body = _read(response, named.get("content-encoding", "").strip().lower(), largest)
                return Response(address, response.status, named, body)
        except httpcore2.TimeoutException:
            raise FetchError(f"there was no whole answer within {timeout:g} seconds") from None
        except (httpcore2.NetworkError, httpcore2.ProtocolError, OSError) as error:
            raise FetchError(f"the site could not be reached, or broke off ({type(error).__name__}: {error})") from None


def _read(response: httpcore2.Response, encoding: str, largest: int) -> bytes:
    if encoding not in _ENCODINGS:
        raise FetchError(f"the answer is packed as '{encoding}', which was not asked for")
    body = bytearray()
    pieces: Iterable[bytes] = response.iter_stream()
    for piece in _unpacked(pieces) if "gzip" in encoding else pieces:
        body += piece
        if len(body) > largest:
            raise FetchError(f"the page is larger than {largest} bytes (ONRECORD_FETCH__LARGEST)")
    return bytes(body)


def _unpacked(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Gzip in pieces of bounded size, whatever it swells to."""
    packed = zlib.decompressobj(wbits=31)
    try:
        for piece in pieces:
            while piece and not packed.eof:
                yield packed.decompress(piece, _PIECE)
                piece = packed.unconsumed_tail
    except zlib.error:
        raise FetchError("the answer's packing is damaged") from None
    if not packed.eof:
        raise FetchError("the answer's packing is cut short")


class _Checked(httpcore2.NetworkBackend):
    """Connects to what a name was looked up as, if all of that may be connected to."""

    def __init__(self, network: Network, end: float) -> None:
        self._network = network
        self._end = end

    def connect_tcp(self, host: str, port: int, *_: Any, **__: Any) -> httpcore2.NetworkStream:  # noqa: ANN401
        try:
            numbers = self._look_up(host, port)
        except TimeoutError:
            raise FetchError(f"{host} could not be looked up in time") from None
        except (OSError, UnicodeError) as error:
            raise FetchError(f"{host} could not be looked up ({error})") from None
        refused = [number for number in numbers if not self._network.permitted(number)]
        if refused or not numbers:
            raise FetchError(f"{host} is {', '.join(refused) or 'nowhere'}, which is not on the open internet")
        stream = self._network.inner.connect_tcp(numbers[0], port, timeout=_left(self._end))
        return _Timed(stream, self._end)

    def _look_up(self, host: str, port: int) -> list[str]:
        """What a name stands for; a resolver that hangs, which nothing can stop, is left behind in its thread."""
        found: Future[list[str]] = Future()

        def look() -> None:
            try:
                found.set_result(self._network.resolve(host, port))
            except Exception as error:
                found.set_exception(error)

        Thread(target=look, daemon=True).start()
        return found.result(_left(self._end))


class _Timed(httpcore2.NetworkStream):
    """A connection that ends at a moment, however slowly bytes come."""

    def __init__(self, stream: httpcore2.NetworkStream, end: float) -> None:
        self._stream = stream
        self._end = end

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._end))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._end))

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, _left(self._end)), self._end)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - whatever the engine knows
        return self._stream.get_extra_info(info)

    def close(self) -> None:
        self._stream.close()


def _left(end: float) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise httpcore2.ReadTimeout
    return left
