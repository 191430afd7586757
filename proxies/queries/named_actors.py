"""Attributions as arrays, and how many events name each actor in them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from proxies.record.columns.copying import Ints
from proxies.record.columns.index import DENIED, PARTNER
from proxies.record.columns.table import Mask, Named


@dataclass(frozen=True, slots=True, eq=False)
class NamedActors:
    """Who is named for some events, in order of events and actors: of each attribution the place of
    the event, the code of the actor and that of the way."""

    event: Ints
    actor: Ints
    kind: Ints

    @classmethod
    def at(cls, named: Named, places: Ints) -> NamedActors:
        """Some of all attributions."""
        return cls(named.event[places], named.actor[places], named.kind[places])

    def among(self, kept: Mask) -> NamedActors:
        return NamedActors(self.event[kept], self.actor[kept], self.kind[kept])

    def naming_each(self, actors: int) -> Ints:
        """How many events name each of so many actors in any way but to deny it, (actors, 2):
        firmly, and only as a partner says."""
        named = self.among(self.kind != DENIED)
        firm = events_by_actor(named.among(named.kind != PARTNER), actors)
        return np.stack([firm, events_by_actor(named, actors) - firm], 1)


def events_by_actor(named: NamedActors, actors: int) -> Ints:
    """How many events name each of so many actors."""
    pairs = named.event.astype(np.int64) * actors + named.actor
    once = pairs[np.flatnonzero(np.diff(pairs, prepend=-1))]
    return np.bincount(once % actors, minlength=actors)
