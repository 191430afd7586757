"""How events got in: the runs of the importer, the rows it refused, the names it did not know."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from proxies.models.actors import Actor
from proxies.models.base import user
from proxies.models.fronts import Front
from proxies.models.sources import Dataset


def tally(text: str) -> models.PositiveIntegerField[int, int]:
    """A count of rows of one run."""
    return models.PositiveIntegerField(text, default=0)


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    """Reads of runs."""

    def standing(self) -> ImportRunQuerySet:
        """Runs that were not undone: they alone say what a dataset covers."""
        return self.filter(undone=None)


class ImportRun(models.Model):
    """One file as it was loaded into one dataset; trial runs are not kept."""

    dataset = models.ForeignKey(Dataset, models.CASCADE, related_name="runs")
    format = models.CharField(max_length=32, help_text="The name of the reader, such as ucdp-ged.")
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    scope = models.CharField(max_length=16)
    release = models.CharField(max_length=40)
    by = user(help_text="Who confirmed an upload; nobody is known on the command line.")
    covered_from = models.DateField(null=True, help_text="The days for which the file speaks.")
    covered_until = models.DateField(null=True)
    started = models.DateTimeField()
    finished = models.DateTimeField()
    read = tally("rows read")
    new = tally("rows new")
    changed = tally("rows changed")
    unchanged = tally("rows unchanged")
    withdrawn = tally("rows withdrawn")
    rejected = tally("rows rejected")
    outside = tally("rows outside the scope")
    theatres = models.JSONField(
        default=dict, help_text="Rows that lie outside the fronts, by the theatre they belong to."
    )
    checks = models.JSONField(
        default=dict,
        help_text="What was held against what: rows that agree, and rows that do not.",
    )
    left_out = tally("values left out")
    dropped = models.JSONField(
        default=list,
        help_text="Values left out of rows that were taken: line, column, value, reason.",
    )
    census = models.BooleanField(
        null=True,
        help_text="Whether who imported it said that the file is whole; empty where its format is "
        "not cut.",
    )
    part = models.JSONField(
        default=dict,
        help_text="Years of which the file holds a part only: its rows, and the numbers that the "
        "source gave out.",
    )
    unknown = tally("rows with an unknown name")
    kept = tally("events kept as edited")
    older = tally("rows older than what is there")
    traced = models.BooleanField(
        default=False,
        editable=False,
        help_text="Whether it is known what it wrote, so that it can be undone.",
    )
    undone = models.DateTimeField(null=True, help_text="When the run was taken back.")
    undone_by = user(help_text="Who took it back; nobody is known on the command line.")
    undone_reason = models.TextField(blank=True, help_text="Why; shown to readers.")

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        ordering = ["-started", "-pk"]
        permissions = [("undo_importrun", "Can undo an import")]

    def __str__(self) -> str:
        return f"{self.file_name} into {self.dataset.slug}, {self.started:%-d %b %Y}"


class RefusedRow(models.Model):
    """A row of a file that was refused, with where and why."""

    line = models.PositiveIntegerField(help_text="Where the row begins in the file, from 1.")
    column = models.CharField(max_length=80, blank=True)
    value = models.TextField(blank=True)
    reason = models.TextField()
    raw = models.TextField(blank=True, help_text="The row as it stood, cut at 2,000 characters.")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}"


class Reject(RefusedRow):
    """A row that an import refused."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rejects")

    class Meta:
        ordering = ["run", "line", "pk"]


class UnknownNameQuerySet(models.QuerySet["UnknownName"]):
    """Reads of the queue."""

    def waiting(self) -> UnknownNameQuerySet:
        """Names that no editor has linked or set aside."""
        return self.filter(actor=None, ignored=False)


class UnknownName(models.Model):
    """A party that a dataset names and the record does not know; an editor links or ignores it."""

    dataset = models.ForeignKey(Dataset, models.CASCADE, related_name="unknown_names")
    text = models.CharField("name", max_length=300)
    source_id = models.CharField("source's own id", max_length=40, blank=True)
    times = models.PositiveIntegerField(default=0, help_text="Rows of the last run that name it.")
    fronts: models.ManyToManyField[Front, models.Model] = models.ManyToManyField(Front, blank=True)
    actor = models.ForeignKey(
        Actor,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="linked_names",
        help_text="Whom it means; taken up by the next run.",
    )
    ignored = models.BooleanField(default=False, help_text="No actor of this record.")

    objects = UnknownNameQuerySet.as_manager()

    class Meta:
        ordering = ["-times", "text"]
        constraints = [
            models.UniqueConstraint(
                fields=["dataset", "text", "source_id"],
                name="unknownname_once",
                violation_error_message="This dataset's queue already holds this name.",
            ),
            models.CheckConstraint(
                condition=Q(actor__isnull=True) | Q(ignored=False),
                name="unknownname_linked_or_ignored",
                violation_error_message="Either link the name to an actor or ignore it, not both.",
            ),
        ]

    def __str__(self) -> str:
        return self.text
