"""The label of a front over time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Spell:
    """Days on end on which a front had one label, as known on each of them; both days included.

    `covered` is whether the front was searched for them: if not, the label is the last one known,
    on the day `looked_at`; None where it was never searched before.
    """

    first: date
    last: date
    label: str
    name: str
    rule: int
    tags: tuple[str, ...]
    covered: bool = True
    looked_at: date | None = None


@dataclass(frozen=True, slots=True)
class Strip:
    """The label of a front over the record, and its events a month.

    `axis` is the first and the last day of the record, `until` the day up to which it is drawn.
    `months` holds for each month with any event its first day, the attacks by factions and the
    strikes by states.
    """

    axis: tuple[date, date]
    until: date
    spells: tuple[Spell, ...]
    months: tuple[tuple[date, int, int], ...]

    @property
    def since(self) -> date | None:
        """The day from which the last label stands, gaps between left out."""
        since = None
        for spell in reversed(self.spells):
            if spell.label != self.spells[-1].label:
                break
            since = spell.first
        return since


@dataclass(frozen=True, slots=True)
class Scale:
    """The whole record as a scale of days: the spells of each front's labels, a row per front."""

    first: date
    last: date
    rows: tuple[tuple[Spell, ...], ...] = ()

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def place(self, day: date) -> int:
        """How many days of the scale there are up to a day, the day included."""
        return min(max((day - self.first).days + 1, 0), self.days)


@dataclass(frozen=True, slots=True)
class Start:
    """The first day of a pledge, and the rows of the scale on which it is marked."""

    day: date
    rows: tuple[int, ...]
    halts: bool
