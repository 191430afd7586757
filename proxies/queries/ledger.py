"""The ledger of pledges: each with its standing, its run and its incidents, as known by a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from proxies.methods import incidents, running
from proxies.methods.evidence import Evidence
from proxies.methods.facts import KnownPledge, Pledge
from proxies.methods.incidents import Breaches, Incident, Side
from proxies.methods.record import HALTING, KnownRecord, Record
from proxies.methods.running import Run
from proxies.models import Front
from proxies.models import Pledge as PledgeRow
from proxies.models.pledges import PledgeQuerySet
from proxies.queries.panels import asked_pledges
from proxies.record.search import search_term, texts_hold
from proxies.selection import Selection
from proxies.series import Breach, Group, Ledger, LedgerRow, Stretch
from proxies.vocab import IncidentVerdict, PledgeKind
from proxies.wording.pledges import attacker, heading, why_it_runs

BREACHABLE = HALTING | {PledgeKind.NON_INTERVENTION}
"""Kinds that an attack can breach; an extension's incidents are those of what it extends."""

RESTRAINT = BREACHABLE | {PledgeKind.EXTENSION, PledgeKind.TRUCE_OFFER}
"""Kinds that promise or offer less fire; the others promise more, and an attack only keeps them."""

ELSEWHERE = Group("", "Elsewhere")


@dataclass(frozen=True)
class Entry:
    """One pledge judged; `why` it runs or not is in words. `days` is None where it never ran;
    `breaches` are empty where its kind cannot be breached; `row` is its row of the database where a
    list shows it. `uncovered` are the first and last of its days that lie before the record's own,
    and it is `blind` if all do and no incident is known: then counting none means nothing."""

    title: str
    known: KnownPledge
    run: Run
    why: str
    days: int | None
    breaches: Breaches
    breachable: bool
    row: PledgeRow | None = None
    uncovered: tuple[date, date] | None = None
    blind: bool = False

    @property
    def evidence(self) -> Evidence:
        return self.known.evidence

    @property
    def counts(self) -> list[tuple[Side, list[tuple[IncidentVerdict, int]]]]:
        """Events by side and verdict, none of them zero."""
        found = self.breaches.counts().items()
        told = ((side, [(v, n) for v, n in by_verdict.items() if n]) for side, by_verdict in found)
        return [(side, counts) for side, counts in told if counts]


def fitting(selection: Selection, kinds: Sequence[str]) -> PledgeQuerySet:
    """The pledges of a question; `since` and `until` test the start."""
    start = Coalesce("effective", "declared")
    found = asked_pledges(selection).annotate(starts=start)
    asked: list[tuple[object, Q]] = [
        (kinds, Q(kind__in=kinds)),
        (selection.since, Q(starts__gte=selection.since)),
        (selection.until, Q(starts__lte=selection.until)),
        (selection.target_types, _covers(selection.target_types)),
        (selection.q, _holding(selection.q)),
    ]
    for given, condition in asked:
        if given:
            found = found.filter(condition)
    return found


def _covers(targets: tuple[str, ...]) -> Q:
    return Q(scope_targets__overlap=list(targets)) | Q(scope_targets=[])


def _holding(words: str) -> Q:
    """Pledges whose text or parties hold the words, in any script and spelling."""
    if not words:
        return Q()
    term = search_term(words)
    if not term.key:
        return Q(pk__in=[])
    parties = Q(by__in=term.actors) | Q(toward__in=term.actors)
    return (
        texts_hold(words, term, "summary", "note", "conditions", "announced_via")
        | term.slug
        | Q(pk__in=PledgeRow.objects.filter(parties).values("pk"))
    )


def entries(known: KnownRecord, rows: Iterable[PledgeRow], day: date) -> list[Entry]:
    """The pledges given that are known, judged on a day."""
    return [entry(known, row.slug, day, row) for row in rows if row.slug in known.pledges]


