"""Events as plain rows, and the JSON that holds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from proxies.exports.columns import iso, weighed
from proxies.vocab import DatePrecision
from proxies.wording.later import text_as_of


def event_rows(events: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """One plain row per event, as known by a day; days as ISO text, null for not established."""
    for event in events:
        yield {**_row(event), **_evidence(event), "targets": event.targets_named}


def _row(event: Any) -> dict[str, Any]:
    place, last = event.place, event.known_last_day
    return {
        "slug": event.slug,
        "dataset": event.dataset.slug,
        "date": event.first_day.isoformat(),
        "end_date": last.isoformat() if last else None,
        "ongoing": last is None and event.precision == DatePrecision.DAY,
        "precision": event.precision,
        "front": event.front.slug,
        "direction": event.direction,
        "title": event.title,
        "summary": text_as_of(event, "summary", event.as_of),
        "weapons": event.weapons,
        "target_type": event.target_type,
        "outcome": event.known_outcome,
        "attributions": [{"actor": party["slug"], "kind": party["kind"]} for party in event.named],
        "killed_low": event.known_low,
        "killed_best": event.known_best,
        "killed_high": event.known_high,
        "assessed_later": event.assessed_later,
        "place": str(place) if place else None,
        "country": (place.country or None) if place else None,
        "latitude": place.lat if place else None,
        "longitude": place.lon if place else None,
        "place_precision": place.precision if place else None,
        "url": event.get_absolute_url(),
    }


def _evidence(event: Any) -> dict[str, Any]:
    if event.graded is None:
        return {
            "grade": "not graded",
            "independence_checked": None,
            "reports": 0,
            "origins": 0,
            "known_from": iso(event.reported or event.dataset.released),
        }
    judgement = event.graded.judgement
    return {
        "grade": judgement.grade.value,
        "independence_checked": judgement.independence_checked,
        **weighed(event.graded.evidence),
    }


def json_chunks(
    head: dict[str, Any], rows: Iterable[dict[str, Any]], key: str = "events"
) -> Iterator[bytes]:
    """`head` with the rows under its last key, row by row."""
    yield orjson.dumps(head)[:-1] + f',"{key}":['.encode()
    for number, row in enumerate(rows):
        yield (b"," if number else b"") + orjson.dumps(row)
    yield b"]}"
