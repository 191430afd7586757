"""The ledger of pledges: each with its standing, its run and its incidents, as known by a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.db.models.functions import Coalesce

from proxies.methods import incidents, running
from proxies.methods.evidence import Evidence
from proxies.methods.facts import KnownPledge
from proxies.methods.incidents import Breaches, Side
from proxies.methods.record import HALTING, KnownRecord, Record
from proxies.methods.running import Run
from proxies.models import Front
from proxies.models import Pledge as PledgeRow
from proxies.models.base import page_of
from proxies.models.pledges import PledgeQuerySet
from proxies.queries.coverage import Coverage
from proxies.queries.panels import matching_pledges
from proxies.queries.shown_texts import shown_texts_hold
from proxies.record.search import search_term
from proxies.selection import Selection
from proxies.series.counts import Group
from proxies.series.ledger import Breach, Ledger, LedgerRow, Stretch
from proxies.vocab import IncidentVerdict, PledgeKind
from proxies.wording.pledges import attacker, heading, on_no_front, why_it_runs

BREACHABLE = HALTING | {PledgeKind.NON_INTERVENTION}
"""Kinds that an attack can breach; an extension's incidents are those of what it extends."""

RESTRAINT = BREACHABLE | {PledgeKind.EXTENSION, PledgeKind.TRUCE_OFFER}
"""Kinds that promise or offer less fire; the others promise more, and an attack only keeps them."""


@dataclass(frozen=True)
class JudgedPledge:
    """One pledge judged on `day`; `why` it runs or not is in words.

    `days` is None where it never ran; `breaches` are empty where its kind cannot be breached; `row`
    is its row of the database where a list shows it. `uncovered` are the first and last of its days
    that lie before the record's own, and it is `blind` if all do and no incident is known: then
    counting none means nothing.
    """

    title: str
    day: date
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
    def restraint(self) -> bool:
        """Whether it promises or offers less fire; the others promise more."""
        return self.known.pledge.kind in RESTRAINT

    @property
    def counts(self) -> list[tuple[Side, list[tuple[IncidentVerdict, int]]]]:
        """Events by side and verdict, none of them zero."""
        numbers = self.breaches.counts().items()
        sides = ((side, [(v, n) for v, n in verdicts.items() if n]) for side, verdicts in numbers)
        return [(side, counts) for side, counts in sides if counts]


TEXTS = ("summary", "note", "conditions", "announced_via")


def fitting(
    selection: Selection, kinds: Sequence[str], among: PledgeQuerySet | None = None
) -> PledgeQuerySet:
    """The pledges of a question, of all or of some; `since` and `until` test the start."""
    pledges = matching_pledges(selection, among)
    pledges = pledges.annotate(starts=Coalesce("effective", "declared"))
    covers = Q(scope_targets__overlap=list(selection.target_types)) | Q(scope_targets=[])
    conditions: list[tuple[object, Q]] = [
        (kinds, Q(kind__in=kinds)),
        (selection.since, Q(starts__gte=selection.since)),
        (selection.until, Q(starts__lte=selection.until)),
        (selection.target_types, covers),
        (selection.q, _holding(selection.q, selection.as_of)),
    ]
    for given, condition in conditions:
        if given:
            pledges = pledges.filter(condition)
    return pledges


def _holding(words: str, day: date | None) -> Q:
    """Pledges whose text or parties hold the words, in any script and spelling."""
    term = search_term(words)
    if not term.key:
        return Q(pk__in=[])
    parties = Q(by__in=term.actors) | Q(toward__in=term.actors)
    return (
        shown_texts_hold(PledgeRow.objects.all(), words, term, TEXTS, day)
        | term.slug
        | Q(pk__in=PledgeRow.objects.filter(parties).values("pk"))
    )


def entries(known: KnownRecord, rows: Iterable[PledgeRow], known_by: date) -> list[JudgedPledge]:
    """The pledges given that are known by a day, judged."""
    return [entry(known, row.slug, known_by, row) for row in rows if row.slug in known.pledges]


