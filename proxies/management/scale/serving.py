"""A worker of a WSGI application in a process of its own, and how long its answers take."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from functools import partial
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import quote, urlencode

from django.db import connection

from config.serving import listen, web_server

HOST = "127.0.0.1"
PATIENCE = 120
"""Seconds that an answer may take."""


def database_url() -> str:
    """The address of the database that is connected to."""
    own = connection.settings_dict
    at = f"{quote(own['USER'] or '')}{':' + quote(own['PASSWORD']) if own['PASSWORD'] else ''}"
    more = {"host": own["HOST"], "port": str(own["PORT"] or "")}
    query = urlencode({name: value for name, value in more.items() if value})
    return f"postgresql://{at + '@' if at else ''}/{own['NAME']}?{query}"


@contextmanager
def worker(application: str, surroundings: Mapping[str, str], number: int = 1) -> Iterator[int]:
    """A worker, or several, of one thread each, that answer at a port of their own."""
    alone = {"WEB_WORKERS": str(number), "WEB_THREADS": "1"}
    with (
        closing(listen(HOST, 0)) as listener,
        web_server(listener, application, **alone, **surroundings),
    ):
        yield listener.getsockname()[1]


def _answer_to(line: HTTPConnection, address: str, **headers: str) -> HTTPResponse:
    """An answer, read whole."""
    line.request("GET", address, headers=headers)
    answer = line.getresponse()
    answer.read()
    return answer


def times(port: int, addresses: Sequence[str], **headers: str) -> list[float]:
    """Milliseconds of each request, one after another over one connection."""
    line, taken = HTTPConnection(HOST, port, timeout=PATIENCE), []
    for address in addresses:
        start = time.perf_counter()
        answer = _answer_to(line, address, **headers)
        taken.append(1000 * (time.perf_counter() - start))
        if answer.status not in {200, 304}:
            raise ValueError(f"{address} was answered with {answer.status}.")
    return taken


def a_second(port: int, addresses: Sequence[str], readers: int) -> float:
    """Answers a second to so many readers at once, each with a part of the addresses."""
    parts = [addresses[n::readers] for n in range(readers)]
    with ThreadPoolExecutor(readers) as pool:
        start = time.perf_counter()
        list(pool.map(partial(times, port), parts))
        return len(addresses) / (time.perf_counter() - start)


def etag(port: int, address: str) -> str:
    answer = _answer_to(HTTPConnection(HOST, port, timeout=PATIENCE), address)
    return answer.getheader("ETag") or ""


def download(port: int, address: str, most: int) -> tuple[float, float]:
    """Milliseconds to the first byte, and bytes a second of as many as are read."""
    line = HTTPConnection(HOST, port, timeout=PATIENCE)
    start = time.perf_counter()
    line.request("GET", address)
    answer = line.getresponse()
    answer.read(1)
    first = time.perf_counter() - start
    read = 1
    while read < most and (part := answer.read(1 << 16)):
        read += len(part)
    return 1000 * first, read / (time.perf_counter() - start)
