"""The front of an imported event, by rule from its parties and its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

VERSION = "1"
TRACKED, ALL = "tracked", "all"
SCOPES = (TRACKED, ALL)
SOURCE_SAYS = ("faction-attack", "state-strike")
GOLAN = (32.68, 33.34, 35.61, 35.80)


class RowParty(NamedTuple):
    """A party of a row that the record knows: its role, and the fronts and home of a faction."""

    key: int
    role: str
    fronts: tuple[str, ...] = ()
    home: str = ""


@dataclass(frozen=True)
class Where:
    """Where a row took place: ISO code of the country, and degrees if it has a point."""

    country: str
    lat: float | None = None
    lon: float | None = None

    @property
    def on_golan(self) -> bool:
        if self.lat is None or self.lon is None:
            return False
        south, north, west, east = GOLAN
        return south <= self.lat <= north and west <= self.lon <= east


def front_of(
    stated: str, parties: Sequence[RowParty], where: Where, fronts: Mapping[str, str]
) -> str | None:
    """The slug of the front, or None outside the four; `fronts` maps ISO codes to slugs."""
    if stated:
        return stated
    here = fronts.get(where.country)
    factions = [party for party in parties if party.role == "faction"]
    if here and not where.on_golan and any(here in faction.fronts for faction in factions):
        return here
    homes = [faction.home for faction in factions if faction.home]
    return homes[0] if homes else here


def in_scope(scope: str, direction: str, parties: Sequence[RowParty]) -> bool:
    """Whether a row with a front is taken."""
    roles = {party.role for party in parties}
    return (
        scope == ALL
        or direction in SOURCE_SAYS
        or "faction" in roles
        or {"patron", "opponent"} <= roles
    )


def direction_of(stated: str, attackers: Sequence[RowParty]) -> str:
    """The direction: what the source says, else by who it says attacked."""
    if stated:
        return stated
    roles = {attacker.role for attacker in attackers}
    if "faction" in roles:
        return "faction-attack"
    return "state-strike" if roles else "other"
