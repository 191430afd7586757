"""The turning points of the time: those that charts can mark."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.urls import NoReverseMatch

from proxies.models import Milestone
from proxies.models.statements import MilestoneQuerySet
from proxies.series import MilestoneMark


def of_fronts(fronts: Collection[str], day: date | None) -> MilestoneQuerySet:
    """Milestones known by a day of these fronts, given by slug, or of none; the newest first."""
    through = Milestone.fronts.through.objects.filter(milestone=OuterRef("pk"))
    own = Exists(through.filter(front__slug__in=list(fronts)))
    return Milestone.objects.known_by(day).filter(Q(own) | ~Exists(through))


def milestones_of(
    fronts: Collection[str], day: date | None, first: date, last: date
) -> tuple[MilestoneMark, ...]:
    """The marks of some fronts, and of none in particular, that lie in a span; the oldest first."""
    inside = of_fronts(fronts, day).filter(date__range=(first, last)).order_by("date", "slug")
    return tuple(MilestoneMark(one.date, one.title, _page(one)) for one in inside)


def _page(one: Milestone) -> str:
    """Its page, where the site has one."""
    try:
        return one.get_absolute_url()
    except NoReverseMatch:
        return ""
