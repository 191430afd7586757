"""Whose side a source can be on: the parties of a record, their patrons and fellow factions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

VERSION = "1"


@dataclass(frozen=True)
class Sides:
    """Who supports whom, by slug: the patrons linked to each faction."""

    patrons: Mapping[str, frozenset[str]]

    @cached_property
    def _factions(self) -> dict[str, set[str]]:
        factions: defaultdict[str, set[str]] = defaultdict(set)
        for faction, linked in self.patrons.items():
            for patron in linked:
                factions[patron].add(faction)
        return dict(factions)

    def of(self, parties: Iterable[str]) -> frozenset[str]:
        """The slugs on the side of any of the parties."""
        side: set[str] = set()
        for party in parties:
            patrons = self.patrons.get(party, frozenset())
            side |= {party} | patrons | self._factions.get(party, set())
            side.update(*(self._factions.get(patron, ()) for patron in patrons))
        return frozenset(side)
