"""The meaning of a question a second time: naively, in plain Python, from the rows as they stand.

Nothing of `proxies.queries`, `proxies.record` or `proxies.methods` is used here, so that they and
this can only agree by both being right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch

from proxies.models import (
    Account,
    AttackEvent,
    Attribution,
    Change,
    Membership,
    Patron,
    Support,
)
from proxies.selection import Selection

Figures = tuple[int | None, int | None, int | None]
GRADES = ("discounted", "contested", "single-origin", "corroborated", "confirmed")
"""From the weakest to the strongest."""

RELAYS = {"digest", "aggregator", "encyclopedia"}
"""Kinds of source that only repeat others: where nobody knows whom, there is no origin."""


@dataclass(frozen=True)
class Said:
    """One account: what a report says of an event."""

    pk: int
    day: date
    dated: bool
    retracted: date | None
    in_error: bool
    asserts: bool
    denies: bool
    credibility: int
    origin: int | None
    letter: str
    outcome: str
    killed: Figures

    def counts(self, day: date | None) -> bool:
        if day is None:
            return self.retracted is None
        if self.in_error:
            return False
        return self.day <= day and (self.retracted is None or self.retracted > day)


@dataclass(frozen=True)
class Named:
    """One attribution."""

    actor: str
    is_faction: bool
    kind: str
    retracted: date | None
    in_error: bool
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
            if self.event.entered_in_error:
                return False
            if not (gone and day and withdrawn and withdrawn > day):
                return False
        if day and self.event.first_day > day:
            return False
        if self.accounts:
            return any(account.asserts and account.counts(day) for account in self.accounts)
        return day is None or (self.event.dataset.released or self.event.last_day) <= day

    def named(self, day: date | None) -> list[Named]:
        """The attributions known by a day."""
        counting = {account.pk for account in self.accounts if account.counts(day)}
        return [
            one
            for one in self.attributions
            if not one.in_error
            and (one.retracted is None or (day is not None and one.retracted > day))
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

    def grade(self, day: date | None) -> str:
        """How well the event is attested; nothing where no account of it counts."""
        counting = [account for account in self.accounts if account.counts(day)]
        asserting = [account for account in counting if account.asserts]
        if asserting and all(account.credibility == 5 for account in asserting):
            return "discounted"
        if any(account.denies for account in counting):
            return "contested"
        traced = [account for account in asserting if account.origin is not None]
        if len({account.origin for account in traced}) < 2:
            return "single-origin" if counting else ""
        good = (a.letter in "AB" and a.credibility <= 2 for a in traced)
        return "confirmed" if any(good) else "corroborated"

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

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """Hypothesis would else print every row of it."""
        printer.text(repr(self))

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
        Prefetch(
            "accounts", Account.objects.select_related("report__source", "origin", "event__dataset")
        ),
    )
    for event in events:
        cited = sorted(event.accounts.all(), key=lambda account: account.pk)
        accounts = tuple(_said(account, _counts_from(account, cited)) for account in cited)
        attributions = tuple(map(_named, event.attributions.all()))
        targets = frozenset(target.slug for target in event.targets.all())
        yield Row(event, accounts, attributions, targets)


def _said(account: Account, day: date) -> Said:
    source = account.origin or account.report.source
    return Said(
        pk=account.pk,
        day=day,
        dated=account.report.published is not None,
        retracted=account.retracted,
        in_error=account.entered_in_error,
        asserts=account.stance == "asserts",
        denies=account.stance == "denies",
        credibility=account.credibility,
        origin=_origin(account),
        letter=source.reliability,
        outcome=account.outcome,
        killed=(account.killed_low, account.killed_best, account.killed_high),
    )


def _counts_from(account: Account, cited: list[Account]) -> date:
    """The day from which an account counts: that of its report; without one, that of the release
    that held undated reports first. Where the event has no dated report at all, the first undated
    one that asserts it counts from the event's first day already."""
    if account.report.published:
        return account.report.published
    dataset = account.event.dataset
    released = dataset.undated_from or dataset.released or date.max
    standing = [one for one in cited if not one.entered_in_error]
    if any(one.report.published for one in standing):
        return released
    first = next((one for one in standing if one.stance == "asserts"), None)
    return min(released, account.event.first_day) if account == first else released


def _origin(account: Account) -> int | None:
    """Who vouches: the origin if it is known, else the outlet; nobody where that only relays."""
    source = account.origin or account.report.source
    return None if source.kind in RELAYS else source.pk


def _named(one: Attribution) -> Named:
    by = frozenset(account.pk for account in one.accounts.all())
    return Named(
        one.actor.slug,
        one.actor.role == "faction",
        one.kind,
        one.retracted,
        one.entered_in_error,
        by,
    )


def asked_for(row: Row, question: Selection, record: Record) -> bool:
    """Whether an event fits a question that has no words."""
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
            not question.state or bool(parties & set(question.state)),
            not question.patron or bool(parties & backed),
            not question.direction or event.direction in question.direction,
            not question.weapon or bool(row.weapons & set(question.weapon)),
            not kinds or event.target_type in kinds,
            not question.place or bool(event.place and event.place.slug in question.place),
            not enemies or bool(row.targets & enemies),
            not question.outcome or row.outcome(day) in question.outcome,
            not question.grade or row.grade(day) in _grades(question.grade),
            not question.since or event.first_day >= question.since,
            not question.until or event.first_day <= question.until,
        ]
    )


def _grades(asked: tuple[str, ...]) -> set[str]:
    """The grades meant by values such as "contested" and "corroborated+"."""
    floors = [GRADES.index(value.removesuffix("+")) for value in asked if value.endswith("+")]
    better = {grade for floor in floors for grade in GRADES[floor:]}
    return better | {value for value in asked if not value.endswith("+")}


def corrections_by_event(since: date) -> Counter[int]:
    """Event → changes to what readers had seen of it, on a day or later, as the history has them;
    a record of another kind under 0."""
    added = {"account", "pledgecitation", "assessmentcitation", "supportcitation"}
    added |= {"membershipcitation", "closurecitation"}
    rows = Change.objects.values_list(
        "record_kind", "record_key", "kind", "operation", "public", "at"
    )
    return Counter(
        (key or 0) if record == "attackevent" else 0
        for record, key, kind, operation, public, at in rows
        if public and at.date() >= since and not (operation == "insert" and kind in added)
    )


def corrected_last(day: date | None) -> dict[int, datetime]:
    """Event → the moment of the last change to what readers had seen of it, made by a day."""
    rows = Change.objects.values_list(
        "record_kind", "record_key", "kind", "operation", "public", "at"
    )
    moments: dict[int, datetime] = {}
    for record, key, kind, operation, public, at in rows:
        correction = public and not (operation == "insert" and kind == "account")
        if record == "attackevent" and correction and (day is None or at.date() <= day):
            moments[key or 0] = max(at, moments.get(key or 0, at))
    return moments


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
