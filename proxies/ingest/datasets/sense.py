"""What a row says of those whom it names: whether that can be.

Front and direction only where a writer states them, as in the project's own table; what a rule
finds agrees with itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from proxies.ingest.datasets.formats.cross_checks import BESIDE_CHECK
from proxies.ingest.datasets.formats.rows import BadValueError, Checks, EventRow
from proxies.methods.acting import wrong_side
from proxies.methods.imported_front import RowParty, out_of_place
from proxies.vocab import AttributionKind, Role
from proxies.wording.acting import WRONG_SIDE
from proxies.wording.datasets import theatre_name

ACTED = (
    AttributionKind.CLAIMED,
    AttributionKind.PARTNER_CLAIMED,
    AttributionKind.ATTRIBUTED,
    AttributionKind.SUSPECTED,
)

TOOK_PART = (*ACTED, AttributionKind.PARTY)
OUT_OF_PLACE = (
    "is no front of what took place there ({theatre}): a strike by a state or a clash is of the "
    "front in whose country it took place, and Gaza is none. Leave the row out, or correct one of "
    "the two"
)


class Named(NamedTuple):
    """An actor whom a row names: by which name, and in which part."""

    name: str
    part: str
    actor: RowParty


class Stated(NamedTuple):
    """What a row says of who did what to what (`Where.aim`). `here` is the front of its country, if
    any; `unknown` is whether it names others for the attack whom the record does not know."""

    direction: str
    front: str
    named: tuple[Named, ...]
    aim: str
    here: str
    unknown: bool


def contradictions(row: Stated) -> Iterator[BadValueError]:
    """What cannot be right."""
    named, here = row.named, row.here
    acting = [each for each in named if each.part in ACTED]
    sides = [(each.actor.role, each.actor.state) for each in acting]
    if wrong := wrong_side(row.direction, sides, unknown=row.unknown):
        words = f"says who attacked, but {WRONG_SIDE[wrong]}"
        yield BadValueError("direction", row.direction, words)
    if row.front not in ("", here) and _elsewhere(row.front, acting):
        reason = "is no front of those who are named for it, nor that of the country"
        yield BadValueError("front", row.front, reason)
    elif row.front and _out_of_place(row):
        reason = OUT_OF_PLACE.format(theatre=theatre_name(row.aim))
        yield BadValueError("front", row.front, reason)
    yield from _of_one(named, acting)


def beside(row: EventRow, named: Sequence[Named]) -> tuple[list[BadValueError], Checks]:
    """Factions that a source names beside a group that it calls unidentified: it says who it was,
    and that nobody knows; and whether there are any such groups with somebody beside them."""
    if not row.beside:
        return [], ()
    factions = {each.name for each in named if each.actor.role == Role.FACTION}
    faults = [
        BadValueError(column, name, "is named beside a group that is called unidentified: who it "
                      "was is either known or not. Correct the wrong one of the two")
        for column, name in row.beside
        if name in factions
    ]  # fmt: skip
    return faults, ((BESIDE_CHECK, not faults),)


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


def _out_of_place(row: Stated) -> bool:
    """Whether nobody of the front that is stated takes part, and it took place in none of its
    countries."""
    part = [each.actor for each in row.named if each.part in TOOK_PART]
    fronts = {front for actor in part for front in (*actor.fronts, actor.home) if front}
    return out_of_place(row.front, row.direction, fronts, row.aim, row.here)


def _of_one(named: Sequence[Named], acting: Sequence[Named]) -> Iterator[BadValueError]:
    """What a row says of one actor."""
    parts = {(each.part, each.actor.key) for each in named}
    for each in acting:
        key = each.actor.key
        if ("target", key) in parts:
            yield BadValueError("targets", each.name, "is named for the attack too")
        if each.part == AttributionKind.CLAIMED and (AttributionKind.DENIED, key) in parts:
            yield BadValueError("denied_by", each.name, "claimed it, too: choose one of the two")
