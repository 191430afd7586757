"""Why jobs of the queue failed: procrastinate keeps that they did; why, it only logs."""

from __future__ import annotations

from django.db import models


class JobError(models.Model):
    """Why a job failed last."""

    job = models.BigIntegerField(
        primary_key=True, help_text="Its number in the queue, where it may be gone by now."
    )
    task = models.CharField(max_length=128, help_text="The name of what it was to do.")
    message = models.TextField()
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "job that failed"
        verbose_name_plural = "background work"
        default_permissions = ()  # nobody edits what is noted here
        permissions = [("retry_jobs", "Can see background work and have jobs done again")]

    def __str__(self) -> str:
        return f"{self.task} ({self.job})"
