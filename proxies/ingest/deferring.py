"""Asking for a job: in the transaction of what it is about, and by Django's own connection.

A worker's `app` speaks by a connection of its own, so that a job deferred by `app` from within
another job would be there although the transaction was rolled back.
"""

from __future__ import annotations

import json
from typing import Any

from django.db import connection

DEFER = """
SELECT procrastinate_defer_jobs_v1(ARRAY[ROW(
  'default', %s, 0, %s, NULL, %s::jsonb, NULL
)::procrastinate_job_to_defer_v1])
"""


def defer(task: str, *, lock: str, **given: Any) -> int:
    """Have a worker do a task, after those that were asked for under the same lock; its number."""
    with connection.cursor() as cursor:
        cursor.execute(DEFER, [task, lock, json.dumps(given)])
        (numbers,) = cursor.fetchone() or ([0],)
    return int(numbers[0])
