"""Silence under a halt: how many attacks were to be expected, and how likely none is by chance.

Baseline: the 84 days before the halt's start, in the census of the front's tempo. Expected
attacks = baseline per day times days. With n₀ events in the t₀ days of the baseline, φ its weekly
dispersion and t days of silence, P(silence) = (t₀/(t₀+t))^(n₀/φ+½), the chance of no event if
nothing had changed and the pace before is known only from those days. It is given only where none
was seen. Where no census covers the baseline and the days since, there is no expectation.

Whether the silence began before the pledge is said in any case, from the record: the silence
begins on the day after the last attack before the start, by a bound party or one above it, on an
opponent that the pledge spares; an editor's `de facto since` stands beside it and, where it is
given, decides. Attacks that the attacker denies or that only an ally claims for it do not end a
silence; they are named beside it. Silence supports "they stopped", never "because they agreed".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from proxies.methods import incidents
from proxies.methods.facts import Event, KnownEvent, Pledge
from proxies.methods.record import Known
from proxies.methods.running import said_as
from proxies.methods.tempo import BASELINE_DAYS, Daily, dispersion
from proxies.vocab import AttributionKind

VERSION = "1"
CAUTION = "Silence supports “they stopped”, never “because they agreed”."


@dataclass(frozen=True, slots=True)
class Expected:
    """Events expected and seen since a start; `probability` of none, where none was seen."""

    dataset: str
    baseline: int
    dispersion: float
    days: int
    expected: float
    observed: int
    probability: float | None


@dataclass(frozen=True, slots=True)
class Silence:
    """When the silence under a halt began, and what was to be expected where that is measured.

    `since` is None where no attack before the start is recorded; `before` counts the days of
    silence before the pledge's start, zero where it began with it.
    """

    since: date | None
    de_facto_since: date | None
    before: int
    expected: Expected | None
    words: str

    @property
    def began_before(self) -> bool:
        return self.before > 0


def judge(
    known: Known, pledge: Pledge, day: date, known_by: date, daily: Daily | None = None
) -> Silence:
    """The silence under a pledge, from its start to a day."""
    last = _last_before(known, pledge, firm=True)
    since = min(last.event.last_day + timedelta(1), pledge.start) if last else None
    doubtful = _last_before(known, pledge, firm=False)
    began = pledge.de_facto_since or since
    before = max(0, (pledge.start - began).days) if began else 0
    expected = expect(daily, pledge.start, day, known_by) if daily else None
    words = _words(pledge, since, before, doubtful)
    return Silence(since, pledge.de_facto_since, before, expected, words)


def _last_before(known: Known, pledge: Pledge, *, firm: bool) -> KnownEvent | None:
    """The last attack before the start by the bound side on an opponent that it spares.

    Not `firm`: the last of those that the attackers deny or that only an ally claims for them.
    """
    for one in reversed(known.attacks):
        event = one.event
        if event.first_day >= pledge.start or not event.targets & pledge.toward:
            continue
        judged = one.named.keys() & (pledge.bound | incidents.above(known, pledge, event))
        if judged and any(map(_doubtless, (one.named[actor] for actor in judged))) == firm:
            return one
    return None


def _doubtless(kinds: frozenset[AttributionKind]) -> bool:
    """Whether an attacker is named otherwise than by an ally, and does not deny it."""
    if AttributionKind.DENIED in kinds:
        return False
    return kinds != {AttributionKind.PARTNER_CLAIMED}


def _words(pledge: Pledge, since: date | None, before: int, doubtful: KnownEvent | None) -> str:
    found = []
    if since is None:
        found.append("No attack of the bound side before the pledge is recorded.")
    elif since == pledge.start:
        found.append("Attacks of the bound side are recorded right up to the pledge.")
    else:
        found.append(f"No recorded attack of the bound side from {said_as(since)} to the pledge.")
    began = pledge.de_facto_since or since
    if doubtful and (began is None or doubtful.event.last_day >= began):
        found.append(
            "Not counted is what it denies or what only an ally claims for it, last "
            f"{_days(doubtful.event)}."
        )
    if pledge.de_facto_since:
        found.append(f"The editors date the silence from {said_as(pledge.de_facto_since)}.")
    if before:
        days = f"{before} day{'s' * (before != 1)}"
        found.append(f"The silence began {days} before the pledge.")
    elif since or pledge.de_facto_since:
        found.append("The silence began with the pledge.")
    return " ".join([*found, CAUTION])


def _days(event: Event) -> str:
    """The days of an event: "on 4 December 2024", "from 27 November 2024 to 4 December 2024"."""
    if event.first_day == event.last_day:
        return f"on {said_as(event.last_day)}"
    return f"from {said_as(event.first_day)} to {said_as(event.last_day)}"


def expect(daily: Daily, start: date, day: date, known_by: date) -> Expected | None:
    """What was to be expected from a start to a day; None where no census covers it."""
    first = start - timedelta(BASELINE_DAYS)
    if day < start or not daily.covers(first, day) or not daily.out_by(known_by):
        return None
    series = daily.series(known_by, first, day)
    baseline, days = tuple(series[:BASELINE_DAYS]), len(series) - BASELINE_DAYS
    before, observed, phi = sum(baseline), sum(series[BASELINE_DAYS:]), dispersion(baseline)
    chance = None if observed else probability(before, phi, days)
    return Expected(daily.name, before, phi, days, before / BASELINE_DAYS * days, observed, chance)


def probability(events: int, phi: float, days: int, baseline: int = BASELINE_DAYS) -> float:
    """The chance of so many days without an event, given the events of the baseline."""
    return float((baseline / (baseline + days)) ** (events / phi + 0.5))
