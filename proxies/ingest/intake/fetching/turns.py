"""One request to a host at a time, over all processes, and a pause between two.

The turn is an advisory lock of PostgreSQL, which ends with the session that holds it; when the host
was asked last, and until when it wants to be left alone, stands in a table.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from time import monotonic, sleep
from zlib import crc32

from django.conf import settings
from django.db import connection

from proxies.ingest.intake.fetching.errors import FetchError
from proxies.ingest.retry_after import LONGEST
from proxies.models import FetchedHost

HOSTS, CHANNELS = 7301, 7302
"""The first keys of our advisory locks."""
LOOK_AGAIN = 0.1
LONGEST_AWAY = timedelta(seconds=LONGEST)


@contextmanager
def locked(group: int, number: int, seconds: float) -> Iterator[bool]:
    """Whether this process has the lock; waits for it so long."""
    keys, until = [group, number - 2**32 if number >= 2**31 else number], monotonic() + seconds
    while not (got := _ask("SELECT pg_try_advisory_lock(%s, %s)", keys)):
        if monotonic() >= until:
            break
        sleep(LOOK_AGAIN)
    try:
        yield got
    finally:
        if got:
            _ask("SELECT pg_advisory_unlock(%s, %s)", keys)


def _ask(statement: str, keys: list[int]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(statement, keys)
        row = cursor.fetchone()
    return bool(row and row[0])


@contextmanager
def turn(host: str, pause: float) -> Iterator[None]:
    """Our turn at a host; raises FetchError where it does not come, or the host wants none."""
    with locked(HOSTS, crc32(host.encode()), 3 * settings.INTAKE_SECONDS) as got:
        if not got:
            raise FetchError.of("busy", host=host)
        row, _ = FetchedHost.objects.get_or_create(host=host)
        now = datetime.now(UTC)
        if row.away_until and row.away_until > now:
            wait = (row.away_until - now).total_seconds()
            raise FetchError.of("away", host=host, until=row.away_until, wait=wait)
        if row.last_request:
            since = (now - row.last_request).total_seconds()
            sleep(min(max(pause - since, 0), pause))
        try:
            yield
        finally:
            FetchedHost.objects.filter(pk=row.pk).update(last_request=datetime.now(UTC))


def stay_away(host: str, seconds: float) -> None:
    """Note that a host asked not to be asked for so long."""
    until = datetime.now(UTC) + min(timedelta(seconds=seconds), LONGEST_AWAY)
    FetchedHost.objects.filter(host=host).update(away_until=until)
