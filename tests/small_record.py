"""Tiny frozen facts for truth tables: days are numbers, counted from one first day.

The cast: `militia` and `rival` on the front `north`, `exile` on `south`; `brand`, an umbrella
over `militia`; against them `state` and `other-state`, and the classes of targets `civilians` and
`commercial-shipping`.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from proxies.methods.evidence import Citation
from proxies.methods.facts import (
    Actor,
    Assessment,
    Attribution,
    Closure,
    Covered,
    EditorsVerdict,
    Event,
    Extent,
    Membership,
    Pledge,
)
from proxies.methods.record import Record
from proxies.methods.tempo import Daily
from proxies.vocab import (
    AttributionKind,
    BindingKind,
    ClosureReason,
    Confidence,
    Coverage,
    Direction,
    FrontLabel,
    IncidentVerdict,
    PledgeKind,
    Role,
    SpanDepth,
)

FIRST = date(2024, 1, 1)


def day(number: int) -> date:
    return FIRST + timedelta(number)


def maybe(number: int | None) -> date | None:
    return None if number is None else day(number)


def cited(
    told: int,
    origin: str | None = "paper",
    *,
    letter: str = "C",
    retracted: int | None = None,
    **fields: Any,
) -> Citation:
    """A report of a day, that repeats an origin of a letter."""
    defaults: dict[str, Any] = {
        "report": f"{origin}-{told}",
        "source": origin or "outlet",
        "source_name": origin or "outlet",
        "letter": letter,
        "kind": "newspaper",
        "aligned_with": None,
        "origin": origin,
        "origin_name": origin,
        "origin_letter": letter,
        "origin_aligned_with": None,
        "stance": "asserts",
        "credibility": 2,
        "dated": True,
    }
    return Citation(**{**defaults, **fields}, day=day(told), retracted=maybe(retracted))


def event(  # noqa: PLR0913
    first: int,
    by: str = "militia claimed",
    *,
    last: int | None = None,
    against: str = "state",
    told: int | None = None,
    strike: bool = False,
    **fields: Any,
) -> Event:
    """An attack; `by` is "actor kind, actor kind" and `against` "target, target"."""
    last = first if last is None else last
    known = last if told is None else told
    defaults: dict[str, Any] = {
        "slug": f"event-{first}-{last}-{by}-{against}".replace(" ", "-").replace(",", ""),
        "front": "north",
        "direction": Direction.STATE_STRIKE if strike else Direction.FACTION_ATTACK,
        "targets": frozenset(filter(None, against.split(", "))),
        "named": named(by),
        "citations": (cited(known),),
    }
    return Event(**{**defaults, **fields}, first_day=day(first), last_day=day(last))


def named(by: str) -> tuple[Attribution, ...]:
    pairs = (pair.split() for pair in by.split(", ") if pair)
    return tuple(Attribution(actor, AttributionKind(kind)) for actor, kind in pairs)


def strike(first: int, by: str = "state claimed", **fields: Any) -> Event:
    """A strike by a state on the front."""
    return event(first, by, strike=True, **{"against": "militia", **fields})


DAYS = ("declared", "effective", "ended", "expires", "de_facto_since", "withdrawn")


def pledge(start: int | None = 0, slug: str = "halt", **fields: Any) -> Pledge:
    """A halt of `militia` toward `state` on the front, on the record from its start."""
    told = fields.pop("told", start)
    defaults: dict[str, Any] = {
        "kind": PledgeKind.UNILATERAL_HALT,
        "by": frozenset({"militia"}),
        "toward": frozenset({"state"}),
        "fronts": frozenset({"north"}),
        "effective": start,
        "citations": (cited(told or 0, on_record=True),),
    }
    values = {**defaults, **fields}
    for name in ("by", "toward", "fronts", "depends_on", "scope_weapons", "scope_targets"):
        if isinstance(values.get(name), str):
            values[name] = frozenset(filter(None, values[name].split(", ")))
    for name in DAYS:
        values[name] = maybe(values.get(name))
    if "bindings" in values:
        values["bindings"] = {who: BindingKind(how) for who, how in values["bindings"].items()}
    return Pledge(slug=slug, **values)


REPORTED = (cited(0),)
DENIED = (cited(0, stance="denies"),)


def editors(slug: str, verdict: str, reason: str = "Checked.") -> dict[str, EditorsVerdict]:
    return {slug: EditorsVerdict(IncidentVerdict(verdict), reason)}


def closure(start: int, end: int | None = None, told: int | None = None) -> Closure:
    known = (cited(start if told is None else told),)
    return Closure("north", day(start), maybe(end), ClosureReason.HOST_COLLAPSED, known)


def assessed(on: int, label: str, *told: Citation, slug: str = "view") -> Assessment:
    return Assessment(slug, "north", day(on), FrontLabel(label), Confidence.HIGH, citations=told)


def member(faction: str, umbrella: str, start: int | None = None, end: int | None = None) -> Any:
    return Membership(faction, umbrella, maybe(start), maybe(end))


def party(slug: str, role: Role, front: str = "") -> Actor:
    return Actor(slug, slug.capitalize(), role, frozenset({front} - {""}))


PARTIES = {
    one.slug: one
    for one in (
        party("militia", Role.FACTION, "north"),
        party("rival", Role.FACTION, "north"),
        party("exile", Role.FACTION, "south"),
        party("brand", Role.FACTION, "north"),
        party("state", Role.OPPONENT),
        party("other-state", Role.OPPONENT),
        party("civilians", Role.OPPONENT),
        party("commercial-shipping", Role.OPPONENT),
    )
}
ROOFS = (member("militia", "brand"),)


def census(counts: dict[int, int], first: int = -400, last: int = 400, **fields: Any) -> Daily:
    """Events per day of a census, known from their day."""
    rows = tuple((day(n), day(n), count) for n, count in counts.items())
    values = {"coverage": Coverage.CENSUS, "counts": rows, **fields}
    return Daily("census", "Census", first=day(first), last=day(last), **values)


def covered(start: int, end: int, depth: str = "thorough") -> Covered:
    """Days for which a front was searched, both ends included."""
    return Covered(day(start), day(end), SpanDepth(depth))


def extent(until: int | None = None, **spans: tuple[Covered, ...]) -> Extent:
    """A selection that covers all days or those until one; or the spans of each front."""
    return Extent(Coverage.SELECTION, day(-400), maybe(until), spans)


def record(
    *facts: Any, until: int | None = None, spans: tuple[Covered, ...] = (), **fields: Any
) -> Record:
    """A record of these facts, a selection that covers all days, those until one, or the spans of
    the front `north`."""

    def those(kind: type) -> tuple[Any, ...]:
        return tuple(one for one in facts if isinstance(one, kind))

    daily = those(Daily)
    defaults: dict[str, Any] = {
        "events": those(Event),
        "pledges": those(Pledge),
        "memberships": those(Membership) or ROOFS,
        "actors": PARTIES,
        "fronts": {"north": "North", "south": "South"},
        "closures": those(Closure),
        "assessments": those(Assessment),
        "extent": extent(until, north=spans) if spans else extent(until),
        "daily": {"north": daily[0]} if daily else {},
    }
    return Record(**{**defaults, **fields})
