"""A worker of a WSGI application in a process of its own, and how long its answers take."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import connection

HOST = "127.0.0.1"
PATIENCE = 120
"""Seconds that a worker may take to start."""


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
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "-w", str(number), "-b", f"{HOST}:{port}"]
    options = ["-k", "gthread", "--threads", "1", "--log-level", "error", "--keep-alive", "30"]
    root = Path(settings.BASE_DIR)
    with subprocess.Popen(  # noqa: S603
        [*command, *options, application], cwd=root, env={**os.environ, **surroundings}
    ) as process:
        try:
            _wait(port)
            yield port
        finally:
            process.terminate()


def _wait(port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with socket.socket() as trial:
            if trial.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"No worker answered at {HOST}:{port} within {PATIENCE} s.")


def times(port: int, addresses: Sequence[str], **headers: str) -> list[float]:
    """Milliseconds of each request, one after another over one connection."""
    line, taken = HTTPConnection(HOST, port, timeout=PATIENCE), []
    for address in addresses:
        start = time.perf_counter()
        line.request("GET", address, headers=headers)
        answer = line.getresponse()
        answer.read()
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
    line = HTTPConnection(HOST, port, timeout=PATIENCE)
    line.request("GET", address)
    answer = line.getresponse()
    answer.read()
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
