"""A transport for httpx that connects to the numbers that were checked, and is done in time."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import httpcore
import httpx

from proxies.ingest.intake.fetching.targets import Target


@cache
def trusted() -> ssl.SSLContext:
    """Whom certificates must be signed by: as httpx lists them, not the environment."""
    return httpx.create_ssl_context(trust_env=False)


class Deadline:
    """The time that is left of a request."""

    def __init__(self, seconds: float) -> None:
        self.end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds; raises httpcore's ReadTimeout when there are none."""
        left = self.end - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time for the whole request is up")
        return left


class TimedStream(httpcore.NetworkStream):
    """A connection whose every step ends with the deadline of the whole request."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self.stream, self.deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, self.deadline.left)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, self.deadline.left)

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        stream = self.stream.start_tls(ssl_context, server_hostname, self.deadline.left)
        return TimedStream(stream, self.deadline)

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)


class CheckedNetwork(httpcore.NetworkBackend):
    """Connects to a target by numbers that were looked up once, and checked."""

    def __init__(self, target: Target, deadline: Deadline) -> None:
        self.target, self.deadline = target, deadline
        self.backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        last: Exception = httpcore.ConnectError("no number")
        for number in self.target.numbers(self.deadline.left):
            try:
                stream = self.backend.connect_tcp(number, port, self.deadline.left)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
            else:
                return TimedStream(stream, self.deadline)
        raise last


class _Body(httpx.SyncByteStream):
    def __init__(self, found: httpcore.Response) -> None:
        self.found = found

    def __iter__(self) -> Iterator[bytes]:
        yield from self.found.iter_stream()

    def close(self) -> None:
        self.found.close()


class NetworkTransport(httpx.BaseTransport):
    """Requests over a network that we made; names of host and certificate stay those of the
    address. What it raises is httpcore's."""

    def __init__(self, network: httpcore.NetworkBackend) -> None:
        self.pool = httpcore.ConnectionPool(
            ssl_context=trusted(), network_backend=network, retries=0
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        headers, content = request.headers.raw, request.read()
        found = self.pool.handle_request(
            httpcore.Request(request.method, url, headers=headers, content=content)
        )
        return httpx.Response(found.status, headers=found.headers, stream=_Body(found))

    def close(self) -> None:
        self.pool.close()
