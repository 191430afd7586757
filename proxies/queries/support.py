"""Ties between actors as known by a day: support and membership, with the evidence for each.

A tie that cites no report is always shown, marked "no dated report"; one that does, from its
first counting citation. An undated report counts from the tie's own start, or from the beginning
where that is not known.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Value

from proxies.methods.evidence import Evidence, weigh
from proxies.methods.sides import Sides
from proxies.models import (
    ControlCitation,
    ControlSpell,
    Membership,
    MembershipCitation,
    Support,
    SupportCitation,
)
from proxies.record.citations import citations_by
from proxies.record.reading import read_sides

LONG_AGO = Value(date(1900, 1, 1))


@dataclass(frozen=True)
class ControlWord:
    """What somebody said of control at a time; `evidence` is None where it cites no report."""

    spell: ControlSpell
    evidence: Evidence | None


@dataclass(frozen=True)
class Tie:
    """One link and what its reports amount to; `evidence` is None where it cites none. `control`
    are the words on how far the patron commands the faction, in order of time."""

    link: Any
    evidence: Evidence | None
    control: tuple[ControlWord, ...] = ()


def support_known(which: Q, day: date | None) -> list[Tie]:
    """The links of support that fit, known by a day, with the words on control."""
    links = Support.objects.filter(which).select_related("patron__actor", "faction__actor")
    links = links.order_by("patron__actor__name", "faction__actor__name", "start")
    cited = SupportCitation.objects.filter(support__in=links)
    words = control_known(Q(support__in=links.order_by()), day)
    ties = _known(links, cited, "support", day)
    return [replace(tie, control=tuple(words[tie.link.pk])) for tie in ties]


def control_known(which: Q, day: date | None) -> defaultdict[int, list[ControlWord]]:
    """Key of the link of support → the words on control known by a day, in order of time.

    One that cites a report is known from its first counting citation, another from its start.
    """
    spells = ControlSpell.objects.filter(which).select_related(
        "front", "support__patron__actor", "support__faction__actor"
    )
    cited = citations_by(ControlCitation.objects.filter(spell__in=spells.order_by()))
    sides, words = read_sides() if cited else Sides({}), defaultdict[int, list[ControlWord]](list)
    for spell in spells:
        link = spell.support
        side = sides.of([link.patron.actor.slug, link.faction.actor.slug])
        evidence = weigh(cited.get(spell.pk, []), day, side)
        begun = spell.start is None or day is None or spell.start <= day
        if evidence.citations or (spell.pk not in cited and begun):
            words[link.pk].append(ControlWord(spell, evidence if evidence.citations else None))
    return words


def memberships_known(which: Q, day: date | None) -> list[Tie]:
    """The spells of membership that fit, known by a day (three queries)."""
    links = Membership.objects.filter(which).select_related("faction__actor", "umbrella__actor")
    cited = MembershipCitation.objects.filter(membership__in=links)
    return _known(links, cited, "membership", day)


def _known(links: QuerySet[Any], cited: QuerySet[Any], subject: str, day: date | None) -> list[Tie]:
    citations = citations_by(cited)
    sides, ties = read_sides() if citations else Sides({}), []
    for link in links:
        other = link.patron if subject == "support" else link.umbrella
        side = sides.of([link.faction.actor.slug, other.actor.slug])
        evidence = weigh(citations.get(link.pk, []), day, side)
        if evidence.citations or link.pk not in citations:
            ties.append(Tie(link, evidence if evidence.citations else None))
    return ties
