"""What was new when: events by the day on which something was last learned of them, and the days
on which the status of a front changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from proxies.models import Account, Front
from proxies.models.events import AttackEventQuerySet, imported_from
from proxies.models.knowledge import counting
from proxies.queries.statuses import label_over_time
from proxies.series import Spell


def newest_known(events: AttackEventQuerySet, day: date | None) -> AttackEventQuerySet:
    """The events, the latest learned of first, with `learned_from` and `learned_last`: the days of
    the first and the last report that count; without one, the day an import is known from."""
    reports = counting(Account.objects.filter(event=OuterRef("pk")), "event__last_day", day)
    reports = reports.order_by("counts_from").values("counts_from")
    other = imported_from()
    return events.annotate(
        learned_from=Coalesce(Subquery(reports[:1]), other),
        learned_last=Coalesce(Subquery(reports.order_by("-counts_from")[:1]), other),
    ).order_by(F("learned_last").desc(), "-first_day", "slug")


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
    changes = (change for front in fronts for change in _changes(front, span))
    kept = (change for change in changes if change.day <= until)
    return sorted(kept, key=lambda one: (-one.day.toordinal(), one.front.slug))


def _changes(front: Front, span: tuple[date, date]) -> Iterator[StatusChange]:
    before: Spell | None = None
    for spell in label_over_time(front.slug, span):
        if before is None or (spell.label, spell.tags) != (before.label, before.tags):
            yield StatusChange(front, spell, before)
        before = spell
