"""Asking for a job: in the transaction of what it is about, and by Django's own connection.

A worker's `app` speaks by a connection of its own, so that a job deferred by `app` from within
another job would be there although the transaction was rolled back.
"""

from __future__ import annotations

import json
from typing import Any

from django.db import IntegrityError, connection, transaction

AFTER_ALL_ELSE = -1
"""The priority of what may wait; that of all else is 0."""
DEFER = """
SELECT procrastinate_defer_jobs_v1(ARRAY[ROW(
  'default', %s, %s, %s, %s, %s::jsonb, NULL
)::procrastinate_job_to_defer_v1])
"""


def defer(task: str, *, lock: str, **given: Any) -> int:
    """Have a worker do a task, after those that were asked for under the same lock; its number."""
    return _defer(task, 0, lock, None, given)


def defer_once(task: str, once: str, *, lock: str, **given: Any) -> bool:
    """The same, when nothing else is to be done, unless it waits already under the name `once`;
    whether it was asked for."""
    try:
        with transaction.atomic():
            return bool(_defer(task, AFTER_ALL_ELSE, lock, once, given))
    except IntegrityError:
        return False


def _defer(task: str, priority: int, lock: str, once: str | None, given: dict[str, Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(DEFER, [task, priority, lock, once, json.dumps(given)])
        (numbers,) = cursor.fetchone() or ([0],)
    return int(numbers[0])
