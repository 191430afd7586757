"""Records of the days around one, as the rules hold a text against them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q

from proxies.methods.duplicates import DAYS_APART, Candidate
from proxies.methods.suggestions.candidates import Known
from proxies.methods.suggestions.values import Act
from proxies.models import AttackEvent, Pledge, Statement
from proxies.record.reading_duplicates import read_candidates
from proxies.vocab import Direction, StatementKind


class Nearby:
    """The records of days, each day read once."""

    def __init__(self) -> None:
        self._by_day: dict[date, tuple[Known, ...]] = {}

    def of(self, days: tuple[date, ...]) -> list[Known]:
        """The records of all of these days, each once."""
        found = {one.key: one for day in days for one in self._on(day)}
        return list(found.values())

    def _on(self, day: date) -> tuple[Known, ...]:
        if day not in self._by_day:
            margin = timedelta(DAYS_APART)
            span = day - margin, day + margin
            self._by_day[day] = (*_events(*span), *_pledges(*span), *_statements(*span))
        return self._by_day[day]


def _events(first: date, last: date) -> Iterator[Known]:
    """Events that stand for themselves."""
    events = AttackEvent.objects.known_by(None).filter(
        same_as=None, first_day__lte=last, last_day__gte=first
    )
    rows = {
        pk: (permanent_id, front)
        for pk, permanent_id, front in events.values_list("pk", "permanent_id", "front__slug")
    }
    for pk, facts in read_candidates(rows).items():
        permanent_id, front = rows[pk]
        act = Act.STRIKE if facts.direction == Direction.STATE_STRIKE else Act.ATTACK
        yield Known(f"event/{permanent_id}", act, frozenset({front}), facts)


def _pledges(first: date, last: date) -> Iterator[Known]:
    begun = Q(declared__range=(first, last)) | Q(effective__range=(first, last))
    pledges = Pledge.objects.known_by(None).filter(begun)
    for one in pledges.prefetch_related("by__actor", "toward", "fronts"):
        parties = {faction.actor.slug for faction in one.by.all()}
        parties |= {actor.slug for actor in one.toward.all()}
        fronts = frozenset(front.slug for front in one.fronts.all())
        day = one.declared if one.declared and first <= one.declared <= last else one.start
        key = f"pledge/{one.permanent_id}"
        yield Known(key, Act.PLEDGE, fronts, _spoken(one.pk, day, parties))


def _statements(first: date, last: date) -> Iterator[Known]:
    statements = Statement.objects.known_by(None).filter(date__range=(first, last))
    for one in statements.select_related("by").prefetch_related("about_actors", "fronts"):
        parties = {actor.slug for actor in one.about_actors.all()}
        parties |= {one.by.slug} if one.by else set()
        act = Act.DENIAL if one.kind == StatementKind.DENIAL else Act.STATEMENT
        fronts = frozenset(front.slug for front in one.fronts.all())
        key = f"statement/{one.permanent_id}"
        yield Known(key, act, fronts, _spoken(one.pk, one.date, parties))


def _spoken(pk: int, day: date, parties: set[str]) -> Candidate:
    """What was said, as a record is compared: its day and whom it names."""
    return Candidate(pk, "", day, day, Direction.CLASH, acting=frozenset(parties))
