"""Who must be named for an attack by a faction, and for a strike by a state."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from proxies.vocab import Direction, Role


class WrongSide(StrEnum):
    """Why those who are named for an event cannot be all who did it."""

    OPPONENTS = "opponents"
    FACTIONS = "factions"
    NO_FACTION = "no-faction"
    NO_STATE = "no-state"


def wrong_side(
    direction: str, acting: Collection[tuple[str, bool]], *, unknown: bool = False
) -> WrongSide | None:
    """What is wrong with those who are named as having done it; None where it may be right.

    Of each its role, and whether it is a state, a government or a coalition of them. `unknown` is
    whether others are named of whom the record knows nothing: a faction or a state may be among
    them. Where nobody is named, nothing is said.
    """
    if not acting:
        return None
    roles, states = {role for role, _ in acting}, any(state for _, state in acting)
    if direction == Direction.FACTION_ATTACK and Role.FACTION not in roles:
        only = WrongSide.OPPONENTS if roles == {Role.OPPONENT} else WrongSide.NO_FACTION
        return None if unknown and only == WrongSide.NO_FACTION else only
    if direction == Direction.STATE_STRIKE and not states:
        only = WrongSide.FACTIONS if roles == {Role.FACTION} else WrongSide.NO_STATE
        return None if unknown and only == WrongSide.NO_STATE else only
    return None
