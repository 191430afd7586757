"""What an editor does with an uploaded file: bring it in, confirm it, change it or cancel it.

Each says whether it was done: somebody else, or the worker, may be faster.
"""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db import transaction

from proxies.ingest.uploads.files import keep_file
from proxies.models import Upload
from proxies.models.uploads import UploadQuerySet, running_keys
from proxies.vocab import UploadState, UploadStep


@transaction.atomic
def take(file: TemporaryUploadedFile, settings: dict[str, Any], user: int | None) -> Upload:
    """Keep a file, and ask for its trial."""
    about = {"file_name": file.name, "size": file.size, "by_id": user}
    upload = Upload.objects.create(**about, **settings)
    keep_file(upload, file)
    return upload


def confirm(upload: Upload, user: int | None) -> bool:
    """Ask for the import of what was tried."""
    return _of(upload).tried().enqueue(UploadStep.IMPORT, confirmed_by_id=user)


def again(upload: Upload) -> bool:
    """Ask once more for a step that stopped."""
    return _of(upload).stopped(running_keys()).enqueue(UploadStep(upload.step))


def change(upload: Upload, settings: dict[str, Any]) -> bool:
    """Ask for a trial with other settings."""
    decided = _of(upload).tried() | _of(upload).stopped(running_keys())
    return decided.enqueue(UploadStep.TRIAL, preview=None, **settings)


@transaction.atomic
def cancel(upload: Upload) -> bool:
    """Give it up, and remove the file."""
    return _of(upload).open().close(UploadState.CANCELLED)


def _of(upload: Upload) -> UploadQuerySet:
    return Upload.objects.filter(pk=upload.pk)
