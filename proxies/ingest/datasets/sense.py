"""What a row that states its front or direction says of those whom it names: whether that can be.

Only for what a writer states, as in the project's own table; what a rule finds agrees with itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from proxies.ingest.datasets.formats.rows import BadValueError, EventRow
from proxies.methods.imported_front import RowParty
from proxies.vocab import AttributionKind, Direction, Role

ACTED = (
    AttributionKind.CLAIMED,
    AttributionKind.PARTNER_CLAIMED,
    AttributionKind.ATTRIBUTED,
    AttributionKind.SUSPECTED,
)
WRONG_SIDE = {
    Direction.FACTION_ATTACK: (Role.OPPONENT, "but only opponents of the factions are named"),
    Direction.STATE_STRIKE: (Role.FACTION, "but only factions are named for it"),
}


class Named(NamedTuple):
    """An actor whom a row names: by which name, and in which part."""

    name: str
    part: str
    actor: RowParty


def contradiction(row: EventRow, named: Sequence[Named], here: str) -> BadValueError | None:
    """The first thing that cannot be right; `here` is the front of the row's country, if any."""
    acting = [each for each in named if each.part in ACTED]
    role, words = WRONG_SIDE.get(Direction(row.direction), ("", ""))
    if acting and all(each.actor.role == role for each in acting):
        return BadValueError("direction", row.direction, f"says who attacked, {words}")
    if row.front not in ("", here) and _elsewhere(row.front, acting):
        reason = "is no front of those who are named for it, nor that of the country"
        return BadValueError("front", row.front, reason)
    return next(_of_one(named, acting), None)


def too_early(
    row: EventRow, named: Sequence[Named], founded: Mapping[int, int]
) -> BadValueError | None:
    """That whom a row names, in whichever part, was not there yet; `founded` holds years. This is
    so whoever states it, a source too."""
    for each in named:
        if founded.get(each.actor.key, 0) > row.first_day.year:
            reason = f"is before {each.name} was founded ({founded[each.actor.key]})"
            return BadValueError("first_day", str(row.first_day), reason)
    return None


def _elsewhere(front: str, acting: Sequence[Named]) -> bool:
    """Whether all factions named are of other fronts."""
    fronts = [{*each.actor.fronts, each.actor.home} for each in acting if each.actor.fronts]
    return bool(fronts) and not any(front in each for each in fronts)


def _of_one(named: Sequence[Named], acting: Sequence[Named]) -> Iterator[BadValueError]:
    """What a row says of one actor."""
    parts = {(each.part, each.actor.key) for each in named}
    for each in acting:
        key = each.actor.key
        if ("target", key) in parts:
            yield BadValueError("targets", each.name, "is named for the attack too")
        if each.part == AttributionKind.CLAIMED and (AttributionKind.DENIED, key) in parts:
            yield BadValueError("denied_by", each.name, "claimed it, too: choose one of the two")
