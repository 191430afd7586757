"""Background work: what waits, runs and failed in the queue, and what comes round next."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from procrastinate.contrib.django import admin as of_the_queue  # noqa: F401  it registers them
from procrastinate.contrib.django.models import ProcrastinateJob

from proxies.actions.background import retry
from proxies.admin.imports import ReadOnlyPage
from proxies.admin.reasons import own_page
from proxies.models import JobError
from proxies.queries.background import Job, Round, background
from proxies.wording.background import NO_ERROR, each_in_words, end_in_words, task_in_words

PAGE = "admin:proxies_joberror_changelist"
AGAIN = "Put back into the queue: a worker takes it up within seconds."
LATE = (
    "Nothing was done: somebody else was faster, or another of its kind waits already. This is how "
    "it stands now."
)
LONGEST_NUMBER = 18
"""Digits of the largest number that the database takes."""


admin.site.unregister(ProcrastinateJob)  # its own page, which this one stands for


@admin.register(JobError)
class BackgroundWork(ReadOnlyPage):
    """One page for all of it; the errors of jobs have none of their own."""

    deletes = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perm("proxies.retry_jobs"))

    has_module_permission = has_view_permission

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            return self._retry(request, request.POST.get("retry", ""))
        found = background(now())
        return own_page(
            self,
            request,
            "admin/background.html",
            "Background work",
            found=found,
            sections=[
                ("failed", "Failed", "failed at", _lines(found.failed.shown), found.failed),
                ("running", "Running", "since", _lines(found.running.shown), found.running),
                ("waiting", "Waiting", "asked for at", _lines(found.waiting.shown), found.waiting),
            ],
            rounds=[_round(each) for each in found.rounds],
        )

    def _retry(self, request: HttpRequest, number: str) -> HttpResponse:
        """Have a failed job done again, and show the page as it then is."""
        known = number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER
        job = JobError.objects.filter(job=number).first() if known else None
        if known and retry(int(number)):
            self.log_change(request, job or JobError(job=int(number)), "To be done again.")
            messages.success(request, AGAIN)
        else:
            messages.warning(request, LATE)
        return redirect(PAGE)


def _lines(jobs: list[Job]) -> list[dict[str, Any]]:
    return [
        {"job": job, "words": task_in_words(job.task), "error": job.error or NO_ERROR}
        for job in jobs
    ]


def _round(found: Round) -> dict[str, Any]:
    return {
        "round": found,
        "words": task_in_words(found.task),
        "each": each_in_words(found.each),
        "end": end_in_words(found.status),
    }
