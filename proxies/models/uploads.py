"""Files that editors upload: what was asked of each, and how far that has come.

A row says whether there is something to do; that a worker comes to it, a job of the queue sees to
(docs/decisions/0025-background-work.md). A worker holds an advisory lock for as long as it is at a
file. PostgreSQL drops it with the worker's connection, however that ends, so a file that is
"running" and not held was interrupted.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import connection, models
from django.db.models import Q
from django.db.models.functions import Now

from proxies.models.base import coded, in_vocabulary, user
from proxies.models.imports import ImportRun, RefusedRow
from proxies.vocab import UploadState, UploadStep

HOLDING = 0x70726F79
"""First key of the advisory locks of workers; the second is an upload's, or 0 for being there."""
TAKEN_UP_AGAIN = 2
"""How often workers take up a file by themselves after one ended in the middle: a file for which
there is not memory enough would end each of them, and serve nobody."""

RUNNING_LOCKS = """
SELECT objid::bigint FROM pg_locks
WHERE locktype = 'advisory' AND classid = %s AND objsubid = 2 AND granted
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
GONE_STATES = (UploadState.CANCELLED, UploadState.EXPIRED)


def running_keys() -> set[int]:
    """The uploads that workers are at, by primary key; 0 stands for a worker being there at all."""
    with connection.cursor() as cursor:
        cursor.execute(RUNNING_LOCKS, [HOLDING])
        return {int(row[0]) for row in cursor.fetchall()}


class UploadQuerySet(models.QuerySet["Upload"]):
    """Reads and moves of uploads. A move says whether it was made: somebody may be faster."""

    def stopped(self, held: Collection[int]) -> UploadQuerySet:
        """Those whose step failed, or whose worker ended in the middle of it."""
        interrupted = Q(state=UploadState.RUNNING) & ~Q(pk__in=held)
        return self.filter(Q(state=UploadState.FAILED) | interrupted)

    def tried(self) -> UploadQuerySet:
        """Those that wait for an editor to say yes or no."""
        return self.filter(step=UploadStep.TRIAL, state=UploadState.DONE)

    def open(self) -> UploadQuerySet:
        """Those whose file is still kept."""
        return self.exclude(state__in=GONE_STATES).exclude(
            step=UploadStep.IMPORT, state=UploadState.DONE
        )

    def enqueue(self, step: UploadStep, **given: Any) -> bool:
        """Let these wait for a step, with other settings where given."""
        return bool(
            self.update(
                step=step,
                state=UploadState.WAITING,
                asked=Now(),
                started=None,
                finished=None,
                rows=0,
                position=0,
                message="",
                interruptions=0,
                **given,
            )
        )

    def close(self, state: UploadState) -> bool:
        """Give up what was asked, and with it the file; a worker that is at it stops."""
        pks = list(self.values_list("pk", flat=True))
        done = self.update(state=state, finished=Now(), preview=None)
        forget_files(pks)
        return bool(done)


class Upload(models.Model):
    """A file that an editor brings in: tried first, and imported when confirmed."""

    file_name = models.CharField(max_length=255)
    size = models.BigIntegerField(help_text="Bytes.")
    format = models.CharField(max_length=32, help_text="The name of the reader, such as ucdp-ged.")
    dataset = models.CharField(max_length=120, blank=True, help_text="As it was typed in.")
    scope = models.CharField(max_length=16)
    release = models.CharField(max_length=40, blank=True)
    released = models.DateField(null=True, blank=True)
    allow_withdrawals = models.BooleanField(default=False)
    census = models.BooleanField(default=False, help_text="Whether the file is said to be whole.")
    encoding = models.CharField(
        max_length=20, blank=True, help_text="Empty where the file itself proves it."
    )
    by = user(verbose_name="who")
    confirmed_by = user()
    made = models.DateTimeField("uploaded", auto_now_add=True)
    step = coded(UploadStep, default=UploadStep.TRIAL.value)
    state = coded(UploadState, default=UploadState.WAITING.value)
    asked = models.DateTimeField(db_default=Now(), help_text="When it was asked for.")
    started = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)
    rows = models.BigIntegerField(default=0, help_text="Rows read so far.")
    position = models.BigIntegerField(default=0, help_text="Bytes read so far, unpacked.")
    total = models.BigIntegerField(default=0, help_text="Bytes to read, unpacked.")
    interruptions = models.PositiveSmallIntegerField(
        default=0, help_text="How often a worker ended in the middle of this step."
    )
    message = models.TextField(blank=True, help_text="Why it failed, or what it waits for.")
    preview = models.JSONField(null=True, help_text="What the trial found.")
    run = models.ForeignKey(ImportRun, models.SET_NULL, null=True, related_name="uploads")

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["-made", "-pk"]
        default_permissions = ()  # nobody edits an upload by hand; one right covers all of it
        permissions = [("import_events", "Can upload files of events and import them")]
        constraints = in_vocabulary("upload", step=UploadStep, state=UploadState)

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_kept(self) -> bool:
        """Whether the file is still there."""
        imported = self.step == UploadStep.IMPORT and self.state == UploadState.DONE
        return not imported and self.state not in GONE_STATES

    def interrupted(self, held: Collection[int]) -> bool:
        """Whether the worker that was at it ended in the middle."""
        return self.state == UploadState.RUNNING and self.pk not in held


class UploadPart(models.Model):
    """A piece of an uploaded file, so that every machine that has the database has the file."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        ordering = ["upload", "number"]
        constraints = [models.UniqueConstraint(fields=["upload", "number"], name="uploadpart_once")]

    def __str__(self) -> str:
        return f"part {self.number} of {self.upload_id}"


class TrialReject(RefusedRow):
    """A row that a trial refused; kept as long as the file."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="rejects")

    class Meta:
        ordering = ["upload", "line", "pk"]


def forget_files(pks: Collection[int]) -> None:
    """Remove the files of these uploads, and the rows that their trials refused."""
    UploadPart.objects.filter(upload__in=pks).delete()
    TrialReject.objects.filter(upload__in=pks).delete()
