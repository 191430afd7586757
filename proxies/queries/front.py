"""What stands on a front's page beside the answer: what editors and reports say of it."""

from __future__ import annotations

from datetime import date

from proxies.models import Assessment, Front, FrontClosure


def assessments_of(front: Front, day: date | None) -> list[Assessment]:
    """Assessments of a front known by a day, the newest first, with their sources."""
    return list(Assessment.objects.known_by(day).filter(front=front).for_lists(day))


def closures_of(front: Front, day: date | None) -> list[FrontClosure]:
    """Closures of a front known by a day, with their reports."""
    closures = FrontClosure.objects.known_by(day).filter(front=front)
    return list(closures.prefetch_related("citations__report__source__aligned_with"))
