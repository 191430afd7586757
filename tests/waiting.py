"""Two writers at once, for tests: the moment at which one waits for the other."""

from __future__ import annotations

from time import monotonic, sleep

from django.db import connection

WAITING = "SELECT count(*) FROM pg_locks WHERE locktype = %s AND NOT granted"
LONGEST = 30
"""Seconds until a test gives up."""


def until_somebody_waits(lock: str) -> None:
    """Return once somebody waits for a lock of a kind, such as "advisory"."""
    end = monotonic() + LONGEST
    with connection.cursor() as cursor:
        while monotonic() < end:
            cursor.execute(WAITING, [lock])
            if cursor.fetchone() != (0,):
                return
            sleep(0.02)
    raise AssertionError("nobody waited")
