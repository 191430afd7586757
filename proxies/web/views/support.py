"""Links of support as tables of a page: what every row would repeat is said once above them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from proxies.models import Actor
from proxies.queries.support import Tie
from proxies.wording.record import for_each

FEWEST = 3
"""From so many rows on, a value that all of them share is said once instead of in each."""

NARROW = 2
"""So many columns beside that of the support fit a phone."""


@dataclass(frozen=True)
class SupportTable:
    """Rows of one kind, their columns beside that of the support, and what all share, in words."""

    title: str
    ties: Sequence[Tie]
    columns: frozenset[str]
    for_each: str

    @property
    def width(self) -> int:
        """How many columns it has."""
        return len(self.columns) + 1

    @property
    def is_wide(self) -> bool:
        """Whether it has more columns than a phone shows beside each other."""
        return len(self.columns) > NARROW


def tables(ties: Sequence[Tie], actor: Actor) -> list[SupportTable]:
    """A faction's patrons in one table; a patron's own links, then those of the bodies below it."""
    own = [tie for tie in ties if actor.pk in {tie.link.patron_id, tie.link.faction_id}]
    below = [tie for tie in ties if tie not in own]
    groups = ((actor.name if below else "", own), (_("Bodies below it"), below))
    return [_table(title, rows, actor) for title, rows in groups if rows]


def _table(title: str, ties: Sequence[Tie], actor: Actor) -> SupportTable:
    shared = dict(_shared(ties)) if len(ties) >= FEWEST else {}
    columns = {"confidence", "reports"} - shared.keys()
    columns |= {"days"} if any(tie.link.start or tie.link.end for tie in ties) else set()
    columns |= {"patron"} if any(tie.link.patron_id != actor.pk for tie in ties) else set()
    columns |= {"faction"} if any(tie.link.faction_id != actor.pk for tie in ties) else set()
    return SupportTable(title, ties, frozenset(columns), for_each(shared))


def _shared(ties: Sequence[Tie]) -> Iterator[tuple[str, str]]:
    """The columns in which all rows say the same, with what they say."""
    if len(degrees := {tie.link.confidence for tie in ties}) == 1:
        yield "confidence", degrees.pop()
    if not any(tie.evidence for tie in ties):
        yield "reports", ""
