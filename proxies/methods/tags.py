"""Tags beside the label of a front: what a single label cannot say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from proxies.methods import running
from proxies.methods.facts import KnownEvent, KnownPledge, Pledge
from proxies.methods.halts import WINDOW_DAYS, Halt
from proxies.methods.record import KnownRecord
from proxies.vocab import AttributionKind, Standing

VERSION = "2"
VOW_DAYS = 90
YEAR_DAYS = 365
ENOUGH_ATTACKS = 5
CIVILIANS = "civilians"
APART = frozenset({AttributionKind.DENIED, AttributionKind.PARTNER_CLAIMED})
"""Kinds of attribution that count beside the others, never among them."""


class Tag(StrEnum):
    DENIED = "denied"
    VOWS_TO_CONTINUE = "vows-to-continue"
    FEW_BOUND = "few-bound"
    UNDER_STRIKES = "under-strikes"
    PARTIAL = "partial"


def judge(known: KnownRecord, front: str, day: date, halt: Halt | None) -> tuple[Tag, ...]:
    """The tags of a front on a day; `halt` is the one its label rests on."""
    conditions = {
        Tag.DENIED: bool(denied(known, front, day)),
        Tag.VOWS_TO_CONTINUE: bool(vows(known, front, day)),
        Tag.FEW_BOUND: halt is not None and bool(few_bound(known, halt.pledge, front)),
        Tag.UNDER_STRIKES: bool(strikes(known, front, day)),
        Tag.PARTIAL: halt is not None and bool(not_spared(known, halt.pledge, day)),
    }
    return tuple(tag for tag, holds in conditions.items() if holds)


def denied(known: KnownRecord, front: str, day: date) -> list[Pledge]:
    """Halts on a front known only by denials, and not over."""
    return [
        pledge
        for pledge in known.record.halts
        if front in pledge.fronts
        and _standing(known, pledge) == Standing.DENIED
        and running.stopped(known, pledge, day) is None
    ]


def _standing(known: KnownRecord, pledge: Pledge) -> Standing | None:
    own = known.pledges.get(pledge.slug)
    return own.standing if own else None


def vows(known: KnownRecord, front: str, day: date) -> list[Pledge]:
    """Vows to continue that hold on a front."""
    return [
        one.pledge
        for one in known.vows
        if front in one.pledge.fronts
        and last_made(one, day) >= day - timedelta(VOW_DAYS)
        and running.judge(known, one.pledge, day).runs
        and not one.pledge.by <= _halted_since(known, one, day)
    ]


def last_made(vow: KnownPledge, day: date) -> date:
    """The last day up to `day` on which a vow was made, or repeated as the record lists it."""
    made = (vow.pledge.made, *vow.pledge.repeated)
    return max((one for one in made if one <= day), default=date.min)


def _halted_since(known: KnownRecord, vow: KnownPledge, day: date) -> frozenset[str]:
    """Factions for which a halting pledge to one of the same opponents was made since a vow."""
    halts = (
        pledge.bound
        for pledge in known.record.halts
        if pledge.toward & vow.pledge.toward
        and vow.pledge.start <= max(pledge.made, pledge.start) <= day
        and _standing(known, pledge) in {Standing.REPORTED, Standing.IN_EFFECT}
    )
    return frozenset().union(*halts)


@dataclass(frozen=True, slots=True)
class NamedBefore:
    """The attacks on a front in the year before a halt began that name an attacker, how many of
    them name a bound party, and how many each actor."""

    attacks: int
    bound: int
    by_actor: Mapping[str, int]


def named_before(known: KnownRecord, pledge: Pledge, front: str) -> NamedBefore:
    """Who was named for the attacks of the year before a halt, denied and partner-claimed apart."""
    first, last = pledge.start - timedelta(YEAR_DAYS), pledge.start - timedelta(1)
    attacks = [attackers(one) for one in known.attacks_on(front, last, first)]
    named = [actors for actors in attacks if actors]
    tally = Counter(actor for actors in named for actor in actors)
    return NamedBefore(len(named), sum(bool(actors & pledge.bound) for actors in named), tally)


def few_bound(known: KnownRecord, pledge: Pledge, front: str) -> bool:
    """Whether fewer than half of the attacks before a halt name one who is bound by it."""
    what = named_before, front
    before = known.once(what, pledge, lambda: named_before(known, pledge, front))
    return before.attacks >= ENOUGH_ATTACKS and before.bound * 2 < before.attacks


def strikes(known: KnownRecord, front: str, day: date) -> list[KnownEvent]:
    """Strikes by states on a front in the last days."""
    first = day - timedelta(WINDOW_DAYS)
    return [
        one for one in known.strikes if one.event.front == front and one.event.within(day, first)
    ]


def not_spared(known: KnownRecord, pledge: Pledge, day: date) -> KnownEvent | None:
    """The last attack of the year by a bound party on an actor that a halt does not spare."""
    first = day - timedelta(YEAR_DAYS)
    attacks = known.once(_on_others, pledge, lambda: _on_others(known, pledge))
    return next((one for one in attacks if one.event.within(day, first)), None)


def _on_others(known: KnownRecord, pledge: Pledge) -> list[KnownEvent]:
    """Attacks of any day by a bound party on an actor that is not spared, the last first."""
    return [
        one
        for one in reversed(known.attacks)
        if others(pledge, one) and attackers(one) & pledge.bound
    ]


def others(pledge: Pledge, one: KnownEvent) -> frozenset[str]:
    """The actors attacked in an event that a halt does not spare; civilians are no side."""
    return one.event.targets - pledge.toward - {CIVILIANS}


def attackers(one: KnownEvent) -> frozenset[str]:
    """The actors named for an attack, denied and partner-claimed apart."""
    return frozenset(actor for actor, kinds in one.named.items() if kinds - APART)
