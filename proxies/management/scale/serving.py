"""A worker of a WSGI application in a process of its own, and how long its answers take.

Who asks does next to nothing: requests are written beforehand, of an answer its status and its
length are read. What that costs in processor's time is measured with the rest (`a_second`).
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlencode

from django.db import connection

from config.serving import MANAGE, listen, web_server

HOST = "127.0.0.1"
ROOM, END = 1 << 20, b"\r\n\r\n"
"""Bytes that are read at once, at most; and what ends the head of an answer."""
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


@contextmanager
def importing(file: Path) -> Iterator[Callable[[], bool]]:
    """A process that imports a file into this database; gives whether it has ended, and raises
    where it fails."""
    what = ("import_events", "proxies", str(file), "--dataset", "bench-readers")
    surroundings = {**os.environ, "DATABASE_URL": database_url()}
    with subprocess.Popen(  # noqa: S603  our own interpreter
        [sys.executable, str(MANAGE), *what],
        env=surroundings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as child:
        yield lambda: child.poll() is not None
        _, said = child.communicate()
    if child.returncode:
        raise ValueError(f"The import failed: {said}")


class Line:
    """A connection that is kept, over which one answer after another is read."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection((HOST, port), timeout=PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.held = bytearray(ROOM)
        self.room = memoryview(self.held)

    def ask(self, request: bytes) -> bytes:
        """The head of an answer that is read to its end; its status is 200 or 304."""
        self.socket.sendall(request)
        read, end = 0, -1
        while end < 0:
            read += self._more(read)
            end = self.held.find(END, 0, read)
        head = bytes(self.room[:end])
        if head[9:12] not in {b"200", b"304"}:
            raise ValueError(f"{request!r} was answered by {head!r}.")
        rest = _length(head) - (read - end - len(END))
        while rest > 0:
            rest -= self._more(0)
        return head

    def _more(self, at: int) -> int:
        read = self.socket.recv_into(self.room[at:])
        if not read:
            raise ValueError("An answer ended early.")
        return read


def _length(head: bytes) -> int:
    """Bytes of the body; one without a length has none."""
    _, named, after = head.lower().partition(b"\r\ncontent-length: ")
    return int(after.split(b"\r\n", 1)[0]) if named and head[9:12] == b"200" else 0


def _request(address: str, **headers: str) -> bytes:
    lines = [f"GET {address} HTTP/1.1", f"Host: {HOST}", *map(": ".join, headers.items())]
    return "\r\n".join([*lines, "", ""]).encode()


def times(port: int, addresses: Sequence[str], **headers: str) -> list[float]:
    """Milliseconds of each request, one after another over one connection."""
    line, taken = Line(port), []
    with closing(line.socket):
        for request in [_request(address, **headers) for address in addresses]:
            start = time.perf_counter()
            line.ask(request)
            taken.append(1000 * (time.perf_counter() - start))
    return taken


def a_second(port: int, addresses: Sequence[str], readers: int) -> tuple[float, float]:
    """Answers a second to so many readers at once, each with a part of the addresses; and the
    milliseconds of the processor that reading one takes them. They are threads of this process, on
    the processors that the workers use: what they take is not there for these. Each answer is read
    over a connection of its own, as of readers who come and go: a few that are kept would often be
    of one worker, while the other waits."""
    parts = [addresses[n::readers] for n in range(readers)]

    def read(part: Sequence[str]) -> None:
        for address in part:
            times(port, [address])

    with ThreadPoolExecutor(readers) as pool:
        start, own = time.perf_counter(), time.process_time()
        list(pool.map(read, parts))
        seconds, own = time.perf_counter() - start, time.process_time() - own
        return len(addresses) / seconds, 1000 * own / len(addresses)


def etag(port: int, address: str) -> str:
    line = Line(port)
    with closing(line.socket):
        head = line.ask(_request(address)).decode()
    named = (each.partition(": ") for each in head.split("\r\n"))
    return next((value for name, _, value in named if name.lower() == "etag"), "")


def times_until(ended: Callable[[], bool], port: int, addresses: Sequence[str]) -> list[float]:
    """Milliseconds of each request, over and over until something has ended, and once more."""
    taken: list[float] = []
    while not ended():
        taken += times(port, addresses)
    return taken + times(port, addresses)


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
