"""How a job that runs in a thread ends when its worker is asked to: its statement is cancelled.

A worker waits for its jobs. A statement of an import may take minutes, and a thread cannot be
ended from outside; the database can be asked to break the statement off, and none begins after.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from threading import Lock
from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS, connection, connections
from procrastinate.exceptions import JobAborted
from procrastinate.job_context import JobContext
from procrastinate.middleware import AsyncCallNext, SyncCallNext
from procrastinate.worker import Worker

SECONDS_BETWEEN = 0.2
"""How often it is looked at whether a job is to end."""
PATIENCE = 2.0
STATEMENTS = "statements"


class Statements:
    """The statements of one job, of which another thread may cancel the one that runs.

    The lock keeps a connection that went back to the pool, and is another job's, from being met.
    `connection` alone would be that of the thread that asks.
    """

    def __init__(self, ending: Callable[[], bool]) -> None:
        self._ending, self._lock = ending, Lock()
        self._connection: Any = None

    def within(self, work: Callable[[], Any]) -> Any:
        with self._lock:
            self._connection = connections[DEFAULT_DB_ALIAS]
        try:
            with connection.execute_wrapper(self._unless_ending):
                return work()
        finally:
            with self._lock:
                self._connection = None

    def _unless_ending(self, execute: Callable[..., Any], *statement: Any) -> Any:
        if self._ending():
            raise JobAborted
        return execute(*statement)

    def cancel(self) -> None:
        with self._lock, suppress(psycopg.Error):
            line = getattr(self._connection, "connection", None)
            if line is not None:
                line.cancel_safe(timeout=PATIENCE)


def noting_statements(work: SyncCallNext, context: JobContext, worker: Worker) -> Any:
    """Around each task that runs in a thread, in that thread."""
    statements: Statements = context.additional_context[STATEMENTS]
    return statements.within(work)


async def ended_when_asked(work: AsyncCallNext, context: JobContext, worker: Worker) -> Any:
    """Around each job, in the event loop of the worker."""
    statements = Statements(context.should_abort)
    context.additional_context[STATEMENTS] = statements
    job = asyncio.ensure_future(work())
    try:
        while not (await asyncio.wait({job}, timeout=SECONDS_BETWEEN))[0]:
            if context.should_abort():
                await asyncio.to_thread(statements.cancel)
    finally:
        job.cancel()
    return job.result()