def entry(known: KnownRecord, slug: str, day: date, row: PledgeRow | None = None) -> Entry:
    """A known pledge, judged on a day."""
    found = known.pledges[slug]
    pledge = found.pledge
    run = running.judge(known, pledge, day)
    breachable = pledge.kind in BREACHABLE
    breaches = incidents.judge(known, pledge, day) if breachable else incidents.NONE
    uncovered, wholly = _not_covered(known.record.extent.first, pledge, run, day)
    return Entry(
        title=row.title if row else heading(known.record, pledge),
        known=found,
        run=run,
        why=why_it_runs(known.record, run),
        days=days_held(run, day),
        breaches=breaches,
        breachable=breachable,
        row=row,
        uncovered=uncovered,
        blind=wholly and not breaches.incidents,
    )


def _not_covered(
    first: date | None, pledge: Pledge, run: Run, day: date
) -> tuple[tuple[date, date] | None, bool]:
    """The days of a pledge before the record's first one, and whether they are all of its days."""
    last = run.stopped or day
    if first is None or pledge.start >= first or days_held(run, day) is None:
        return None, False
    return (pledge.start, min(last, first - timedelta(1))), last < first


def days_held(run: Run, day: date) -> int | None:
    """Days from its start to its stop or the day; None where it never ran."""
    return run.days_held(day) if run.runs or run.stopped else None


def ledger(
    record: Record,
    found: Sequence[Entry],
    fronts: Sequence[Front],
    selection: Selection,
    day: date,
) -> Ledger:
    """The pledges by front and faction: each stands with every faction that made it, once, under
    the first of its fronts that the question asks for."""
    groups = [Group(f.slug, f.short_name) for f in fronts]
    asked = [g for g in groups if not selection.front or g.key in selection.front]
    rows = [
        LedgerRow(_front(one, asked), Group(slug, record.name(slug)), stretch(record, one, day))
        for one in found
        for slug in sorted(one.known.pledge.by)
        if not selection.faction or slug in selection.faction
    ]
    order = {group.key: n for n, group in enumerate([*groups, ELSEWHERE])}
    rows.sort(key=lambda r: (order[r.front.key], r.faction.name, r.pledge.first, r.pledge.url))
    return Ledger(tuple(rows), axis_start(record, (row.pledge for row in rows), day), day)


def axis_start(record: Record, pledges: Iterable[Stretch], day: date) -> date:
    """Where an axis begins: with the record, or later where all pledges begin later; with the
    first pledge where all of them are over before the record begins."""
    starts = [(one.first, one.last or one.first) for one in pledges]
    begins = record.extent.first or date.min
    held = [max(first, begins) for first, last in starts if last >= begins]
    return min(held or (first for first, _ in starts), default=day)


def before_axis(pledges: Iterable[Stretch], first: date) -> str:
    """How many pledges are over before an axis begins, for the note of its chart."""
    earlier = {one.url for one in pledges if (one.last or one.first) < first}
    note = _(" Before the axis, in the table: %(number)d.")
    return note % {"number": len(earlier)} if earlier else ""


def _front(entry: Entry, asked: Sequence[Group]) -> Group:
    own = entry.known.pledge.fronts
    return next((group for group in asked if group.key in own), ELSEWHERE)


def stretch(record: Record, entry: Entry, day: date, how: str = "") -> Stretch:
    """A pledge as a bar: from its start to its stop, never past the day looked at."""
    pledge, run = entry.known.pledge, entry.run
    ran = entry.days is not None
    return Stretch(
        title=entry.title,
        kind=pledge.kind,
        standing=entry.known.standing,
        restraint=pledge.kind in RESTRAINT,
        first=pledge.start if ran else min(pledge.made, entry.evidence.known_from or day, day),
        last=min(run.stopped or day, day) if ran else None,
        runs=run.runs,
        why=entry.why,
        url=reverse("pledge-detail", args=[pledge.slug]),
        breaches=tuple(_breach(record, one, day) for one in entry.breaches.incidents),
        how=how,
    )


def _breach(record: Record, one: Incident, day: date) -> Breach:
    url = reverse("event-detail", args=[one.event.slug])
    return Breach(min(one.day, day), one.side, one.verdict, attacker(record, one.actor), url)
