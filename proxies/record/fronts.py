"""The fronts with what is stated of each, read once for the record and for what filters offer."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef

from proxies import models
from proxies.record.citations import cited
from proxies.record.rows import EVER_SHOWN, read_each
from proxies.record.versions import Copy
from proxies.selection import CURATED


def read_fronts() -> tuple[Any, ...]:
    """Fronts in order, and beside each its closures, assessments, and the days searched."""
    return _fronts.get()


def _read() -> tuple[Any, ...]:
    own = {"front": OuterRef("pk")}
    closing = models.ClosureCitation.objects.filter(closure=OuterRef("pk"))
    closures = read_each(
        models.FrontClosure.objects.filter(**own),
        **{name: name for name in ("start", "end", "reason")},
        front="front__slug",
        citations=cited(closing),
    )
    fields = ("slug", "statement", "author", "withdrawn", "label", "confidence")
    judged = models.AssessmentCitation.objects.filter(assessment=OuterRef("pk"))
    assessments = read_each(
        models.Assessment.objects.filter(EVER_SHOWN, **own),
        **{name: name for name in fields},
        front="front__slug",
        day="date",
        citations=cited(judged),
    )
    curated = models.Dataset.objects.filter(slug=CURATED)
    extent = read_each(curated, coverage="coverage", first="covered_from", last="covered_until")
    spans = read_each(
        models.CoverageSpan.objects.filter(dataset__slug=CURATED, **own),
        **{name: name for name in ("start", "end", "depth")},
    )
    lists = {"closed": closures, "assessed": assessments, "extent": extent, "searched": spans}
    return tuple(models.Front.objects.annotate(**lists))


_fronts = Copy(_read)
