"""What readers report as wrong."""

from __future__ import annotations

from django.db import models


class ErrorReport(models.Model):
    """A reader's message about a page, for the editors."""

    page = models.CharField(max_length=300, blank=True, help_text="The address it is about.")
    message = models.TextField(max_length=4000)
    contact = models.CharField(max_length=200, blank=True)
    received = models.DateTimeField(auto_now_add=True)
    resolved = models.BooleanField(default=False)
    resolution = models.TextField(blank=True, help_text="What was done about it, or why nothing.")

    class Meta:
        ordering = ["resolved", "-received"]

    def __str__(self) -> str:
        return f"{self.page or 'no page'}: {self.message[:80]}"
