"""The background work: what waits, what runs, what failed and why, and what comes round next."""

from __future__ import annotations

from collections.abc import Collection
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import F, Max, OuterRef, Q, Subquery
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob
from procrastinate.periodic import PeriodicTask

from proxies.models import JobError, Upload
from proxies.models.uploads import running_keys
from proxies.vocab import UploadState

MOST = 50
"""Jobs shown of each kind; all are counted."""
SILENT = timedelta(seconds=30)
"""After which a worker that gives no sign of life is taken to be gone, as procrastinate does."""
ENDED = ("succeeded", "failed", "aborted")


@dataclass(frozen=True)
class Job:
    """A job of the queue; `at` is when it was asked for, begun, or failed."""

    number: int
    task: str
    at: datetime | None
    attempts: int = 0
    due: datetime | None = None
    """Where it is put off: until when."""
    upload: int | None = None
    file_name: str = ""
    error: str = ""
    left: bool = False
    """Whether its worker gives no sign of life."""


@dataclass(frozen=True)
class Jobs:
    """Those of one kind, and how many there are in all."""

    shown: list[Job]
    in_all: int

    @property
    def more(self) -> int:
        return self.in_all - len(self.shown)


@dataclass(frozen=True)
class Round:
    """What comes round by the clock."""

    task: str
    each: timedelta
    next: datetime
    last: datetime | None
    """When it ended last; of those that the queue still holds."""
    status: str


@dataclass(frozen=True)
class Background:
    """All of it, at one moment."""

    at: datetime
    worker_is_there: bool
    waiting: Jobs
    running: Jobs
    failed: Jobs
    stopped_files: int
    """Files whose trial or import failed or was interrupted: their own pages say why."""
    rounds: list[Round]


def background(at: datetime) -> Background:
    """How it stands."""
    held = running_keys()
    return Background(
        at=at,
        worker_is_there=0 in held,
        waiting=_jobs("todo", "deferred", at, F("priority").desc(), "pk"),
        running=_jobs("doing", "started", at, "pk"),
        failed=_jobs("failed", "failed", at, "-pk"),
        stopped_files=_stopped_files(held),
        rounds=_rounds(at),
    )


def _stopped_files(held: Collection[int]) -> int:
    failed = Upload.objects.filter(state=UploadState.FAILED).count()
    running = Upload.objects.filter(state=UploadState.RUNNING)
    return failed + running.exclude(pk__in=held).count()


def _jobs(status: str, event: str, at: datetime, *order: Any) -> Jobs:
    jobs = ProcrastinateJob.objects.filter(status=status)
    since = Max("procrastinateevent__at", filter=Q(procrastinateevent__type=event))
    shown = list(jobs.annotate(since=since).select_related("worker").order_by(*order)[:MOST])
    errors = JobError.objects.in_bulk([job.pk for job in shown]) if status == "failed" else {}
    names = _file_names(shown)
    return Jobs([_job(job, at, names, errors) for job in shown], jobs.count())


def _file_names(jobs: Collection[Any]) -> dict[int, str]:
    wanted = [job.args["upload"] for job in jobs if "upload" in job.args]
    return dict(Upload.objects.filter(pk__in=wanted).values_list("pk", "file_name"))


def _job(row: Any, at: datetime, names: dict[int, str], errors: dict[int, JobError]) -> Job:
    upload, error = row.args.get("upload"), errors.get(row.pk)
    beating = row.worker is not None and row.worker.last_heartbeat > at - SILENT
    return Job(
        number=row.pk,
        task=row.task_name,
        at=row.since,
        attempts=row.attempts,
        due=row.scheduled_at if row.scheduled_at and row.scheduled_at > at else None,
        upload=upload if upload in names else None,
        file_name=names.get(upload, ""),
        error=error.message if error else "",
        left=row.status == "doing" and not beating,
    )


def _rounds(at: datetime) -> list[Round]:
    app.perform_import_paths()  # type: ignore[no-untyped-call]
    periodic = app.periodic_registry.periodic_tasks.values()
    lasting = _last_ends([each.task.name for each in periodic])
    rounds = [_round(each, at, *lasting.get(each.task.name, (None, ""))) for each in periodic]
    return sorted(rounds, key=lambda one: (one.next, one.task))


def _last_ends(tasks: Collection[str]) -> dict[str, tuple[datetime | None, str]]:
    """When each ended last, and how."""
    ends = ProcrastinateEvent.objects.filter(job=OuterRef("pk"), type__in=ENDED).order_by("-pk")
    jobs = ProcrastinateJob.objects.filter(task_name__in=tasks, status__in=ENDED)
    dated = jobs.annotate(end=Subquery(ends.values("at")[:1]))
    latest = dated.order_by("task_name", "-pk").distinct("task_name")
    return {job.task_name: (job.end, job.status) for job in latest}


def _round(
    periodic: PeriodicTask[Any, Any, Any], at: datetime, last: datetime | None, status: str
) -> Round:
    clock = copy(periodic.croniter)
    first = clock.get_next(float, start_time=at.timestamp())
    second = clock.get_next(float)
    return Round(
        task=periodic.task.name,
        each=timedelta(seconds=second - first),
        next=datetime.fromtimestamp(first, UTC),
        last=last,
        status=status,
    )
