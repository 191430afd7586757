"""What the four front panels show, and the pledges marked on time axes."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from proxies.methods.front_status import Status
from proxies.models import Front, Pledge
from proxies.models.base import page_of
from proxies.models.pledges import PledgeQuerySet
from proxies.queries.counts import ByDay
from proxies.queries.statuses import once, status_of
from proxies.queries.strips import strip
from proxies.queries.turns import last_turn
from proxies.record.current import record
from proxies.record.versions import Copy
from proxies.selection import Selection
from proxies.series.counts import Mark
from proxies.series.spells import Strip
from proxies.wording.panel import PanelWords, panel_in_words
from proxies.wording.pledges import LinkWords, link_in_words
from proxies.wording.status import StatusWords, status_in_words
from proxies.wording.verdict import verdict
from proxies.wording.voices import Voices, voices


@dataclass(frozen=True)
class Panel:
    """One front at a glance under a question.

    `at_stake` are pledges that its halt depends on and that are strained, broken or stopped.
    `status` is the front's own, whatever the filters, known by the question's day; `verdict`,
    `words` and `beside` say it, `voices` who says so. The counts, the events of the `strip` and the
    `pledges` are the question's. Nothing is counted past the last day covered.
    """

    front: Front
    status: Status
    words: StatusWords
    beside: PanelWords
    at_stake: tuple[LinkWords, ...]
    events: int
    faction_attacks: int
    state_strikes: int
    killed_low: int
    killed_high: int
    strip: Strip
    pledges: tuple[Pledge, ...]
    verdict: str
    voices: Voices


_said: Copy[dict[Hashable, dict[str, Any]]] = Copy(dict)
"""What was said of fronts on days, whatever was asked, for this version of the record."""


def _said_of(front: str, day: date) -> dict[str, Any]:
    """The parts of a panel that no question about events changes, by their names."""
    judged = status_of(record(), front, day)
    return {
        "status": judged.status,
        "words": status_in_words(judged.status),
        "beside": panel_in_words(judged.status),
        "at_stake": tuple(link_in_words(record(), link) for link in judged.at_stake),
        "verdict": verdict(judged.status),
        "voices": voices(judged.status),
    }


def panel(
    front: Front,
    day: date,
    by_day: ByDay,
    pledges: Sequence[Pledge],
    axis: tuple[date, date],
) -> Panel:
    """The panel of a front known by a day, from what a question counts: its events by day, and
    pledges; `axis` is the first and the last day of the record."""
    totals, months = by_day.totals(front), by_day.months(front, axis[0], min(day, axis[1]))
    said = once(_said.get(), (front.slug, day), lambda: _said_of(front.slug, day))
    return Panel(
        **said,
        front=front,
        events=totals.events,
        faction_attacks=totals.faction_attacks,
        state_strikes=totals.state_strikes,
        killed_low=totals.killed_low,
        killed_high=totals.killed_high,
        strip=strip(front.slug, months, axis, day),
        pledges=tuple(pledge for pledge in pledges if front.slug in pledge.front_slugs)[:3],
    )


def matching_pledges(selection: Selection, pledges: PledgeQuerySet | None = None) -> PledgeQuerySet:
    """Pledges of a question's fronts, factions and opponents: those known by its day, or of some
    that are given."""
    pledges = Pledge.objects.known_by(selection.as_of) if pledges is None else pledges
    conditions = {
        "fronts__slug__in": selection.front,
        "by__actor__slug__in": selection.faction,
        "toward__slug__in": selection.target_actors,
    }
    for path, slugs in conditions.items():
        if slugs:
            pledges = pledges.filter(pk__in=Pledge.objects.filter(**{path: slugs}).values("pk"))
    return pledges.for_lists()


_known: Copy[dict[Hashable, tuple[Pledge, ...]]] = Copy(dict)
"""All pledges known by a day, for this version of the record."""


def pledges_of(selection: Selection) -> tuple[Pledge, ...]:
    """The pledges of a question's fronts, factions and opponents that are known by its day; read
    once for all questions, and for all days on which the same ones are."""
    turn = last_turn(Pledge, selection.as_of)
    known = once(_known.get(), turn, lambda: tuple(Pledge.objects.known_by(turn).for_lists()))
    asked = {
        "front_slugs": {*selection.front},
        "by_slugs": {*selection.faction},
        "toward_slugs": {*selection.target_actors},
    }
    return tuple(
        pledge
        for pledge in known
        if all(not of or not of.isdisjoint(getattr(pledge, name)) for name, of in asked.items())
    )


def marks(pledges: Sequence[Pledge], span: tuple[date, date]) -> list[Mark]:
    """The pledges that start inside a span, as marks for a time axis, one per front."""
    return [
        Mark(pledge.start, pledge.title, pledge.kind, front, pledge.get_absolute_url())
        for pledge in pledges
        if span[0] <= pledge.start <= span[1]
        for front in pledge.front_slugs or [""]
    ]


def pledges_between(selection: Selection, first: date, last: date) -> str:
    """Where the pledges of a question are listed that start from one day to another."""
    taken = {name: getattr(selection, name) for name in ("front", "faction", "as_of")}
    listed = Selection(**taken, target=selection.target_actors, since=first, until=last)
    return page_of("pledge-list") + listed.query()
