"""Links of support as tables of a page: what every row would repeat is said once above them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from proxies.models import Actor, Support
from proxies.models.base import label
from proxies.queries.support import Tie

FEWEST = 3
"""From so many rows on, a value that all of them share is said once instead of in each."""

NARROW = 2
"""So many columns beside that of the support fit a phone."""


@dataclass(frozen=True)
class SupportTable:
    """Rows of one kind, the columns they need, and what holds for each of them."""

    title: str
    ties: Sequence[Tie]
    shows_patron: bool
    shows_faction: bool
    shows_command: bool
    shows_confidence: bool
    shows_reports: bool
    for_each: str
    """What all rows share, in words; empty where they differ in everything."""

    @property
    def is_wide(self) -> bool:
        """Whether it has more columns than a phone shows beside each other."""
        shown = (self.shows_patron, self.shows_faction, self.shows_command)
        return sum((*shown, self.shows_confidence, self.shows_reports)) > NARROW


def tables(ties: Sequence[Tie], actor: Actor) -> list[SupportTable]:
    """A faction's patrons in one table; a patron's own links, then those of the bodies below it."""
    own = [tie for tie in ties if actor.pk in {tie.link.patron_id, tie.link.faction_id}]
    below = [tie for tie in ties if tie not in own]
    groups = ((actor.name if below else "", own), ("Bodies below it", below))
    return [_table(title, rows, actor) for title, rows in groups if rows]


def _table(title: str, ties: Sequence[Tie], actor: Actor) -> SupportTable:
    shared = dict(_shared(ties)) if len(ties) >= FEWEST else {}
    return SupportTable(
        title=title,
        ties=ties,
        shows_patron=any(tie.link.patron_id != actor.pk for tie in ties),
        shows_faction=any(tie.link.faction_id != actor.pk for tie in ties),
        shows_command="command" not in shared,
        shows_confidence="confidence" not in shared,
        shows_reports="reports" not in shared,
        for_each="; ".join(shared.values()),
    )


def _shared(ties: Sequence[Tie]) -> Iterator[tuple[str, str]]:
    """The columns in which all rows say the same, with what they say."""
    links: list[Support] = [tie.link for tie in ties]
    if len(modes := {link.control_mode for link in links}) == 1:
        yield "command", f"command {label(modes.pop()).lower()}"
    if len(degrees := {link.confidence for link in links}) == 1:
        yield "confidence", f"confidence {label(degrees.pop()).lower()}"
    if not any(tie.evidence for tie in ties):
        yield "reports", "no dated report"
