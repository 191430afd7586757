"""What workers do: the jobs of uploaded files, and what comes round by the clock (in UTC).

Another task that comes round is a function without arguments below `every`, and its words in
`proxies.wording.background`. It may be broken off at any statement, and be left out once: the next
time it does what is left.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from procrastinate import BaseRetryStrategy, JobContext, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.exceptions import JobAborted
from procrastinate.jobs import Job

from proxies.ingest.background import errors, stalled
from proxies.ingest.datasets.job import ImportBusyError
from proxies.ingest.intake import matching, texts, visiting
from proxies.ingest.services.fetching import FETCH, fetch, fetch_all
from proxies.ingest.uploads import queue, steps
from proxies.vocab.intake import DatasetService

SECONDS_BUSY = 3
"""Until it is looked again whether another import is over."""
SECONDS_AWAY = 10
"""Until a database that failed a job is tried again; doubled with each attempt of the job."""
ATTEMPTS = 8
"""Attempts of a job after which a database that fails it is not tried again: some 20 minutes."""
HOURS_KEPT = 24
HOURS_FAILED_KEPT = 24 * 30


class Patience(BaseRetryStrategy):
    """A job that was broken off is done anew; one that finds an import or no database, later. The
    last not for ever: it is then said to have failed, as the statement itself may be at fault."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        wait = self._seconds(exception, job.attempts)
        return None if wait is None else RetryDecision(retry_in={"seconds": wait})

    @staticmethod
    def _seconds(exception: BaseException, before: int) -> int | None:
        """Until the next attempt, after this one and so many before it."""
        if isinstance(exception, JobAborted):
            return 0
        if isinstance(exception, ImportBusyError):
            return SECONDS_BUSY
        if isinstance(exception, (OperationalError, InterfaceError)) and before + 1 < ATTEMPTS:
            return SECONDS_AWAY << before
        return None


@app.task(name=queue.TASK, lock=queue.TASK, pass_context=True, retry=Patience())
def try_or_import(context: JobContext, upload: int) -> None:
    """One file at a time, in the order in which they were asked for."""
    steps.try_or_import(upload, context.should_abort)


def every(cron: str) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Have a function called by the clock, by one worker at a time; written as for cron."""

    def register(work: Callable[[], object]) -> Callable[[], object]:
        name = work.__name__

        @app.periodic(cron=cron)
        @app.task(name=name, lock=name, queueing_lock=name)
        def run(timestamp: int) -> None:
            work()

        return work

    return register


@app.periodic(cron="* * * * *")
@app.task(name="retry_stalled", queueing_lock="retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:
    """Without a lock, which one that was killed in the middle of this would hold for ever."""
    await stalled.retry_stalled(context.job.worker_id)


@app.periodic(cron="43 3 * * *")
@app.task(name="forget_jobs", lock="forget_jobs", queueing_lock="forget_jobs")
async def forget_jobs(timestamp: int) -> None:
    """Those that are done, after a day; those that failed, after a month."""
    await app.job_manager.delete_old_jobs(nb_hours=HOURS_KEPT, include_cancelled=True)
    await app.job_manager.delete_old_jobs(
        nb_hours=HOURS_FAILED_KEPT, include_failed=True, include_aborted=True
    )


@every("53 3 * * *")
def forget_job_errors() -> None:
    errors.forget_errors()


@every("7 * * * *")
def sweep_uploads() -> None:
    queue.sweep()


@every("*/5 * * * *")
def visit_due() -> None:
    visiting.ask_for_due()


@app.task(name=visiting.TASK)
def visit_channel(channel: int) -> None:
    """One whose time has come; each is a job of its own, so that a slow one holds up few."""
    visiting.visit_if_due(channel)


@every("* * * * *")
def match_waiting() -> None:
    matching.match_waiting()


@every("23 3 * * *")
def forget_texts() -> None:
    texts.forget_texts()


@every("17 5 * * 1")
def fetch_datasets() -> None:
    """Those whose services the environment says how to ask."""
    fetch_all()


@app.task(name=FETCH, lock=FETCH, retry=Patience())
def fetch_dataset(service: str) -> None:
    """One that an editor asks for now."""
    fetch(DatasetService(service))