def entry(
    known: KnownRecord, slug: str, known_by: date, row: PledgeRow | None = None
) -> JudgedPledge:
    """A known pledge, judged on the last day until the one known by for which one of its fronts was
    searched; one without fronts on that day itself."""
    pledge, first = known.pledges[slug].pledge, known.record.extent.first
    day = known.record.extent.looked_at_of(known_by, pledge.fronts)
    run = running.judge(known, pledge, day)
    breachable = pledge.kind in BREACHABLE
    breaches = incidents.judge(known, pledge, day) if breachable else incidents.NONE
    ran, last = bool(run.runs or run.stopped), run.stopped or day
    before = first is not None and pledge.start < first and ran
    return JudgedPledge(
        day=day,
        title=row.title if row else heading(known.record, pledge),
        known=known.pledges[slug],
        run=run,
        why=why_it_runs(known.record, run),
        days=run.days_run(day) if ran else None,
        breaches=breaches,
        breachable=breachable,
        row=row,
        uncovered=(pledge.start, min(last, first - timedelta(1))) if first and before else None,
        blind=first is not None and before and last < first and not breaches.incidents,
    )


def ledger(
    record: Record,
    judged: Sequence[JudgedPledge],
    fronts: Sequence[Front],
    selection: Selection,
    day: date,
) -> Ledger:
    """The pledges by front and maker: each stands once, under the first of its fronts that the
    question asks for, with those of its makers that it asks for."""
    elsewhere = Group("", on_no_front())
    groups = [Group(f.slug, f.short_name) for f in fronts]
    rows = []
    for one in judged:
        pledge = one.known.pledge
        chosen = pledge.fronts & set(selection.front or pledge.fronts)
        front = next((group for group in groups if group.key in chosen), elsewhere)
        makers = pledge.by & set(selection.faction or pledge.by) or pledge.by
        named = sorted((Group(slug, record.name(slug)) for slug in makers), key=lambda g: g.name)
        rows.append(LedgerRow(front, tuple(named), stretch(record, one)))
    order = {group.key: n for n, group in enumerate([*groups, elsewhere])}
    rows.sort(key=lambda r: (order[r.front.key], _names(r), r.pledge.first, r.pledge.url))
    first = axis_start(record, (row.pledge for row in rows), day)
    last = axis_end((row.pledge for row in rows), day)
    shown = {row.front for row in rows}
    covered = Coverage((record.extent,), tuple(group for group in groups if group in shown))
    gaps = tuple(gap for gap in covered.gaps((first, last)) if gap.front)
    return Ledger(tuple(rows), first, last, gaps)


def _names(row: LedgerRow) -> list[str]:
    return [maker.name for maker in row.makers]


def axis_start(record: Record, pledges: Iterable[Stretch], day: date) -> date:
    """Where an axis begins: with the record, or later where all pledges begin later; with the
    first pledge where all of them are over before the record begins."""
    starts = [(one.first, one.last or one.first) for one in pledges]
    begins = record.extent.first or date.min
    covered = [max(first, begins) for first, last in starts if last >= begins]
    return min(covered or (first for first, _ in starts), default=day)


def axis_end(pledges: Iterable[Stretch], day: date) -> date:
    """Where an axis ends: with the last covered day, or later where a pledge without fronts, which
    no span covers, is looked at later."""
    return max([day, *(one.last or one.first for one in pledges)])


def stretch(record: Record, entry: JudgedPledge, how: str = "") -> Stretch:
    """A pledge as a bar: from its start to its stop, never past the day looked at."""
    pledge, run, day = entry.known.pledge, entry.run, entry.day
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
        url=page_of("pledge-detail", pledge.slug),
        breaches=tuple(
            Breach(
                min(one.day, day),
                one.side,
                one.verdict,
                attacker(record, one.actor),
                page_of("event-detail", one.event.slug),
            )
            for one in entry.breaches.incidents
        ),
        how=how,
    )
