"""What `manage.py seed` last wrote, so that an editor's later change is seen and kept."""

from __future__ import annotations

from django.db import models


class SeedRecord(models.Model):
    """One record of a seed file as it was last loaded."""

    kind = models.CharField(max_length=40)
    slug = models.CharField(max_length=160)
    document = models.JSONField(help_text="The record as last loaded from its seed file.")
    loaded = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="seedrecord_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"
