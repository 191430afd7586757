"""Ties between actors as known by a day: support and membership, with the evidence for each.

A tie that cites no report is always shown, marked "no dated report"; one that does, from its
first counting citation. An undated report counts from the tie's own start, or from the beginning
where that is not known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from proxies.methods.evidence import Citation, Evidence, weigh
from proxies.methods.sides import Sides
from proxies.models import (
    ControlCitation,
    ControlSpell,
    Faction,
    Membership,
    MembershipCitation,
    Support,
    SupportCitation,
)
from proxies.record.citations import citations_by
from proxies.record.reading import read_sides

Citations = Mapping[int, Sequence[Citation]]
"""Key of a row → what reports say of it."""


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
    """The links of support that fit, known by a day, with the words on control (five queries)."""
    links = Support.objects.filter(which).select_related("patron__actor", "faction__actor")
    links = links.order_by("patron__actor__name", "faction__actor__name", "start")
    citations = citations_by(SupportCitation.objects.filter(support__in=links))
    of_control = citations_by(ControlCitation.objects.filter(spell__support__in=links.order_by()))
    sides = _sides(citations or of_control)
    spells = ControlSpell.objects.filter(support__in=links.order_by()).select_related("front")
    words = _by_link(spells)
    return [
        replace(tie, control=tuple(_control(tie.link, words[tie.link.pk], of_control, sides, day)))
        for tie in _known(links, citations, sides, day)
    ]


def memberships_known(actor: Faction, day: date | None) -> tuple[list[Tie], list[Tie]]:
    """The spells of a faction in umbrellas, and those of its members, known by a day (three
    queries)."""
    links = Membership.objects.select_related("faction__actor", "umbrella__actor")
    links = links.filter(Q(faction=actor) | Q(umbrella=actor))
    citations = citations_by(MembershipCitation.objects.filter(membership__in=links))
    ties = list(_known(links, citations, _sides(citations), day))
    own = [tie for tie in ties if tie.link.faction_id == actor.pk]
    return own, [tie for tie in ties if tie.link.umbrella_id == actor.pk]


def _sides(citations: object) -> Sides:
    """The sides that sources can be on, read only where there is something to weigh."""
    return read_sides() if citations else Sides({})


def _by_link(spells: Iterable[ControlSpell]) -> defaultdict[int, list[ControlSpell]]:
    """Key of the link of support → the words on control, in order of time."""
    words = defaultdict[int, list[ControlSpell]](list)
    for spell in spells:
        words[spell.support_id].append(spell)
    return words


def _control(
    link: Support,
    spells: Iterable[ControlSpell],
    citations: Citations,
    sides: Sides,
    day: date | None,
) -> Iterator[ControlWord]:
    """The words on control known by a day: one that cites a report from its first counting
    citation, another from its own start."""
    side = sides.of([link.patron.actor.slug, link.faction.actor.slug])
    for spell in spells:
        evidence = weigh(citations.get(spell.pk, []), day, side)
        begun = spell.start is None or day is None or spell.start <= day
        if evidence.citations or (spell.pk not in citations and begun):
            yield ControlWord(spell, evidence if evidence.citations else None)


def _known(
    links: QuerySet[Any], citations: Citations, sides: Sides, day: date | None
) -> Iterator[Tie]:
    for link in links:
        other = link.patron if isinstance(link, Support) else link.umbrella
        side = sides.of([link.faction.actor.slug, other.actor.slug])
        evidence = weigh(citations.get(link.pk, []), day, side)
        if evidence.citations or link.pk not in citations:
            yield Tie(link, evidence if evidence.citations else None)
