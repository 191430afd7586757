"""Tags beside the label of a front: what a single label cannot say."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from proxies.methods import running
from proxies.methods.facts import KnownEvent, KnownPledge, Pledge
from proxies.methods.halts import Halt
from proxies.methods.incidents import ESTABLISHED
from proxies.methods.record import KnownRecord
from proxies.vocab import AttributionKind, OpponentKind, PledgeKind, Role, Stance, Standing

VERSION = "1"
VOW_DAYS = 90
YEAR_DAYS = 365


class Tag(StrEnum):
    DENIED = "denied"
    VOWS_TO_CONTINUE = "vows-to-continue"
    PARTIAL = "partial"


def judge(known: KnownRecord, front: str, day: date, halt: Halt | None) -> tuple[Tag, ...]:
    """The tags of a front on a day; `halt` is the one its label rests on."""
    conditions = {
        Tag.DENIED: bool(denied(known, front, day)),
        Tag.VOWS_TO_CONTINUE: bool(vows(known, front, day)),
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
        for one in known.pledges.values()
        if one.pledge.kind == PledgeKind.VOW_TO_CONTINUE
        and front in one.pledge.fronts
        and last_made(one, day) >= day - timedelta(VOW_DAYS)
        and running.judge(known, one.pledge, day).runs
        and not one.pledge.by <= _halted_since(known, one, day)
    ]


def last_made(vow: KnownPledge, day: date) -> date:
    """The last day up to `day` on which a vow was made or repeated."""
    repeated = (
        citations.day
        for citations in vow.evidence.citations
        if citations.dated
        and citations.on_record
        and citations.stance == Stance.ASSERTS
        and citations.day <= day
    )
    return max(vow.pledge.made, max(repeated, default=date.min))


def _halted_since(known: KnownRecord, vow: KnownPledge, day: date) -> frozenset[str]:
    """Factions that made a halting pledge to one of the same opponents since a vow."""
    since = last_made(vow, day)
    halts = (
        pledge.by
        for pledge in known.record.halts
        if pledge.toward & vow.pledge.toward
        and since <= pledge.made <= day
        and _standing(known, pledge) in {Standing.REPORTED, Standing.IN_EFFECT}
    )
    return frozenset().union(*halts)


def not_spared(known: KnownRecord, pledge: Pledge, day: date) -> KnownEvent | None:
    """The last attack of the year by a bound party on an opponent that a halt does not spare."""
    first = day - timedelta(YEAR_DAYS)
    for one in reversed(known.attacks):
        if not one.event.within(day, first) or not others(known, pledge, one):
            continue
        if any(attacked(one, party) for party in pledge.bound):
            return one
    return None


def others(known: KnownRecord, pledge: Pledge, one: KnownEvent) -> frozenset[str]:
    """The opponents attacked in an event that a halt does not spare."""
    spared, parties = bool(one.event.targets & pledge.toward), known.record.actors
    attacked = (parties[slug] for slug in one.event.targets - pledge.toward if slug in parties)
    opponents = (party for party in attacked if party.role == Role.OPPONENT)
    return frozenset(
        party.slug
        for party in opponents
        if not spared or party.opponent_kind != OpponentKind.TARGET_CLASS
    )


def attacked(one: KnownEvent, party: str) -> bool:
    """Whether an attack by a party is a fact: its own claim, or a graded attribution."""
    kinds = one.named.get(party, frozenset())
    if not kinds or AttributionKind.DENIED in kinds:
        return False
    if AttributionKind.CLAIMED in kinds:
        return True
    return AttributionKind.PARTNER_CLAIMED not in kinds and one.grade in ESTABLISHED
