"""The days on which the status of a front changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from proxies.models import Front
from proxies.queries.statuses import label_over_time
from proxies.series import Spell


@dataclass(frozen=True)
class StatusChange:
    """A front's status became another one: `spell` is the new one, `before` the one it replaced."""

    front: Front
    spell: Spell
    before: Spell | None

    @property
    def day(self) -> date:
        return self.spell.first


def status_changes(
    fronts: Sequence[Front], span: tuple[date, date], until: date
) -> list[StatusChange]:
    """The changes of label or tags up to a day, the newest first; each as known on its own day."""
    changes = []
    for front in fronts:
        before: Spell | None = None
        for spell in label_over_time(front.slug, span):
            new = before is None or (spell.label, spell.tags) != (before.label, before.tags)
            if new and spell.first <= until:
                changes.append(StatusChange(front, spell, before))
            before = spell
    return sorted(changes, key=lambda one: (-one.day.toordinal(), one.front.slug))
