"""One pledge held up against what happened: its run, incidents, links and silence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from proxies.methods import incidents, links, running, silence
from proxies.methods.facts import Pledge
from proxies.methods.incidents import Breaches, Incident, Side
from proxies.methods.links import State
from proxies.methods.record import HALTING, KnownRecord, Record
from proxies.methods.silence import Silence
from proxies.models import Actor, AttackEvent, PledgeCitation, PledgeRepeat
from proxies.models import Pledge as Row
from proxies.models.knowledge import counting
from proxies.queries import ledger
from proxies.queries.ledger import JudgedPledge
from proxies.vocab import BindingKind, Grade, IncidentVerdict, PledgeKind
from proxies.wording.pledges import (
    LinkWords,
    attacker,
    heading,
    link_in_words,
    names,
    what_became_of_it,
    why_the_verdict,
)


@dataclass(frozen=True)
class IncidentRow:
    """An incident with the words for it: its event, the attacker's name, the event's grade, and
    why the rules gave it their verdict."""

    incident: Incident
    event: AttackEvent
    who: str
    grade: Grade | None
    reason: str


@dataclass(frozen=True)
class SideOf:
    """The incidents of one side: who that is, and events by verdict (none left out)."""

    side: Side
    who: str
    judged: tuple[IncidentRow, ...]
    counts: Mapping[IncidentVerdict, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True)
class BoundParty:
    """A faction in the matrix of parties; `how` is None for one that made it and has no entry."""

    slug: str
    name: str
    made_it: bool
    how: BindingKind | None
    bound: bool


@dataclass(frozen=True)
class PledgeReview:
    """All that is judged of a pledge as known by a day, on `day` (E); `above` are the umbrellas and
    facades that stand above the bound parties on it, by name."""

    entry: JudgedPledge
    day: date
    past_end: bool
    covered_from: date | None
    sides: tuple[SideOf, ...]
    attacks: int
    upstream: tuple[LinkWords, ...]
    own_state: State
    dependents: tuple[LinkWords, ...]
    parties: tuple[BoundParty, ...]
    above: str
    silence: Silence | None
    extended: tuple[tuple[str, str], ...]
    extensions: tuple[tuple[str, str], ...]

    @property
    def at_stake(self) -> tuple[LinkWords, ...]:
        return tuple(link for link in self.upstream if link.at_stake)

    @property
    def strained(self) -> bool:
        """Whether those that depend on it are at stake."""
        return self.own_state in links.AT_STAKE


def review_of(record: Record, slug: str, known_by: date) -> PledgeReview:
    """A known pledge, on the day known by or, if earlier, on the record's last day."""
    known = record.known_by(known_by)
    entry = ledger.entry(known, slug, known_by)
    pledge, day = entry.known.pledge, entry.day
    judged = entry.breaches if entry.breachable else incidents.judge(known, pledge, day)
    above = incidents.above(known, pledge, day, day) - pledge.bound
    return PledgeReview(
        entry=entry,
        day=day,
        past_end=day < known_by,
        covered_from=record.extent.first,
        sides=tuple(_sides(known, pledge, judged)) if entry.breachable else (),
        attacks=len({one.event.slug for one in judged.incidents}),
        upstream=tuple(link_in_words(record, one) for one in links.judge(known, pledge, day)),
        own_state=links.outcome(known, pledge, day).state,
        dependents=tuple(_dependents(known, pledge, day)),
        parties=tuple(_parties(record, pledge)),
        above=names(record, above) if above else "",
        silence=_silence(known, pledge, day, known_by),
        extended=_titles(record, [pledge.extends] if pledge.extends in known.pledges else []),
        extensions=_titles(record, (e.pledge.slug for e in running.extensions(known, pledge))),
    )


def repeats_of(pledge: Row, known_by: date) -> list[PledgeRepeat]:
    """The days until the one known by on which it was said again, each with the report of it."""
    repeats = PledgeRepeat.objects.filter(pledge=pledge, day__lte=known_by)
    return list(repeats.select_related("report__source"))


def makers_and_addressees(
    by: frozenset[str], toward: frozenset[str]
) -> dict[str, list[tuple[str, str, str]]]:
    """Slug, role and full name of those who made a pledge and of those it is toward, by name."""
    rows = Actor.objects.filter(slug__in=by | toward).order_by("name")
    named = list(rows.values_list("slug", "role", "name"))
    sides = {"by": by, "toward": toward}
    return {side: [row for row in named if row[0] in slugs] for side, slugs in sides.items()}


def citations_of(pledge: Row, day: date | None) -> list[PledgeCitation]:
    """The counting citations of a pledge, in order of their day."""
    known = counting(PledgeCitation.objects.filter(pledge=pledge), day).select_related(
        "report__source__aligned_with", "origin"
    )
    return list(known.order_by("counts_from", "pk"))


def _sides(known: KnownRecord, pledge: Pledge, breaches: Breaches) -> Iterable[SideOf]:
    record, counts = known.record, breaches.counts()
    slugs = {one.event.slug for one in breaches.incidents}
    rows = AttackEvent.objects.select_related("place", "front")  # for their titles
    events = rows.in_bulk(slugs, field_name="slug")
    grades = {one.event.slug: one.grade for one in known.events}
    who = {Side.BOUND: names(record, pledge.bound), Side.OTHER: names(record, pledge.toward)}
    strikes = any(one.side == Side.OTHER for one in breaches.incidents)  # by an editor's verdict
    for side in Side if strikes or pledge.kind == PledgeKind.CEASEFIRE else [Side.BOUND]:
        judged = tuple(
            IncidentRow(
                one, row, attacker(record, one.actor), grades.get(row.slug), why_the_verdict(one)
            )
            for one in breaches.incidents
            if one.side == side and (row := events.get(one.event.slug))
        )
        yield SideOf(side, who[side], judged, counts[side])


def _dependents(known: KnownRecord, pledge: Pledge, day: date) -> Iterable[LinkWords]:
    """The pledges that depend on this one, each with its own state and condition."""
    for one in links.dependents(known, pledge):
        outcome, title = links.outcome(known, one, day), heading(known.record, one)
        reason = what_became_of_it(known.record, outcome)
        yield LinkWords(one.slug, title, outcome.state, reason, one.conditions)


def _parties(record: Record, pledge: Pledge) -> list[BoundParty]:
    """Those who made it first, then those bound in some way, by name."""
    parties = []
    for slug in pledge.by | pledge.bindings.keys():
        made_it, how = slug in pledge.by, pledge.bindings.get(slug)
        parties.append(BoundParty(slug, record.name(slug), made_it, how, slug in pledge.bound))
    return sorted(parties, key=lambda one: (not one.made_it, not one.bound, one.name))


def _silence(known: KnownRecord, pledge: Pledge, day: date, known_by: date) -> Silence | None:
    """For a pledge that stops fire on a front of this record and has begun."""
    if pledge.kind not in HALTING or pledge.start > day or not pledge.fronts:
        return None
    census = (known.record.daily.get(front) for front in sorted(pledge.fronts))
    daily = next((one for one in census if one), None)
    stop = running.stopped(known, pledge, day)
    return silence.judge(
        known, pledge, min(day, stop.day - timedelta(1)) if stop else day, known_by, daily
    )


def _titles(record: Record, slugs: Iterable[str | None]) -> tuple[tuple[str, str], ...]:
    """Slugs and titles of other pledges."""
    return tuple((slug, heading(record, record.pledge(slug))) for slug in slugs if slug)
