"""Jobs whose worker was killed in the middle of them: they are done again, or said to have failed.

Two jobs at once for one thing do no harm: whether a file is to be taken up, its row says.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from asgiref.sync import sync_to_async
from django.db import Error
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateEvent
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job, Status

from proxies.ingest.background.errors import KILLED, note_error
from proxies.ingest.intake import visiting
from proxies.ingest.uploads.queue import ask_again


async def retry_all_running() -> None:
    """For a worker that begins, and knows that there is no other."""
    await retry(await app.job_manager.list_jobs_async(status=Status.DOING.value))


async def retry_stalled(here: int | None) -> None:
    """Those of workers that gave no sign of life for a while, where others go on.

    The worker that looks is alive, though its machine may have slept.
    """
    if here is not None:
        await app.job_manager.update_heartbeat(here)
    await retry(await app.job_manager.get_stalled_jobs())


async def retry(jobs: Iterable[Job]) -> None:
    """Put each back into the queue; but what comes round by the clock waits for its next time."""
    for job in jobs:
        with suppress(ConnectorException):  # it ended meanwhile
            if job.queueing_lock:
                await sync_to_async(_note_visit)(job)
                await app.job_manager.finish_job(job, Status.FAILED, delete_job=False)
                await sync_to_async(note_error)(job, KILLED)
            else:
                await app.job_manager.retry_job(job)
    await sync_to_async(ask_again)()


def _note_visit(job: Job) -> None:
    """Before the job is over, so that no other one reads the channel at once."""
    if job.task_name != visiting.TASK:
        return
    started = ProcrastinateEvent.objects.filter(job=job.id, type="started").select_related("job")
    newest = started.order_by("-at").first()
    if newest is not None:
        with suppress(Error):  # the database away: it is read again when it is there
            visiting.note_killed(newest.job.args["channel"], newest.at)
