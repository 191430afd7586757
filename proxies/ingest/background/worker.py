"""A worker: takes jobs from the queue and does them, until it is asked to end.

It holds an advisory lock for as long as it is there, as pages show; PostgreSQL drops that with its
connection. One that begins and finds no other knows that whatever is said to be running was
interrupted, and puts it back into the queue at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import psycopg
from asgiref.sync import async_to_sync
from procrastinate import PsycopgConnector
from procrastinate.contrib.django import app, connector_params

from proxies.ingest.background.errors import noting_errors
from proxies.ingest.background.stalled import retry_all_running
from proxies.ingest.background.stopping import ended_when_asked, noting_statements
from proxies.ingest.uploads.queue import sweep
from proxies.models.uploads import HOLDING

AT_ONCE = 5
"""Jobs of one worker: an import, a visit in each lane, and what else comes round meanwhile."""
PATIENCE = 5.0
"""Until a database that does not answer is given up, and between looks at whether it does."""


class Attendance:
    """A worker's time at the queue."""

    def __init__(self) -> None:
        self.ended = False
        self._working: asyncio.Task[None] | None = None

    def end(self) -> None:
        """Called by a signal: no job is begun, and those that run are broken off."""
        self.ended = True
        if self._working is None:
            raise KeyboardInterrupt
        self._working.get_loop().call_soon_threadsafe(self._working.cancel)

    def attend(self, *, once: bool = False, **options: Any) -> None:
        """Until it is asked to end, or, once, until nothing waits that can be done now.

        Raises `psycopg.Error` or `ConnectorException` where the database does not answer.
        """
        with present() as line:
            sweep()
            try:
                asyncio.run(self._attend(line, once=once, **options))
            finally:
                self._working = None

    async def _attend(self, line: psycopg.Connection[Any], *, once: bool, **options: Any) -> None:
        connector = PsycopgConnector(
            kwargs=connector_params(), min_size=1, max_size=AT_ONCE + 1, timeout=PATIENCE
        )
        with app.replace_connector(connector) as queue:
            async with queue.open_async():
                working = queue.run_worker_async(
                    wait=not once,
                    concurrency=1 if once else AT_ONCE,
                    install_signal_handlers=False,
                    shutdown_graceful_timeout=0,
                    task_middleware=[*queue.worker_defaults["task_middleware"], noting_statements],
                    worker_middleware=[ended_when_asked, noting_errors],
                    **options,
                )
                await self._until_ended(asyncio.ensure_future(working), line)

    async def _until_ended(
        self, working: asyncio.Task[None], line: psycopg.Connection[Any]
    ) -> None:
        self._working = working
        seen = asyncio.ensure_future(_seen(line))
        try:
            if self.ended:  # asked between
                working.cancel()
            done, _ = await asyncio.wait({working, seen}, return_when=asyncio.FIRST_COMPLETED)
            if seen in done:
                working.cancel()
            with suppress(asyncio.CancelledError):
                await working
            if seen in done:
                seen.result()
        finally:
            seen.cancel()


async def _seen(line: psycopg.Connection[Any]) -> None:
    """Raises where the connection is lost by which this worker is seen to be there."""
    while True:
        await asyncio.sleep(PATIENCE)
        await asyncio.to_thread(line.execute, "SELECT 1")


@contextmanager
def present() -> Iterator[psycopg.Connection[Any]]:
    """Be seen to be there; before that, take up what others left behind."""
    with psycopg.connect(**connector_params(), autocommit=True) as line:
        alone = line.execute("SELECT pg_try_advisory_lock(%s, 0)", [HOLDING]).fetchone() == (True,)
        line.execute("SELECT pg_advisory_lock_shared(%s, 0)", [HOLDING])
        if alone:
            async_to_sync(retry_all_running)()
            line.execute("SELECT pg_advisory_unlock(%s, 0)", [HOLDING])
        try:
            yield line
        finally:
            with suppress(psycopg.Error):  # then it is gone with its connection
                line.execute("SELECT pg_advisory_unlock_all()")
