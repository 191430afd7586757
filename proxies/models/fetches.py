"""What came of asking the services of datasets for their newest rows."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from proxies.models.base import coded, in_vocabulary
from proxies.models.uploads import Upload
from proxies.vocab.intake import DatasetService, VisitEnd


class DatasetFetch(models.Model):
    """One fetch: how it ended, and the upload in which its rows wait for an editor."""

    service = coded(DatasetService)
    at = models.DateTimeField(db_default=Now())
    end = coded(VisitEnd)
    asked = models.CharField(max_length=80, help_text="The release or the days asked for.")
    rows = models.PositiveIntegerField(default=0)
    digest = models.CharField(
        max_length=64, blank=True, editable=False, help_text="Of all rows, to know them again."
    )
    message = models.TextField(blank=True, help_text="What went wrong, in words.")
    upload = models.ForeignKey(
        Upload, models.SET_NULL, null=True, related_name="fetches", help_text="Its trial."
    )

    class Meta:
        verbose_name_plural = "dataset fetches"
        ordering = ["-at", "-pk"]
        default_permissions = ()
        constraints = in_vocabulary("datasetfetch", service=DatasetService, end=VisitEnd)

    def __str__(self) -> str:
        return f"{self.service}, {self.asked}"
