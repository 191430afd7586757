"""What statements copy out of the database: many of them over two connections at once, which see
the same moment, since each of them keeps a processor of the database busy."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from typing import Any

import psycopg
from django.db import connection

log = logging.getLogger(__name__)

Statement = tuple[str, Any]
"""A COPY to the client, and the values of its places."""

FEW = 8
"""Statements that are done before another connection would be open."""

MAY_BE_SHARED = """
SELECT CASE WHEN current_setting('transaction_isolation') = 'repeatable read'
    AND current_setting('transaction_read_only')::bool THEN pg_export_snapshot() END
"""
"""The name of what a transaction sees, where it never sees anything of its own."""


def fetched(statements: Sequence[Statement]) -> deque[bytes]:
    """What each copies, in their order."""
    found = [b""] * len(statements)
    numbers = count()  # drawn by one thread at a time

    def work(opened: Any) -> None:
        while (at := next(numbers)) < len(statements):
            found[at] = _copied(opened, statements[at])

    if len(statements) <= FEW:
        with connection.cursor(), connection.wrap_database_errors:
            work(connection.connection)
        return deque(found)
    with connection.wrap_database_errors, _helper() as helper, ThreadPoolExecutor(1) as pool:
        helped = [pool.submit(work, helper)] if helper else []
        work(connection.connection)
        for each in helped:
            each.result()
    return deque(found)


@contextmanager
def _helper() -> Iterator[Any]:
    """Another connection that sees what this one does; None where there can be none."""
    with connection.cursor() as cursor:
        cursor.execute(MAY_BE_SHARED)
        (snapshot,) = cursor.fetchone()
    opened = _opened(snapshot) if snapshot else None
    try:
        yield opened
    finally:
        if opened:
            opened.close()


def _opened(snapshot: str) -> Any:
    """Beside the pool, whose connections other threads may be waiting for."""
    try:
        opened = psycopg.connect(**connection.get_connection_params())
        opened.execute("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        opened.execute(psycopg.sql.SQL("SET TRANSACTION SNAPSHOT {}").format(snapshot))
    except psycopg.Error as error:
        log.warning("The columns are read over one connection: %s", error)
        return None
    return opened


def _copied(opened: Any, statement: Statement) -> bytes:
    with opened.cursor().copy(*statement) as copy:
        return b"".join(copy)
