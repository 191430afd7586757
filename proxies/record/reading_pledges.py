"""Reads the pledges of the record from the database, in one query."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from proxies.methods.facts import EditorsVerdict, Pledge
from proxies.methods.sides import Sides
from proxies.models import Pledge as PledgeRow
from proxies.models import PledgeBinding, PledgeCitation, PledgeIncident, PledgeRepeat
from proxies.record.citations import cited, read_citations
from proxies.record.rows import EVER_SHOWN, links, read_each, read_slugs
from proxies.vocab import BindingKind, IncidentVerdict, PledgeKind

SAME = (
    *("pk", "slug", "declared", "effective", "ended", "expires"),
    *("de_facto_since", "conditions", "narrow", "withdrawn"),
)
"""Fields of a pledge that are taken as they are."""

JUDGED = {"event": "event__slug", "verdict": "verdict", "decided": "decided", "reason": "reason"}


def read_pledges(sides: Sides) -> Iterable[Pledge]:
    """Every pledge that shows or has shown; `sides` tells who stands with its parties."""
    for row in _pledge_rows():
        by, toward = frozenset(row["by_slugs"]), frozenset(row["toward_slugs"])
        yield Pledge(
            **{name: row[name] for name in SAME},
            kind=PledgeKind(row["kind"]),
            by=by,
            toward=toward,
            fronts=frozenset(row["front_slugs_"]),
            other_side=frozenset(row["in_return"]),
            scope_weapons=frozenset(row["scope_weapons"]),
            scope_targets=frozenset(row["scope_targets"]),
            extends=row["extends__slug"],
            depends_on=frozenset(row["upstream"]),
            bindings={one["faction"]: BindingKind(one["how"]) for one in row["bound"]},
            verdicts={
                one["event"]: EditorsVerdict(
                    IncidentVerdict(one["verdict"]), one["reason"], decided
                )
                for one in row["judged"]
                for decided in [date.fromisoformat(one["decided"])]
            },
            repeated=tuple(row["repeated_on"]),
            citations=read_citations(row["cited"]),
            side=sides.of(by | toward),
        )


def _pledge_rows() -> Any:
    mine = {"pledge": OuterRef("pk")}
    depends = links(PledgeRow.depends_on).filter(from_pledge=OuterRef("pk"))
    lists = {
        "by_slugs": read_slugs(links(PledgeRow.by).filter(**mine), "faction__actor__slug"),
        "toward_slugs": read_slugs(links(PledgeRow.toward).filter(**mine), "actor__slug"),
        "in_return": read_slugs(links(PledgeRow.other_side).filter(**mine), "actor__slug"),
        "front_slugs_": read_slugs(links(PledgeRow.fronts).filter(**mine), "front__slug"),
        "upstream": read_slugs(depends, "to_pledge__slug"),
        "bound": read_each(
            PledgeBinding.objects.filter(**mine), faction="faction__actor__slug", how="how"
        ),
        "judged": read_each(PledgeIncident.objects.filter(**mine), **JUDGED),
        "repeated_on": ArraySubquery(PledgeRepeat.objects.filter(**mine).values("day")),
        "cited": cited(PledgeCitation.objects.filter(**mine)),
    }
    more = ("kind", "extends__slug", "scope_weapons", "scope_targets")
    pledges = PledgeRow.objects.filter(EVER_SHOWN).order_by("slug")
    return pledges.annotate(**lists).values(*SAME, *more, *lists)
