"""The meaning of a question a second time: naively, in plain Python, from the rows as they stand.

Nothing of `proxies.queries` is used here, so that the two can only agree by both being right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from django.db.models import Prefetch

from proxies.models import (
    Account,
    AttackEvent,
    Attribution,
    Faction,
    Membership,
    Patron,
    Support,
)
from proxies.selection import Selection

Figures = tuple[int | None, int | None, int | None]
PARTS = ("low", "best", "high")
DAYS: list[date | None] = [date(2024, month, 15) for month in range(1, 13)]


@dataclass(frozen=True)
class Said:
    """One account: what a report says of an event."""

    pk: int
    day: date
    retracted: date | None
    asserts: bool
    credibility: int
    outcome: str
    killed: Figures

    def counts(self, day: date | None) -> bool:
        if day is None:
            return self.retracted is None
        return self.day <= day and (self.retracted is None or self.retracted > day)


@dataclass(frozen=True)
class Named:
    """One attribution."""

    actor: str
    is_faction: bool
    kind: str
    retracted: date | None
    by: frozenset[int]


@dataclass(frozen=True)
class Row:
    """One event with all that is said of it."""

    event: AttackEvent
    accounts: tuple[Said, ...]
    attributions: tuple[Named, ...]
    targets: frozenset[str]

    def known(self, day: date | None) -> bool:
        gone = self.event.state in {"merged", "discounted"}
        if self.event.state != "published":
            withdrawn = self.event.withdrawn
            if not (gone and day and withdrawn and withdrawn > day):
                return False
        if any(account.counts(day) for account in self.accounts):
            return True
        if self.accounts:
            return day is None and all(account.retracted is None for account in self.accounts)
        return day is None or (self.event.dataset.released or self.event.last_day) <= day

    def named(self, day: date | None) -> list[Named]:
        """The attributions known by a day."""
        counting = {account.pk for account in self.accounts if account.counts(day)}
        return [
            one
            for one in self.attributions
            if (one.retracted is None or (day is not None and one.retracted > day))
            and (not one.by or one.by & counting)
        ]

    def killed(self, day: date | None) -> Figures:
        given = [
            account
            for account in self._told(day)
            if account.asserts and any(figure is not None for figure in account.killed)
        ]
        if not given:
            return self.event.killed_low, self.event.killed_best, self.event.killed_high
        every = [figure for account in given for figure in account.killed if figure is not None]
        low, best, high = given[0].killed
        first = next(figure for figure in (best, low, high) if figure is not None)
        return min(every), first, max(every)

    def outcome(self, day: date | None) -> str:
        told = [account.outcome for account in self._told(day) if account.asserts]
        return next(filter(None, told), self.event.outcome)

    def _told(self, day: date | None) -> list[Said]:
        """The counting accounts, the most credible first, the latest of equals."""
        counting = [account for account in self.accounts if account.counts(day)]
        return sorted(counting, key=lambda a: (a.credibility, -a.day.toordinal(), -a.pk))

    @property
    def weapons(self) -> set[str]:
        return {self.event.weapon, *self.event.also_weapons}


@dataclass(frozen=True, repr=False)
class Record:
    """Every event there is, drafts too, and how actors belong together."""

    rows: tuple[Row, ...]
    members: frozenset[tuple[str, str]]
    """Faction and umbrella of every membership."""

    links: frozenset[tuple[str, str]]
    """Patron and faction of every link, a patron standing for each body above it too."""

    def __repr__(self) -> str:
        return f"<{len(self.rows)} events>"

    @classmethod
    def read(cls) -> Record:
        members = Membership.objects.values_list("faction__actor__slug", "umbrella__actor__slug")
        above = dict(Patron.objects.values_list("actor__slug", "parent__actor__slug"))
        links = set()
        pairs = Support.objects.values_list("patron__actor__slug", "faction__actor__slug")
        for patron, faction in pairs:
            step: str | None = patron
            while step:
                links.add((step, faction))
                step = above.get(step)
        return cls(tuple(_rows()), frozenset(members), frozenset(links))

    def fitting(self, question: Selection) -> list[Row]:
        """The events that a question asks for."""
        return [row for row in self.rows if asked_for(row, question, self)]


def _rows() -> Iterator[Row]:
    events = AttackEvent.objects.select_related("front", "dataset", "place").prefetch_related(
        "targets",
        Prefetch("attributions", Attribution.objects.select_related("actor")),
        "attributions__accounts",
        Prefetch("accounts", Account.objects.select_related("report")),
    )
    for event in events:
        accounts = tuple(_said(account, event) for account in event.accounts.all())
        attributions = tuple(map(_named, event.attributions.all()))
        targets = frozenset(target.slug for target in event.targets.all())
        yield Row(event, accounts, attributions, targets)


def _said(account: Account, event: AttackEvent) -> Said:
    return Said(
        pk=account.pk,
        day=account.report.published or event.last_day,
        retracted=account.retracted,
        asserts=account.stance == "asserts",
        credibility=account.credibility,
        outcome=account.outcome,
        killed=(account.killed_low, account.killed_best, account.killed_high),
    )


def _named(one: Attribution) -> Named:
    by = frozenset(account.pk for account in one.accounts.all())
    return Named(one.actor.slug, one.actor.role == "faction", one.kind, one.retracted, by)


def asked_for(row: Row, question: Selection, record: Record) -> bool:
    """Whether an event fits a question that has neither words nor grade."""
    event, day = row.event, question.as_of
    parties = {one.actor for one in row.named(day) if one.kind != "denied"}
    meant = set(question.faction)
    if question.count == "members":
        meant |= {faction for faction, umbrella in record.members if umbrella in meant}
    backed = {faction for patron, faction in record.links if patron in question.patron}
    kinds, enemies = set(question.target_types), set(question.target_actors)
    return all(
        [
            row.known(day),
            event.dataset.slug in question.datasets,
            not question.front or event.front.slug in question.front,
            not question.faction or bool(parties & meant),
            not question.patron or bool(parties & backed),
            not question.direction or event.direction in question.direction,
            not question.weapon or bool(row.weapons & set(question.weapon)),
            not kinds or event.target_type in kinds,
            not question.place or bool(event.place and event.place.slug in question.place),
            not enemies or bool(row.targets & enemies),
            not question.outcome or row.outcome(day) in question.outcome,
            not question.since or event.first_day >= question.since,
            not question.until or event.first_day <= question.until,
        ]
    )


def killed_sums(rows: Iterable[Row], day: date | None) -> tuple[int, int, int, int]:
    """Sums of low, best and high, and the number of events without any figure."""
    sums, without = [0, 0, 0], 0
    for row in rows:
        low, best, high = row.killed(day)
        orders = (low, best, high), (best, low, high), (high, best, low)
        firsts = [next((n for n in order if n is not None), None) for order in orders]
        without += firsts[0] is None
        sums = [total + (first or 0) for total, first in zip(sums, firsts, strict=True)]
    return sums[0], sums[1], sums[2], without


def per_faction(record: Record, question: Selection) -> dict[str, tuple[int, int]]:
    """Faction → events that name it firmly, and those in which only a partner does."""
    firm: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for row in record.fitting(question):
        named = [one for one in row.named(question.as_of) if one.kind != "denied"]
        present = {one.actor for one in named}
        shown = [
            one
            for one in named
            if one.is_faction
            and not (
                question.count == "members"
                and any((other, one.actor) in record.members for other in present)
            )
        ]
        every.update({one.actor for one in shown})
        firm.update({one.actor for one in shown if one.kind != "partner-claimed"})
    return {actor: (firm[actor], n - firm[actor]) for actor, n in every.items()}


def roughen(seed: int) -> None:
    """Make the record as untidy as evidence can be: retracted, withdrawn, denied, disputed."""
    random = Random(seed)  # noqa: S311  no secret is made of it
    accounts, events = list(Account.objects.all()), list(AttackEvent.objects.all())
    for account in accounts:
        _dispute(account, random)
    for event in events:
        state = random.choice(["published"] * 8 + ["draft", "discounted", "merged"])
        event.state, event.discount_reason = state, "Recorded twice."
        event.withdrawn = random.choice(DAYS) if state in {"discounted", "merged"} else None
        event.merged_into = events[events[0] is event] if state == "merged" else None
        event.also_weapons = random.choice([[], [], ["drone"], ["rocket", "drone"]])
    killed = [f"killed_{part}" for part in PARTS]
    changed = [*killed, "outcome", "stance", "retracted", "retraction_reason"]
    Account.objects.bulk_update(accounts, changed)
    AttackEvent.objects.bulk_update(
        events, ["state", "discount_reason", "withdrawn", "merged_into", "also_weapons"]
    )
    _name_more(events, random)


def _dispute(account: Account, random: Random) -> None:
    if random.random() < 0.3:
        low, best, high = sorted(random.randrange(30) for _ in PARTS)
        kept = random.choice([(low, best, high), (low, None, None), (None, best, high)])
        account.killed_low, account.killed_best, account.killed_high = kept
    account.outcome = random.choice(["", "", "hit", "intercepted", "mixed"])
    account.stance = random.choice(["asserts"] * 5 + ["denies"])
    account.retracted = random.choice([None] * 30 + DAYS)
    account.retraction_reason = "The outlet withdrew it." if account.retracted else ""


def _name_more(events: list[AttackEvent], random: Random) -> None:
    factions = list(Faction.objects.all())
    kinds = ["claimed", "partner-claimed", "denied", "suspected"]
    more = [
        Attribution(event=event, actor_id=random.choice(factions).pk, kind=kind)
        for event in events
        for kind in random.sample(kinds, 2)
    ]
    Attribution.objects.bulk_create(more, ignore_conflicts=True)
    for one in random.sample(list(Attribution.objects.all()), 150):
        one.accounts.set(one.event.accounts.all()[:1])
