"""What a release of a dataset changes of itself: undated reports count in full from its day, and
what it entered had happened, and been told of, before. Neither is a change of the world."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from proxies.methods.evidence import Citation
from proxies.models import AttackEvent, Dataset


@dataclass(frozen=True, slots=True)
class Release:
    """A release of a dataset; the version is empty where it is not that of the dataset now."""

    dataset: str
    day: date
    version: str


def releases_between(days: tuple[date, date]) -> dict[int, tuple[Release, ...]]:
    """Key of a dataset → its releases after one day, up to another: the present one, and the first
    that held undated reports (one query)."""
    return {
        one.pk: tuple(
            Release(one.slug, day, one.version if day == one.released else "")
            for day in sorted({one.released, one.undated_from} - {None})  # type: ignore[type-var]
            if day and days[0] < day <= days[1]
        )
        for one in Dataset.objects.all()
    }


def undated(reports: Iterable[Citation], releases: Iterable[Release]) -> tuple[Citation, ...]:
    """The reports without a day that count in full from a release."""
    days = {one.day for one in releases}
    return tuple(one for one in reports if not one.dated and one.day in days)


def entered_with(
    event: AttackEvent, reports: tuple[Citation, ...], releases: Mapping[int, tuple[Release, ...]]
) -> Release | None:
    """The release with which an event that appeared was entered; None where one of the reports that
    came between the days tells of it, or it happened between them."""
    own = releases.get(event.dataset_id, ())
    if reports:
        alone = all(not one.dated for one in reports if one.asserts)
        days = {one.day for one in undated(reports, own)} if alone else set()
    else:
        days = set() if event.reported else {one.day for one in own}
    return next((one for one in own if one.day in days and event.last_day < one.day), None)
