"""The front of an imported event, by rule from its parties and its place."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

VERSION = "2"
TRACKED, ALL = "tracked", "all"
SCOPES = (TRACKED, ALL)
SOURCE_SAYS = ("faction-attack", "state-strike")
BY_PLACE = ("state-strike", "clash")
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


class Where(NamedTuple):
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

    @property
    def aim(self) -> str:
        """What was hit, in the words of `STRIKES`."""
        return "golan" if self.on_golan else "sea" if self.sea else self.theatre


class Ruling(NamedTuple):
    """The slug of the front, or the theatre that a row belongs to outside the four."""

    front: str | None
    theatre: str = ""


def front_of(
    stated: str, parties: Sequence[RowParty], where: Where, fronts: Mapping[str, str]
) -> Ruling:
    """The front of a row by rule; `fronts` maps ISO codes to slugs."""
    here, aim = fronts.get(where.country), where.aim
    factions = [party for party in parties if party.role == "faction"]
    if stated or (here and aim != "golan"):
        return Ruling(stated or here)
    for home in (faction.home for faction in factions):
        if home and aim in STRIKES.get(home, ()):
            return Ruling(home)
    return Ruling(here) if here and not factions else Ruling(None, aim)


def out_of_place(stated: str, direction: str, fronts: Collection[str], aim: str, here: str) -> bool:
    """Whether an event cannot be of the front on which somebody puts it: in Gaza, which is none; or
    a strike by a state, or a clash, where nobody of that front takes part, in a country that is
    neither its own nor struck from it by rule.

    `fronts` are those of the factions that take part, `aim` is what was hit (`Where.aim`), and
    `here` is the front of the country.
    """
    if aim == "gaza":
        return True
    if direction not in BY_PLACE or stated in {here, *fronts} or aim == "unknown":
        return False
    return stated in STRIKES and aim not in STRIKES[stated]


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
