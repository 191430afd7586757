"""The columns of the lists: what each is called, and the two orders that it can be sorted in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

Sorts = list[tuple[str, Any]]
"""Values of `sort`, each with what it is called."""


class Holds(Enum):
    """What a column holds: how its two orders are called, upwards and downwards."""

    TEXT = (_("{column}, A to Z"), _("{column}, Z to A"))
    NUMBER = (_("{column}, fewest first"), _("{column}, most first"))
    DAY = (_("{column}, earliest first"), _("{column}, latest first"))
    RANK = (_("{column}, best first"), _("{column}, worst first"))


@dataclass(frozen=True)
class Column:
    """A column of a list; `up` and `down` are its values of `sort`, empty where it has none.

    One of numbers or days is sorted downwards first.
    """

    name: str
    label: Any
    holds: Holds = Holds.TEXT
    up: str = ""
    down: str = ""
    shown: bool = True
    """Whether a reader who chooses no columns sees it."""

    @property
    def orders(self) -> tuple[str, str]:
        """Its values of `sort`, the first one that a reader gets before the other."""
        downwards = self.holds in (Holds.NUMBER, Holds.DAY)
        return (self.down, self.up) if downwards else (self.up, self.down)

    @property
    def sorts(self) -> Sorts:
        """Its two orders with their words."""
        values = zip((self.up, self.down), self.holds.value, strict=True)
        return [(value, format_lazy(words, column=self.label)) for value, words in values if value]


def sortable(
    name: str, label: Any, holds: Holds = Holds.TEXT, up: str = "", down: str = "", **more: Any
) -> Column:
    """A column that a list can be sorted by; by its name unless its orders have names already."""
    return Column(name, label, holds, up or name, down or f"-{name}", **more)


def sorts_of(columns: Sequence[Column], first: str) -> Sorts:
    """The orders of a list, its own at the head."""
    every = dict(pair for column in columns for pair in column.sorts)
    return [(first, every.pop(first)), *every.items()]


DAY = sortable("day", _("Day"), Holds.DAY, up="oldest", down="newest")
FRONT = sortable("front", _("Front"))
FRONTS = sortable("fronts", _("Fronts"))
KIND = sortable("kind", _("Kind"))
REPORTS = sortable("reports", _("Reports"), Holds.NUMBER)
EVENTS_COUNTED = sortable("events", _("Events"), Holds.NUMBER)

EVENTS = (
    DAY,
    Column("event", _("Event")),
    FRONT,
    sortable("direction", _("Act"), shown=False),
    sortable("party", _("Party")),
    sortable("weapon", _("Weapon")),
    sortable("target", _("Target")),
    sortable("place", _("Place"), shown=False),
    sortable("outcome", _("Outcome"), shown=False),
    sortable("killed", _("Killed"), Holds.NUMBER, down="deadliest"),
    sortable("grade", _("Grade"), Holds.RANK),
    sortable("learned", _("Learned"), Holds.DAY),
    sortable("dataset", _("Dataset"), shown=False),
)
FACTIONS = (
    sortable("name", _("Faction")),
    KIND,
    FRONTS,
    sortable("patrons", _("Patrons")),
    EVENTS_COUNTED,
    sortable("last", _("Last event"), Holds.DAY),
)
PATRONS = (
    sortable("name", _("Patron")),
    KIND,
    sortable("parent", _("Answers to")),
    Column("role", _("Role")),
    sortable("factions", _("Factions linked"), Holds.NUMBER),
)
SOURCES = (
    sortable("name", _("Source")),
    sortable("letter", _("Letter"), Holds.RANK),
    KIND,
    sortable("alignment", _("Alignment")),
    Column("why", _("Why this letter")),
    REPORTS,
)
STATEMENTS = (DAY, sortable("statement", _("Statement")), FRONTS, REPORTS)
MILESTONES = (DAY, sortable("milestone", _("Milestone")), FRONTS, REPORTS)
DATASETS = (
    sortable("name", _("Dataset")),
    sortable("coverage", _("Coverage")),
    EVENTS_COUNTED,
    sortable("first", _("First event"), Holds.DAY),
    sortable("last", _("Last event"), Holds.DAY),
    sortable("licence", _("Licence")),
)
PLEDGES = (
    sortable("day", _("From"), Holds.DAY, up="oldest", down="newest"),
    KIND,
    sortable("pledge", _("By and toward whom")),
    FRONTS,
    sortable("standing", _("Standing")),
    sortable("days", _("Days"), Holds.NUMBER),
    sortable("incidents", _("Incidents"), Holds.NUMBER),
)
