"""A transport for httpx by which each question is over in time, from connecting to the last byte.

httpx counts the seconds of each read alone: a service that sends a byte now and then would hold a
worker for ever.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

import httpcore
import httpx

from proxies.ingest.intake.fetching.network import Deadline, TimedStream, trusted


class _Network(httpcore.NetworkBackend):
    """Its connections may serve several questions, and end with the deadline of the one at hand."""

    def __init__(self, deadline: Deadline) -> None:
        self.backend, self.deadline = httpcore.SyncBackend(), deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        stream = self.backend.connect_tcp(host, port, self.deadline.left)
        return TimedStream(stream, self.deadline)


class _Body(httpx.SyncByteStream):
    def __init__(self, found: httpcore.Response) -> None:
        self.found = found

    def __iter__(self) -> Iterator[bytes]:
        yield from self.found.iter_stream()

    def close(self) -> None:
        self.found.close()


class TimedTransport(httpx.BaseTransport):
    """For one thread. What it raises is httpcore's: `TimeoutException` where the time is up."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self.deadline = seconds, Deadline(seconds)
        self.pool = httpcore.ConnectionPool(
            ssl_context=trusted(), network_backend=_Network(self.deadline), retries=0
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.deadline.end = time.monotonic() + self.seconds
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
