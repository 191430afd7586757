"""Reads the pledges of the record from the database, in one query."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from proxies.methods.facts import Pledge
from proxies.methods.sides import Sides
from proxies.models import Pledge as PledgeRow
from proxies.models import PledgeBinding, PledgeCitation, PledgeIncident, PledgeRepeat
from proxies.record.citations import cited
from proxies.record.rows import EVER_SHOWN, facts, links, read_each, read_rows, read_slugs

SAME = (
    *("pk", "slug", "kind", "declared", "effective", "ended", "expires", "de_facto_since"),
    *("conditions", "narrow", "scope_weapons", "scope_targets", "withdrawn"),
)
"""Fields of a pledge that are taken as they are."""

JUDGED = {"event": "event__slug", "verdict": "verdict", "decided": "decided", "reason": "reason"}


def read_pledges(sides: Sides) -> tuple[Pledge, ...]:
    """Every pledge that shows or has shown; `sides` tells who stands with its parties."""
    rows = _pledge_rows()
    for row in rows:
        row["bindings"] = {one["faction"]: one["how"] for one in row["bindings"]}
        row["verdicts"] = {one["event"]: one for one in row["verdicts"]}
    pledges = facts(Pledge, rows)
    return tuple(replace(one, side=sides.of(one.by | one.toward)) for one in pledges)


def _pledge_rows() -> list[dict[str, Any]]:
    mine = {"pledge": OuterRef("pk")}
    depends = links(PledgeRow.depends_on).filter(from_pledge=OuterRef("pk"))
    bindings = PledgeBinding.objects.filter(**mine)
    return read_rows(
        PledgeRow.objects.filter(EVER_SHOWN).order_by("slug"),
        **{name: name for name in SAME},
        by=read_slugs(links(PledgeRow.by).filter(**mine), "faction__actor__slug"),
        toward=read_slugs(links(PledgeRow.toward).filter(**mine), "actor__slug"),
        other_side=read_slugs(links(PledgeRow.other_side).filter(**mine), "actor__slug"),
        fronts=read_slugs(links(PledgeRow.fronts).filter(**mine), "front__slug"),
        extends="extends__slug",
        depends_on=read_slugs(depends, "to_pledge__slug"),
        bindings=read_each(bindings, faction="faction__actor__slug", how="how"),
        verdicts=read_each(PledgeIncident.objects.filter(**mine), **JUDGED),
        repeated=ArraySubquery(PledgeRepeat.objects.filter(**mine).values("day")),
        citations=cited(PledgeCitation.objects.filter(**mine)),
    )
