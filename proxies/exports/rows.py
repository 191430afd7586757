"""Events as plain rows, and the JSON that holds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

import orjson
from django.db import transaction

from proxies.models import AttackEvent
from proxies.models.events import AttackEventQuerySet, imported_from
from proxies.queries.grades import Graded, graded_of

BATCH = 500
"""Rows read and graded at a time, so that memory stays flat whatever the size."""


def event_rows(events: AttackEventQuerySet, day: date | None) -> Iterator[dict[str, Any]]:
    """One plain row per event, as known by a day; days as ISO text, null for not established."""
    wanted = events.for_lists(day).select_related("dataset")
    wanted = wanted.annotate(imported_from=imported_from())
    with transaction.atomic():  # else the server computes every row before it sends the first
        found = wanted.iterator(BATCH)
        while rows := list(islice(found, BATCH)):
            yield from _batch(rows, day)


def _batch(events: Sequence[Any], day: date | None) -> Iterator[dict[str, Any]]:
    graded = graded_of([event.pk for event in events], day)
    targets = _targets([event.pk for event in events])
    for event in events:
        yield {
            **_row(event),
            **_evidence(event, graded.get(event.pk)),
            "targets": targets[event.pk],
        }


def _row(event: Any) -> dict[str, Any]:
    place = event.place
    return {
        "slug": event.slug,
        "dataset": event.dataset.slug,
        "date": event.first_day.isoformat(),
        "end_date": event.last_day.isoformat(),
        "precision": event.precision,
        "front": event.front.slug,
        "direction": event.direction,
        "title": event.title,
        "summary": event.summary,
        "weapons": event.weapons,
        "target_type": event.target_type,
        "outcome": event.known_outcome,
        "attributions": [{"actor": party["slug"], "kind": party["kind"]} for party in event.named],
        "killed_low": event.known_low,
        "killed_best": event.known_best,
        "killed_high": event.known_high,
        "place": str(place) if place else None,
        "country": (place.country or None) if place else None,
        "latitude": place.lat if place else None,
        "longitude": place.lon if place else None,
        "place_precision": place.precision if place else None,
        "url": event.get_absolute_url(),
    }


def _evidence(event: Any, graded: Graded | None) -> dict[str, Any]:
    if graded is None:
        return {
            "grade": "not graded",
            "independence_checked": None,
            "reports": 0,
            "origins": 0,
            "known_from": event.imported_from.isoformat(),
        }
    evidence, judgement = graded.evidence, graded.judgement
    first = evidence.known_from
    return {
        "grade": judgement.grade.value,
        "independence_checked": judgement.independence_checked,
        "reports": len(evidence.citations),
        "origins": len(evidence.asserting),
        "known_from": first.isoformat() if first else None,
    }


def _targets(ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {pk: [] for pk in ids}
    links: Any = AttackEvent.targets.through
    rows = links.objects.filter(attackevent__in=ids).order_by("actor__slug")
    for pk, slug in rows.values_list("attackevent_id", "actor__slug"):
        found[pk].append(slug)
    return found


def json_chunks(
    head: dict[str, Any], rows: Iterable[dict[str, Any]], key: str = "events"
) -> Iterator[bytes]:
    """`head` with the rows under its last key, row by row."""
    yield orjson.dumps(head)[:-1] + f',"{key}":['.encode()
    for number, row in enumerate(rows):
        yield (b"," if number else b"") + orjson.dumps(row)
    yield b"]}"
