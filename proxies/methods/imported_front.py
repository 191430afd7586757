"""The front of an imported event, by rule from its parties and its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

VERSION = "2"
TRACKED, ALL = "tracked", "all"
SCOPES = (TRACKED, ALL)
SOURCE_SAYS = ("faction-attack", "state-strike")
GOLAN = (32.68, 33.34, 35.61, 35.80)
STRIKES = {
    "lebanon": ("golan", "sea", "IL", "west-bank"),
    "iraq": ("golan", "sea", "IL", "west-bank", "JO", "SA", "AE"),
    "yemen": ("golan", "sea", "IL", "west-bank", "EG", "SA", "AE"),
    "syria": ("golan", "IL", "JO"),
}
GAZA_EAST = 34.6


class RowParty(NamedTuple):
    """A party of a row that the record knows: its role, the fronts and home of a faction, and
    whether a patron or opponent is a state, a government or a coalition of states."""

    key: int
    role: str
    fronts: tuple[str, ...] = ()
    home: str = ""
    state: bool = False


@dataclass(frozen=True)
class Where:
    """Where a row took place: ISO code of the country, degrees if it has a point, its province or
    sea as the source names it, and whether the source places it at sea."""

    country: str
    lat: float | None = None
    lon: float | None = None
    admin1: str = ""
    sea: bool = False

    @property
    def on_golan(self) -> bool:
        if self.lat is None or self.lon is None:
            return False
        south, north, west, east = GOLAN
        inside = south <= self.lat <= north and west <= self.lon <= east
        return inside and self.country in {"SY", "IL"}

    @property
    def theatre(self) -> str:
        """The country, but for the two parts of Palestine, which sources file under Israel too."""
        for name, words in (("gaza", "gaza"), ("west-bank", "west bank")):
            if self.country in {"IL", "PS"} and words in self.admin1.lower():
                return name
        if self.country == "PS" and self.lon is not None:
            return "gaza" if self.lon < GAZA_EAST else "west-bank"
        return self.country or "unknown"


class Ruling(NamedTuple):
    """The slug of the front, or the theatre that a row belongs to outside the four."""

    front: str | None
    theatre: str = ""


def front_of(
    stated: str, parties: Sequence[RowParty], where: Where, fronts: Mapping[str, str]
) -> Ruling:
    """The front of a row by rule; `fronts` maps ISO codes to slugs."""
    here, golan = fronts.get(where.country), where.on_golan
    factions = [party for party in parties if party.role == "faction"]
    if stated or (here and not golan):
        return Ruling(stated or here)
    aim = "golan" if golan else "sea" if where.sea else where.theatre
    for home in (faction.home for faction in factions):
        if home and aim in STRIKES.get(home, ()):
            return Ruling(home)
    return Ruling(here) if here and not factions else Ruling(None, aim)


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
    """The direction: what the source says, else by who it says attacked. An armed group that holds
    land, such as the SDF, is neither a faction of this record nor a state."""
    if stated:
        return stated
    if any(attacker.role == "faction" for attacker in attackers):
        return "faction-attack"
    return "state-strike" if any(attacker.state for attacker in attackers) else "other"
