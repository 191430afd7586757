"""A transport for httpx by which each question is over in time, from connecting to the last byte.

httpx counts the seconds of each read alone: a service that sends a byte now and then would hold a
worker for ever.
"""

from __future__ import annotations

import time
from collections.abc import Iterable

import httpcore
import httpx

from proxies.ingest.intake.fetching.network import Deadline, NetworkTransport, TimedStream


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


class TimedTransport(NetworkTransport):
    """For one thread; raises `TimeoutException` where the time is up."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self.deadline = seconds, Deadline(seconds)
        super().__init__(_Network(self.deadline))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.deadline.end = time.monotonic() + self.seconds
        return super().handle_request(request)
