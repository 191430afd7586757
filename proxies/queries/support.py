"""Ties between actors as known by a day: support and membership, with the evidence for each.

A tie that cites no report is always shown, marked "no dated report"; one that does, from its
first counting citation. An undated report counts from the tie's own start, or from the beginning
where that is not known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce

from proxies.methods.evidence import Evidence, weigh
from proxies.methods.sides import Sides
from proxies.models import Membership, MembershipCitation, Support, SupportCitation
from proxies.record.citations import citations_by
from proxies.record.reading import read_sides

LONG_AGO = Value(date(1900, 1, 1))


@dataclass(frozen=True)
class Tie:
    """One link and what its reports amount to; `evidence` is None where it cites none."""

    link: Any
    evidence: Evidence | None


def support_known(which: Q, day: date | None) -> list[Tie]:
    """The links of support that fit, known by a day (three queries)."""
    links = Support.objects.filter(which).select_related("patron__actor", "faction__actor")
    links = links.order_by("patron__actor__name", "faction__actor__name", "start")
    cited = SupportCitation.objects.filter(support__in=links)
    return _known(links, cited, "support", day)


def memberships_known(which: Q, day: date | None) -> list[Tie]:
    """The spells of membership that fit, known by a day (three queries)."""
    links = Membership.objects.filter(which).select_related("faction__actor", "umbrella__actor")
    cited = MembershipCitation.objects.filter(membership__in=links)
    return _known(links, cited, "membership", day)


def _known(links: QuerySet[Any], cited: QuerySet[Any], subject: str, day: date | None) -> list[Tie]:
    dated = cited.annotate(own_day=Coalesce(f"{subject}__start", LONG_AGO))
    citations = citations_by(dated, subject, "own_day")
    sides, ties = read_sides() if citations else Sides({}), []
    for link in links:
        other = link.patron if subject == "support" else link.umbrella
        side = sides.of([link.faction.actor.slug, other.actor.slug])
        evidence = weigh(citations.get(link.pk, []), day, side)
        if evidence.citations or link.pk not in citations:
            ties.append(Tie(link, evidence if evidence.citations else None))
    return ties
