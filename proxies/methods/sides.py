"""Whose side a source can be on: the parties of a record, their patrons and fellow factions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from proxies.models import Support

VERSION = "1"


@dataclass(frozen=True)
class Sides:
    """Who supports whom, by slug."""

    patrons: dict[str, frozenset[str]]
    factions: dict[str, frozenset[str]]

    def of(self, parties: Iterable[str]) -> frozenset[str]:
        """The slugs on the side of any of the parties."""
        side: set[str] = set()
        for party in parties:
            patrons = self.patrons.get(party, frozenset())
            side |= {party} | patrons | self.factions.get(party, frozenset())
            side.update(*(self.factions.get(patron, frozenset()) for patron in patrons))
        return frozenset(side)


def gather() -> Sides:
    """All links of support, in one query."""
    patrons: defaultdict[str, set[str]] = defaultdict(set)
    factions: defaultdict[str, set[str]] = defaultdict(set)
    links = Support.objects.values_list("patron__actor__slug", "faction__actor__slug")
    for patron, faction in links:
        patrons[faction].add(patron)
        factions[patron].add(faction)
    return Sides(_frozen(patrons), _frozen(factions))


def _frozen(sets: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(values) for key, values in sets.items()}
