"""What moved the status of a front on a day: what it rested on then against the day before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from proxies.methods import tags
from proxies.methods.evidence import Citation
from proxies.methods.facts import Event, Pledge
from proxies.methods.grounds import Grounds
from proxies.methods.record import Record

R = TypeVar("R", Event, Pledge)


@dataclass(frozen=True, slots=True)
class Moved:
    """What moved a status, as slugs of the record.

    `halt` speaks for the front, or did until the day before; `pledges` are others that came, went
    or were reported anew. `events` came to count or were reported anew, `gone` no longer count, the
    newest first. `reports` are those of all these, and of a closure, that count from that day on.
    """

    halt: str | None = None
    pledges: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()


def judge(before: Grounds | None, now: Grounds) -> Moved:
    """What moved a status between two days; without a day before, all that it rests on."""
    record, days = now.known.record, (before.known_by if before else date.min, now.known_by)
    pledges = _changed(_pledges(before), _pledges(now), days)
    events, stayed = _changed(_events(before), _events(now), days), _events(now)
    halt = now.halt or (before.halt if before else None)
    cited: list[Event | Pledge] = [*pledges, *events, *_halts(before, now)]
    citations = [*_closing(record, now.front), *(c for one in cited for c in one.citations)]
    speaks = halt.pledge.slug if halt else None
    return Moved(
        halt=speaks,
        pledges=tuple(one.slug for one in pledges if one.slug != speaks),
        events=_newest_first(one for one in events if one.slug in stayed),
        gone=_newest_first(one for one in events if one.slug not in stayed),
        reports=tuple(dict.fromkeys(one.report for one in citations if _begins(one, days))),
    )


def _pledges(basis: Grounds | None) -> dict[str, Pledge]:
    """The pledges that the label and tags of a day rest on."""
    if basis is None:
        return {}
    known, halt = basis.known, basis.halt.pledge if basis.halt else None
    pledges = [
        *tags.denied(known, basis.front, basis.day),
        *tags.vows(known, basis.front, basis.day),
    ]
    if halt:
        pledges += [one.pledge for one in known.pledges.values() if one.pledge.extends == halt.slug]
        pledges.append(halt)
    return {pledge.slug: pledge for pledge in pledges}


def _events(basis: Grounds | None) -> dict[str, Event]:
    """The events that the label and tags of a day rest on."""
    if basis is None:
        return {}
    struck = {
        one.event.slug: one.event for one in tags.strikes(basis.known, basis.front, basis.day)
    }
    if basis.halt is None:
        attacks = () if basis.closure else basis.attacks
        return struck | {one.event.slug: one.event for one in attacks}
    events = [*struck.values(), *(one.event for one in basis.moving)]
    if other := tags.not_spared(basis.known, basis.halt.pledge, basis.day):
        events.append(other.event)
    return {event.slug: event for event in events}


def _changed(before: dict[str, R], now: dict[str, R], days: tuple[date, date]) -> list[R]:
    """What came, what went, and what stayed with a report more or less."""
    return [
        one
        for slug, one in {**before, **now}.items()
        if (slug in before) != (slug in now)
        or any(cited.counts_by(days[0]) != cited.counts_by(days[1]) for cited in one.citations)
    ]


def _halts(*on: Grounds | None) -> Iterator[Pledge]:
    return (one.halt.pledge for one in on if one and one.halt)


def _closing(record: Record, front: str) -> Iterator[Citation]:
    """All that is ever said of the closures of a front."""
    return (cited for one in record.closures if one.front == front for cited in one.citations)


def _begins(citation: Citation, days: tuple[date, date]) -> bool:
    return citation.counts_by(days[1]) and not citation.counts_by(days[0])


def _newest_first(events: Iterator[Event]) -> tuple[str, ...]:
    ordered = sorted(events, key=lambda one: (one.last_day, one.slug), reverse=True)
    return tuple(one.slug for one in ordered)
