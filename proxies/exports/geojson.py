"""Events as GeoJSON (RFC 7946): one feature each, without a geometry where no place is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from proxies.exports.columns import EVENTS
from proxies.exports.heads import Row
from proxies.exports.rows import json_chunks

PROPERTIES = tuple(one for one in EVENTS if one.name not in {"latitude", "longitude"})


def geojson_chunks(head: dict[str, Any], rows: Iterable[Row]) -> Iterator[bytes]:
    """The collection, whose first members say what it is."""
    collection = {"type": "FeatureCollection", "name": "events", **head}
    return json_chunks(collection, map(feature, rows), "features")


def feature(row: Row) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": row["slug"],
        "geometry": _point(row["longitude"], row["latitude"]),
        "properties": {column.name: column.value(row) for column in PROPERTIES},
    }


def _point(longitude: float | None, latitude: float | None) -> dict[str, Any] | None:
    if longitude is None or latitude is None:
        return None
    return {"type": "Point", "coordinates": [longitude, latitude]}
