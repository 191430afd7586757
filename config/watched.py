"""Connections of a process that answers people: none waits for a server that is not there.

A statement may take its time on a server that is well. Where nothing has come for a moment, the
server is asked for a sign of life; without one the connection is given up, as if it had broken.
Other processes wait for as long as it takes.
"""

from __future__ import annotations

import socket
from contextlib import suppress
from typing import Any, ClassVar

import psycopg
from django.conf import settings
from django.db.backends.signals import connection_created
from psycopg import errors

QUIET_SECONDS = 0.3
LIFE_SECONDS = 0.7
POOL_SECONDS = 1.5
"""For a connection from the pool; with one more look at the server, less than three seconds."""
RETRY_SECONDS = 1.0
"""For how long the pool tries by itself: longer, and its pauses would outlast the outage."""
LOCK_SECONDS = 2.5
"""For a row or table that another transaction changes: who asks a page is told so within three
seconds, instead of waiting with a thread for as long as that takes."""
SSL_REQUEST = bytes.fromhex("00000008 04d2162f")
"""The shortest question that a PostgreSQL server, or a pooler before it, answers at once."""


class Watched(psycopg.Connection[Any]):
    """A connection that ends where its server gives no sign of life."""

    watched: ClassVar[bool] = False

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        if timeout is not None or not self.watched:
            return super().wait(gen, interval, timeout)
        resumed = _Resumed(gen)
        while True:
            try:
                return super().wait(resumed, interval, QUIET_SECONDS)  # type: ignore[arg-type]
            except errors._WaitTimeout:
                if not _lives(self.info):
                    self.pgconn.finish()
                    message = "the server gives no sign of life"
                    raise psycopg.OperationalError(message) from None


class _Resumed:
    """What is waited for, taken up where an earlier wait left it: begun anew, it would be told of
    readiness that nobody found."""

    def __init__(self, gen: Any) -> None:
        self._gen, self._wanted = gen, None

    def __next__(self) -> Any:
        if self._wanted is None:
            self._wanted = next(self._gen)
        return self._wanted

    def send(self, ready: Any) -> Any:
        self._wanted = self._gen.send(ready)
        return self._wanted


def _lives(server: psycopg.ConnectionInfo) -> bool:
    with suppress(OSError), _line_to(server) as line:
        line.sendall(SSL_REQUEST)
        return bool(line.recv(1))
    return False


def _line_to(server: psycopg.ConnectionInfo) -> socket.socket:
    if not server.host.startswith("/"):
        return socket.create_connection((server.hostaddr or server.host, server.port), LIFE_SECONDS)
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(LIFE_SECONDS)
    line.connect(f"{server.host}/.s.PGSQL.{server.port}")
    return line


def wait_briefly(*, connection: Any, **signal: Any) -> None:
    """Sent whenever a connection is taken: it does not wait long for what another holds."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = {int(LOCK_SECONDS * 1000)}")


def answer_soon() -> None:
    """Called by a process that serves the site, before it asks anything of the database."""
    Watched.watched = True
    connection_created.connect(wait_briefly)
    for database in settings.DATABASES.values():
        pool = database["OPTIONS"]["pool"]
        pool.update(timeout=POOL_SECONDS, reconnect_timeout=RETRY_SECONDS)
