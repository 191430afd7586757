"""Why a job failed is kept for the people who look after the site, until it is done after all."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from asgiref.sync import sync_to_async
from django.db import Error, close_old_connections, connection
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.job_context import JobContext
from procrastinate.jobs import Job
from procrastinate.middleware import AsyncCallNext
from procrastinate.worker import Worker

from proxies.models import JobError

LONGEST = 2_000
KILLED = "The worker ended in the middle of it."
FORGET_KILLED = """
DELETE FROM procrastinate_jobs
WHERE status = 'failed' AND queueing_lock = %s
AND id IN (SELECT job FROM proxies_joberror WHERE message = %s)
"""


async def noting_errors(work: AsyncCallNext, context: JobContext, worker: Worker) -> Any:
    """Around each job: what it fails of is kept, unless it is tried again or was asked to end."""
    try:
        done = await work()
    except Exception as error:
        retried = context.task.get_retry_exception(error, context.job)
        if not retried and not context.should_abort():
            await sync_to_async(note_error)(context.job, f"{type(error).__name__}: {error}")
        raise
    if context.job.queueing_lock:
        await sync_to_async(forget_killed)(context.job.queueing_lock)
    return done


def note_error(job: Job, message: str) -> None:
    noted = {"task": job.task_name, "message": message[:LONGEST]}
    with suppress(Error):  # the database away: the log says it
        JobError.objects.update_or_create(job=job.id or 0, defaults=noted)
    close_old_connections()


def forget_killed(once: str) -> None:
    """Take jobs off the list that were killed, since another of their name was done after them.
    Those that failed of themselves stay: they may fail again."""
    with suppress(Error), connection.cursor() as cursor:
        cursor.execute(FORGET_KILLED, [once, KILLED])
    close_old_connections()


def forget_errors() -> None:
    """Those of jobs that are gone, or were done after all."""
    failed = ProcrastinateJob.objects.filter(status="failed")
    JobError.objects.exclude(job__in=failed.values("pk")).delete()
