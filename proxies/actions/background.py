"""A job that failed is done again, because somebody says so."""

from __future__ import annotations

from django.db import transaction
from django.utils.timezone import now
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import UniqueViolation

from proxies.models import JobError


@transaction.atomic
def retry(number: int) -> bool:
    """Put a failed job back into the queue; whether it was, which it is not where another of its
    kind waits, or somebody was faster."""
    failed = ProcrastinateJob.objects.select_for_update().filter(pk=number, status="failed")
    if not list(failed):
        return False
    try:
        with transaction.atomic():
            app.job_manager.retry_job_by_id(number, retry_at=now())
    except UniqueViolation:
        return False
    JobError.objects.filter(job=number).delete()
    return True
