"""What an editor does with an uploaded file: bring it in, confirm it, change it or cancel it.

Each says whether it was done: somebody else, or the worker, may be faster. What is asked for, and
the job that has a worker do it, are written in one transaction: there is never one without the
other. A file may have two jobs, of which the second finds nothing to do.
"""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db import transaction
from django.db.models.functions import Now
from procrastinate.contrib.django.models import ProcrastinateJob

from proxies.ingest.deferring import defer
from proxies.ingest.uploads.files import KEPT, keep_file, sweep_disk
from proxies.models import Upload
from proxies.models.uploads import UploadQuerySet, running_keys
from proxies.vocab import UploadState, UploadStep

TASK = "try_or_import"
"""The task of `proxies.ingest.tasks`, which stands above this module."""
WILL_COME = ("todo", "doing", "failed")
"""States of a job that is done sometime, or that an editor may have done again."""


@transaction.atomic
def take(file: TemporaryUploadedFile, settings: dict[str, Any], user: int | None) -> Upload:
    """Keep a file, and ask for its trial."""
    about = {"file_name": file.name, "size": file.size, "by_id": user}
    upload = Upload.objects.create(**about, **settings)
    keep_file(upload, file)
    _defer(upload.pk)
    return upload


def confirm(upload: Upload, user: int | None) -> bool:
    """Ask for the import of what was tried."""
    return _ask(upload, _of(upload).tried(), UploadStep.IMPORT, confirmed_by_id=user)


def again(upload: Upload) -> bool:
    """Ask once more for a step that stopped."""
    return _ask(upload, _of(upload).stopped(running_keys()), UploadStep(upload.step))


def change(upload: Upload, settings: dict[str, Any]) -> bool:
    """Ask for a trial with other settings."""
    decided = _of(upload).tried() | _of(upload).stopped(running_keys())
    return _ask(upload, decided, UploadStep.TRIAL, preview=None, **settings)


@transaction.atomic
def cancel(upload: Upload) -> bool:
    """Give it up, and remove the file."""
    return _of(upload).open().close(UploadState.CANCELLED)


def ask_again() -> int:
    """Make jobs for files that wait and have none; how many. Those of older code have none."""
    jobs = ProcrastinateJob.objects.filter(task_name=TASK, status__in=WILL_COME)
    known = {int(pk) for pk in jobs.values_list("args__upload", flat=True)}
    waiting = Upload.objects.filter(state=UploadState.WAITING).exclude(pk__in=known)
    forgotten = list(waiting.order_by("asked", "pk").values_list("pk", flat=True))
    for pk in forgotten:
        _defer(pk)
    return len(forgotten)


def sweep() -> None:
    """Remove what nobody needs any more, and files about which nobody decided in time."""
    sweep_disk()
    old = Upload.objects.open().filter(asked__lt=Now() - KEPT).exclude(pk__in=running_keys())
    old.close(UploadState.EXPIRED)


@transaction.atomic
def _ask(upload: Upload, ready: UploadQuerySet, step: UploadStep, **given: Any) -> bool:
    if not ready.enqueue(step, **given):
        return False
    _defer(upload.pk)
    return True


def _defer(pk: int) -> None:
    defer(TASK, lock=TASK, upload=pk)


def _of(upload: Upload) -> UploadQuerySet:
    return Upload.objects.filter(pk=upload.pk)
