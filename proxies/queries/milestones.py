"""The turning points of the time: their list, one of them, and those that charts can mark."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db.models import Exists, OuterRef, Q

from proxies.methods.evidence import Evidence, weigh
from proxies.models import Milestone, MilestoneCitation
from proxies.models.statements import MilestoneQuerySet
from proxies.queries.cited import CitedRecord, cited_record
from proxies.queries.listed import holding
from proxies.queries.statuses import once
from proxies.queries.turns import last_turn
from proxies.record.citations import citations_by
from proxies.record.versions import Copy
from proxies.series.counts import MilestoneMark


@dataclass(frozen=True)
class MilestoneRow:
    """A milestone of a list, with what its reports amount to."""

    milestone: Milestone
    evidence: Evidence


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
    return tuple(MilestoneMark(one.date, one.title, one.get_absolute_url()) for one in inside)


_known: Copy[dict[Hashable, tuple[MilestoneMark, ...]]] = Copy(dict)
"""Turning points by fronts and day, for this version of the record."""


def milestones_known(fronts: tuple[str, ...], day: date | None) -> tuple[MilestoneMark, ...]:
    """The turning points of some fronts, or of none, known by a day; read once for all days on
    which the same ones are."""
    turn = last_turn(Milestone, day)
    make = partial(milestones_of, fronts, turn, date.min, date.max)
    return once(_known.get(), (fronts, turn), make)


def milestone_rows(
    fronts: Collection[str], day: date | None, words: str = ""
) -> Sequence[MilestoneRow]:
    """Milestones known by a day: all, or those of these fronts and of none, that hold the words;
    the newest first."""
    known = of_fronts(fronts, day) if fronts else Milestone.objects.known_by(day)
    cited = citations_by(MilestoneCitation.objects.filter(milestone__in=known.order_by()))
    holds, rows = holding(words, day), known.prefetch_related("fronts")
    found = [one for one in rows if holds([one.title, one.summary])]
    return [MilestoneRow(one, weigh(cited.get(one.pk, ()), day)) for one in found]


def find_milestone(slug: str, day: date | None) -> CitedRecord | None:
    """The milestone at an address, drafts and withdrawn ones too; None where none is."""
    milestone = Milestone.objects.prefetch_related("fronts").filter(slug=slug).first()
    return cited_record(milestone, day) if milestone else None
